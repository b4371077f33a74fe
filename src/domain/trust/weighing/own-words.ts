import { ATTACKERS_ABROAD } from '../data/attack-names.ts'
import { type Document, zoneAt } from '../reading/document.ts'
import { isOrderAbroad, isOrderOfAll } from './orders-abroad.ts'

/** Where one line of a document begins, and what its author says on it: without code, quotations and addresses. */
type Line = { start: number; own: string }

const LINES = new WeakMap<Document, readonly Line[]>()
const QUOTED =
  /`[^`\n]{1,600}`|"[^"\n]{2,600}"|“[^”\n]{2,600}”|«[^»\n]{2,600}»|\]\([^)\n]{1,300}\)|https?:\/\/\S{1,300}/g
/** A quotation that is set off as a note speaks for the author. */
const CALLOUT =
  /^\s{0,8}>\s{0,4}(?:\[!|[^\w\s]{0,4}\s{0,2}\*{0,2}(?:note|important|required?|warning|caution|tip|prerequisites?|attention|notice|action|must|step)\b)/i

/** What the author of a Markdown document says in their own words, line by line. */
export function ownLines(document: Document): readonly Line[] {
  const known = LINES.get(document)
  if (known) return known
  let isCallout = false
  const lines = document.lineStarts.map((start, i) => {
    const text = document.text.slice(start, Math.min(document.lineStarts[i + 1] ?? document.text.length, start + 1200))
    const { kind } = zoneAt(document, start)
    const isQuote = /^\s{0,8}>/.test(text)
    isCallout = isQuote && (isCallout || CALLOUT.test(text))
    if (kind === 'code' || kind === 'frontmatter' || (isQuote && !isCallout)) return { start, own: '' }
    return { start, own: text.replace(QUOTED, ' ') }
  })
  LINES.set(document, lines)
  return lines
}

const VERBS =
  '(?:run|execute|paste|install|download|launch|start|double-?click|copy|apply|follow|perform|invoke|source|pipe|press|do|complete|carry out|work through|try|enter|replay|reproduce|obey|set up)'
const ORDER = new RegExp(
  `(?:^|[.!?:;,—–)]\\s{1,4}|\\b(?:please|then|first|now|next|must|should|shall|need to|needs to|have to|has to|always|and|or|will|to (?:begin|start|use|continue|activate|enable|finish|complete)[^.\\n]{0,40},?)\\s{1,4}(?:\\w{2,12}ly\\s{1,4})?)${VERBS}\\b`,
  'i',
)
const INSISTS =
  /\b(?:is|are) (?:required|needed|mandatory|necessary)\b|\b(?:will not|won't|does not|doesn't|cannot) (?:work|function|run|start)\b|\bbefore (?:using|you (?:use|start|continue|begin|proceed)|the first|proceeding|anything)\b|\b(?:must|has to|have to|needs? to) be (?:run|executed|installed|applied|started|set)\b|\bmandatory\b|\brequired\b/i
/** What takes an order back, close before its verb; and whose doing it is. */
const NEGATED = new RegExp(
  `\\b(?:never|do not|don't|must not|should not|cannot|can't|not|without|avoid|refuse to|before you|about to|whether to|if you)\\s{1,4}(?:ever\\s{1,4})?${VERBS}\\b`,
  'gi',
)
/** What looks like a verb and is a thing. */
const THINGS =
  /\b(?:the|an?|its|each|every|this|that) (?:(?:next|first|last) )?(?:start|run|install|download|copy|launch|press|source|try|pipe)\b/gi
const THEIRS = new RegExp(
  `\\b(?:attackers?|adversar(?:y|ies)|malware|worms?|victims?|thie(?:f|ves)|scammers?|intruders?)\\b|${ATTACKERS_ABROAD}`,
  'iu',
)

/** True if a line of the author's own words tells the reader to do something. */
export function isOrder(own: string): boolean {
  const plain = own.replace(/^[\s>*_#\d.)(|-]{0,20}(?:[^\p{L}\w\s]{1,4}\s)?/u, '').replace(/[*_]{1,3}/g, '')
  return plain.split(/(?<=[.!?。！？])\s/).some((sentence) => {
    if (INSISTS.test(sentence)) return true
    if (THEIRS.test(sentence)) return false
    return isOrderAbroad(sentence) || ORDER.test(sentence.replace(NEGATED, ' ').replace(THINGS, ' '))
  })
}

/** An order right before the code that it is about: `For each title run …`. */
const RIGHT_BEFORE =
  /(?<!\b(?:would|could|may|might|can|cannot|not|never|n't|they|to|that|which|who)\s(?:\w{2,12}ly\s)?)\b(?:run|execute|paste|enter|type|apply|launch)(?:\s\w{1,12}){0,3}[:\s]{0,4}[`"“]$/i
