import { foldAliases } from './codes.ts'
import { decodeBase64, decodeHex } from './decoders.ts'
import { type Mapped, replaced } from './mapped.ts'

/** A quoted text on one line, with at most 2,000 characters. */
const QUOTED = `(?:"[^"\\\\\\n]{0,2000}"|'[^'\\\\\\n]{0,2000}'|\`[^\`\\\\$\\n]{0,2000}\`)`
const NAME = '[A-Za-z_$][\\w$]{0,60}'

const CONSTANT = new RegExp(
  `(?:\\b(?:const|let|var)\\s{1,8})?(?<![\\w$.])(${NAME})\\s{0,8}=\\s{0,8}(${QUOTED})\\s{0,8}(?=[;,\\n]|$)`,
  'g',
)
const CHAIN = new RegExp(
  `(?:${QUOTED}|(?<![\\w$.])${NAME}(?![\\w$(]))(?:\\s{0,20}\\+\\s{0,20}(?:${QUOTED}|${NAME}(?![\\w$(.]))){1,60}`,
  'g',
)
const OPERAND = new RegExp(`${QUOTED}|${NAME}`, 'g')
const NEIGHBOURS = new RegExp(`(?<=[(=,\\s])${QUOTED}(?:\\s{1,8}${QUOTED}){1,40}`, 'g')
const LIST = new RegExp(
  `\\[\\s{0,20}(${QUOTED}(?:\\s{0,20},\\s{0,20}${QUOTED}){1,200})\\s{0,20},?\\s{0,20}\\]\\s{0,8}\\.(?:join|reverse\\(\\)\\.join)\\(\\s{0,8}(["'\`])([^"'\`]{0,4})\\2`,
  'g',
)
const PYTHON_JOIN = new RegExp(
  `(["'])([^"']{0,4})\\1\\.join\\(\\s{0,8}\\[\\s{0,20}(${QUOTED}(?:\\s{0,20},\\s{0,20}${QUOTED}){1,200})`,
  'g',
)
/** `["a", "b"].concat()` of Rust, `implode('', ['a', 'b'])` of PHP, `paste0("a", "b")` of R, `a .. b` has none. */
const GLUED = new RegExp(
  `\\[\\s{0,20}(${QUOTED}(?:\\s{0,20},\\s{0,20}${QUOTED}){1,200})\\s{0,20},?\\s{0,20}\\]\\s{0,8}\\.concat\\(\\s{0,4}\\)|\\b(?:implode|join)\\(\\s{0,8}(?:''|"")\\s{0,8},\\s{0,8}\\[\\s{0,20}(${QUOTED}(?:\\s{0,20},\\s{0,20}${QUOTED}){1,200})\\s{0,20}\\]\\s{0,8}\\)|\\bpaste0\\(\\s{0,8}(${QUOTED}(?:\\s{0,20},\\s{0,20}${QUOTED}){1,200})\\s{0,8}\\)|(?<![\\w.])(${QUOTED}(?:\\s{0,8}\\.\\s{0,8}${QUOTED}){1,60})`,
  'g',
)
const REVERSED = new RegExp(
  `(${QUOTED})(?:\\.split\\(\\s{0,4}(?:""|'')\\s{0,4}\\)\\.reverse\\(\\)\\.join\\(\\s{0,4}(?:""|'')?\\s{0,4}\\)|\\[::-1\\])`,
  'g',
)
const CODES =
  /(?:String\.fromCharCode\(|\bbytes\(\s{0,4}\[|\[char\[\]\]\s{0,4}\(|map\(\s{0,4}chr\s{0,4},\s{0,4}\[|bytearray\(\s{0,4}\[)\s{0,20}((?:0x[\da-f]{1,4}|\d{1,5})(?:\s{0,20},\s{0,20}(?:0x[\da-f]{1,4}|\d{1,5})){1,2000})/gi
const CHARACTERS = /\bchr\(\s{0,4}\d{1,5}\s{0,4}\)(?:\s{0,8}[+.]\s{0,8}chr\(\s{0,4}\d{1,5}\s{0,4}\)){1,200}/gi
const ESCAPES = /(?:\\x[\da-f]{2}|\\u[\da-f]{4}|\\u\{[\da-f]{1,6}\}){2,4000}/gi
/** As `printf` of the shell writes them. Fewer are colours of a terminal. */
const OCTALS = /(?:\\0?[0-7]{2,3}){4,4000}/g
/** PowerShell: `'{1}{0}' -f 'ex','i'` and `[char]105+[char]101`. */
const FORMAT = new RegExp(
  `(["'])((?:\\{\\d{1,2}\\}){2,40})\\1\\s{1,8}-f\\s{0,8}(${QUOTED}(?:\\s{0,8},\\s{0,8}${QUOTED}){1,40})`,
  'gi',
)
const CHAR_SUM =
  /\[char\]\s{0,2}(?:0x[\da-f]{1,4}|\d{1,5})(?:\s{0,8}\+\s{0,8}\[char\]\s{0,2}(?:0x[\da-f]{1,4}|\d{1,5})){1,400}/gi
const DECODED =
  /(?:\batob|\bBuffer\.from|\bb64decode|\bunhexlify|\bfromhex|FromBase64String)\s{0,4}\(\s{0,8}[bru]?(["'`])([\w+/=-]{4,4000})\1/g

/** A function that only joins what it is given: `const j = (...a) => a.join('')`, `j = lambda *a: ''.join(a)`. */
const JOINER =
  /\b(?:const|let|var|function)\s{1,4}([A-Za-z_$][\w$]{0,30})\s{0,4}=?\s{0,4}(?:function\s{0,4})?\(\s{0,4}\.\.\.(\w{1,20})\s{0,4}\)\s{0,4}(?:=>\s{0,4}|\{\s{0,8}return\s{1,4})\2\.join\(\s{0,4}(?:''|""|``)\s{0,4}\)|\b([A-Za-z_]\w{0,30})\s{0,4}=\s{0,4}lambda\s{1,4}\*(\w{1,20})\s{0,4}:\s{0,4}(?:''|"")\.join\(\s{0,4}\4\s{0,4}\)|\bdef\s{1,4}([A-Za-z_]\w{0,30})\(\s{0,4}\*(\w{1,20})\s{0,4}\)\s{0,4}:\s{0,20}return\s{1,4}(?:''|"")\.join\(\s{0,4}\6\s{0,4}\)/g

/** A text in a template: `${'ev'}`. */
const FILLED = /\$\{\s{0,4}("[^"\\\n]{0,200}"|'[^'\\\n]{0,200}')\s{0,4}\}/g

const MAX_CONSTANTS = 400

/**
 * Puts texts together that a script writes in pieces: sums, lists, codes of characters, escapes, and constants among them.
 * With `neighbours`, also texts that stand beside each other, which Python joins.
 */
export function foldStrings(from: Mapped, { neighbours }: { neighbours: boolean }): Mapped {
  let folded = replaced(from, ESCAPES, ([run]) => printable(unescaped(run)))
  folded = replaced(folded, OCTALS, ([run]) =>
    printable(run.replace(/\\0?([0-7]{2,3})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 8)))),
  )
  folded = replaced(folded, FORMAT, ([, , places = '', list = '']) => {
    const parts = partsOf(list)
    return JSON.stringify([...places.matchAll(/\d{1,2}/g)].map(([place]) => parts[Number(place)] ?? '').join(''))
  })
  folded = replaced(folded, CHAR_SUM, ([sum]) =>
    JSON.stringify(String.fromCharCode(...[...sum.matchAll(/0x[\da-f]{1,4}|\d{1,5}/gi)].map(([code]) => Number(code)))),
  )
  folded = foldAliases(folded)
  folded = replaced(folded, CODES, ({ 0: whole, 1: list = '' }) => {
    const text = printable(String.fromCharCode(...list.split(',').map((code) => Number(code.trim()))))
    return text === null ? null : `${whole.slice(0, whole.indexOf(list.slice(0, 4)))}${JSON.stringify(text)}`
  })
  folded = replaced(folded, CHARACTERS, ([sum]) => {
    const codes = [...sum.matchAll(/\d{1,5}/g)].map(([code]) => Number(code))
    return JSON.stringify(String.fromCharCode(...codes))
  })
  folded = replaced(folded, DECODED, ({ 0: whole, 2: body = '' }) => {
    const text = /^[\da-f]+$/i.test(body) && /hex/i.test(whole) ? decodeHex(body) : decodeBase64(body)
    return text === null ? null : `${whole.slice(0, whole.indexOf(body) - 1)}${JSON.stringify(text)}`
  })
  folded = replaced(folded, REVERSED, ([, quoted = '']) => JSON.stringify([...inner(quoted)].reverse().join('')))
  folded = replaced(folded, LIST, ({ 0: whole, 1: list = '', 3: between = '' }) => {
    const parts = partsOf(list)
    return JSON.stringify((whole.includes('.reverse()') ? parts.reverse() : parts).join(between))
  })
  folded = replaced(folded, PYTHON_JOIN, ([, , between = '', list = '']) => JSON.stringify(partsOf(list).join(between)))
  folded = replaced(folded, FILLED, ([, quoted = '']) => inner(quoted))
  folded = replaced(folded, GLUED, ([, concat, implode, paste, dotted]) =>
    JSON.stringify(partsOf(concat ?? implode ?? paste ?? dotted ?? '').join('')),
  )
  folded = foldJoiners(folded)
  const once = foldSums(folded)
  // A constant that was put together is a piece of what follows.
  const summed = once === folded ? once : foldSums(once)
  return neighbours ? replaced(summed, NEIGHBOURS, ([run]) => JSON.stringify(partsOf(run).join(''))) : summed
}

/** Writes what a joining function makes of texts in the place of its calls. */
function foldJoiners(from: Mapped): Mapped {
  if (!/\.join\(/.test(from.text)) return from
  const names = [...from.text.matchAll(JOINER)]
    .slice(0, 4)
    .flatMap(([, js, , lambda, , def]) => js ?? lambda ?? def ?? [])
  return names.reduce(
    (text, name) =>
      replaced(
        text,
        new RegExp(
          `(?<![\\w$.])${name.replaceAll('$', '\\$')}\\(\\s{0,8}(${QUOTED}(?:\\s{0,8},\\s{0,8}${QUOTED}){0,60})\\s{0,8},?\\s{0,8}\\)`,
          'g',
        ),
        ([, list = '']) => JSON.stringify(partsOf(list).join('')),
      ),
    from,
  )
}

function foldSums(from: Mapped): Mapped {
  if (!from.text.includes('+')) return from
  const constants = constantsIn(from.text)
  return replaced(from, CHAIN, ([chain]) => {
    const parts: string[] = []
    for (const [operand] of chain.matchAll(OPERAND)) {
      const text = isQuoted(operand) ? inner(operand) : constants.get(operand)
      if (text === undefined) return null
      parts.push(text)
    }
    return JSON.stringify(parts.join(''))
  })
}

/** The texts that names stand for in a script. */
export function constantsIn(text: string): Map<string, string> {
  const constants = new Map<string, string>()
  for (const [, name = '', quoted = ''] of text.matchAll(CONSTANT)) {
    if (constants.size === MAX_CONSTANTS) break
    constants.set(name, inner(quoted))
  }
  return constants
}

const ONE = new RegExp(QUOTED, 'g')
const partsOf = (list: string) => [...list.matchAll(ONE)].map(([quoted]) => inner(quoted))
const inner = (quoted: string) => quoted.slice(1, -1)
const isQuoted = (text: string) => /^["'`]/.test(text)

const unescaped = (run: string) =>
  run.replace(/\\x([\da-f]{2})|\\u([\da-f]{4})|\\u\{([\da-f]{1,6})\}/gi, (_, a?: string, b?: string, c?: string) => {
    const code = Number.parseInt(a ?? b ?? c ?? '', 16)
    return code < 0x110000 ? String.fromCodePoint(code) : ''
  })

/** Null if a text has control characters, or anything outside ASCII. */
const printable = (text: string): string | null => (/^[\t\n\r\x20-\x7e]+$/.test(text) ? text : null)
