import { stem } from './stem.ts'

/**
 * Words that at least one of eight texts has, by stem, as measured over 2,624 public skills. The names of technologies among them are left
 * out here: whoever asks for one also wants what only mentions it.
 */
const WORDS = `about access account across action active add after always any app application apply ask auto
  automatically automation available based before best build built call cases changes check com command common complete complex comprehensive
  config configuration connection constraints content context control core create current custom d data date days default dependencies
  description design details detection dev development different docs document domain dont e each enable environment error etc example
  execution existing export extract feature file filter find first follow format free full function g generate get goals guide handling help
  high https id identify implementation import include input install instructions integration interactive issues just key level like limit
  line link list local log management md message mode model more multi multiple must name need new note number one only open operations
  optimization options other output overview page path patterns per performance practices process production project provide purpose quick
  rate read real recommended references relevant request required resources response results return run save scope see select send service
  session set setup show skill source specific start state status step store strategy structure summary support system target task template
  through time title track true type understand update usage use user validate value variable verification verify version via want without
  work workflow write x`

const STEMS: ReadonlySet<string> = new Set(WORDS.split(/\s+/).map(stem))

/** True for a stem that very many texts have: one that has it once is not about it. */
export const isCommon = (term: string): boolean => STEMS.has(term)