/** What a page, a mail or a note says, up to a place within it. */
const IN_QUOTES = /\b(?:that|which) (?:says?|said|reads?|asks?|tells?)\b[^\n"“]{0,10}["“][^"”\n]{0,200}$/i
export const isOrderedBefore = (before: string): boolean =>
  RIGHT_BEFORE.test(before) && !THEIRS.test(before) && !IN_QUOTES.test(before)

/** True if a line tells the reader to put what is shown into a file that something runs. */
const PLACED =
  /(?:^|[.!?:;,]\s{1,4}|\b(?:please|then|first|now|must|should|always|and|or)\s{1,4})(?:add|put|insert|append|include|commit|save|place|register)\b[^.\n]{0,80}\b(?:this|these|the following|below|(?:the|one) (?:step|job|line|block|snippet|command|hook|entry)s?)\b/i
export const isPlaced = (own: string): boolean => {
  const plain = own.replace(/^[\s>*_#\d.)(|-]{0,20}/, '')
  return PLACED.test(plain) && !THEIRS.test(plain)
}

/** An order that names a command and ends with it. What follows in a block of its own is not meant by it. */
const ITS_OWN = new RegExp(
  `\\b${VERBS}\\s{1,3}(?:\\w{2,10}\\s{1,3}){0,2}\`[\\w./-]{2,40}\\s[^\`\\n]{1,200}\`[.;)]?(?=\\s{1,3}[A-Z]|\\s{0,4}$)`,
  'gi',
)

/** A line without such orders, unless a block follows it. */
export function withoutItsOwn(document: Document, start: number, own: string): string {
  const [line = '', next = '', after = ''] = document.text.slice(start, start + 1600).split('\n', 3)
  if (line.search(ITS_OWN) < 0 || /^\s{0,12}(?:`{3}|~{3}|>| {4}\S)/.test(next.trim() === '' ? after : next)) return own
  return line.replace(ITS_OWN, ' ').replace(QUOTED, ' ')
}

/** What an order may name that stands elsewhere: all commands, a number, a place. */
const ELSEWHERE = new RegExp(
  `\\b${VERBS}\\b[^.\\n]{0,60}\\b(?:(?:all|every|each|any|both)\\s(?:of\\s)?(?:(?:the|these|those)\\s)?(?:\\w{2,12}\\s)?(?:commands?|(?:code )?blocks?|snippets?|examples?|one-?liners?)|(?:first|second|third|last|\\d+(?:st|nd|rd|th))\\s(?:command|block|snippet|example|line)|(?:section|appendix|chapter|table|row|example|item|block)\\s(?:\\d|[A-Z]\\b)|(?:commands?|blocks?|snippets?|examples?|lines?|code|text|quote|quotation)\\s(?:\\w{2,12}\\s){0,4}(?:below|above|under|further down|at the (?:end|bottom|top))|(?:all|every|each|everything)\\b[^.\\n]{0,30}\\b(?:in|of|from|on) (?:this|the) (?:document|file|page|table|skill|text|guide|list))`,
  'i',
)

type Orders = { isAnywhere: boolean; lines: readonly string[] }
const ORDERS = new WeakMap<Document, Orders>()
const ACTS = new RegExp(`\\b${VERBS}\\b`, 'i')

/** True if a document orders what another part of it shows: by a number, a place, all of a kind, or the words of its heading. */
export function ordersElsewhere(document: Document, heading: string): boolean {
  const known = ORDERS.get(document) ?? ordersIn(document)
  ORDERS.set(document, known)
  if (known.isAnywhere) return true
  const words = heading.replace(/^[#\s\d.]{1,12}/, '').toLowerCase()
  return words.length > (/[^\0-\u{2fff}]/u.test(words) ? 2 : 5) && known.lines.some((line) => line.includes(words))
}

function ordersIn(document: Document): Orders {
  const ordering = ownLines(document).filter(({ own }) => ACTS.test(own.replace(NEGATED, ' ')) || isOrderAbroad(own))
  return {
    isAnywhere:
      ordering.some(({ own }) => ELSEWHERE.test(own.replace(NEGATED, ' '))) ||
      ownLines(document).some(({ own }) => isOrderOfAll(own)),
    lines: ordering
      .filter(({ own }) => !/^#{1,6}\s/.test(own))
      .map(({ start }) => (document.text.slice(start, start + 600).split('\n', 1)[0] ?? '').toLowerCase()),
  }
}
