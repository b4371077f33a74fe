import { type Mapped, replaced } from './mapped.ts'

const NUMBER = '(?:0x[\\da-f]{2}|\\d{1,3})'
/** Numbers in brackets, at least `least` of them. */
const numbers = (least: number) => `(${NUMBER}(?:\\s{0,20},\\s{0,20}${NUMBER}){${least - 1},2000})\\s{0,20},?\\s{0,20}`

/** What a language calls to make text of numbers. */
const MAKES_TEXT =
  /\bfrom(?:CharCode|CodePoint)\b|\bchr\b|\[char(?:\[\])?\]|\bbytes(?:array)?\s{0,4}\(|\bbytearray\b|\bBuffer\.from\b|\bUint8Array\b|\bpack\s{0,4}\(|\bintToUtf8\b/i
const LISTS = new RegExp(`[([]\\s{0,20}${numbers(5)}[)\\]]`, 'gi')
const ONE_BY_ONE =
  /(?:\bchr\(\s{0,4}\d{1,3}\s{0,4}\)|\[char\]\s{0,2}\d{1,3})(?:\s{0,8}[+.,]\s{0,8}(?:chr\(\s{0,4}\d{1,3}\s{0,4}\)|\[char\]\s{0,2}\d{1,3})){4,400}/gi
const OCTALS = /(?:\\0?[0-7]{3}){5,4000}/g
const MOST = 200

/** A text that is written as the codes of its characters, and where. */
export type Coded = { start: number; end: number; text: string }

/** The texts that a script writes as lists of codes, if it has something that makes text of them. */
export function codedIn(text: string): Coded[] {
  const found: Coded[] = []
  const add = (start: number, length: number, decoded: string | null) => {
    if (decoded !== null && found.length < MOST) found.push({ start, end: start + length, text: decoded })
  }
  for (const match of text.matchAll(OCTALS)) {
    const codes = match[0].split('\\').slice(1)
    add(match.index, match[0].length, ofCodes(codes.map((code) => Number.parseInt(code, 8))))
  }
  if (!MAKES_TEXT.test(text)) return found
  for (const match of text.matchAll(LISTS)) add(match.index, match[0].length, decoded(match[1] ?? ''))
  for (const match of text.matchAll(ONE_BY_ONE))
    add(match.index, match[0].length, ofCodes([...match[0].matchAll(/\d{1,3}/g)].map(([code]) => Number(code))))
  return found
}

/** A short name for what makes text of codes: `s = (...c) => String.fromCharCode(...c)`, `f = lambda *c: ''.join(map(chr, c))`. */
const ALIAS =
  /(?<![\w$.])([A-Za-z_$][\w$]{0,30})\s{0,4}=\s{0,4}(?:\(\s{0,4}\.\.\.\w{1,20}\s{0,4}\)\s{0,4}=>\s{0,4})?String\.from(?:CharCode|CodePoint)(?!\s{0,4}\(\s{0,4}\d)|\b([A-Za-z_]\w{0,30})\s{0,4}=\s{0,4}lambda\s{1,4}\*\w{1,20}\s{0,4}:[^\n]{0,40}\bchr\b|\bdef\s{1,4}([A-Za-z_]\w{0,30})\(\s{0,4}\*\w{1,20}\s{0,4}\)\s{0,4}:\s{0,20}return\s[^\n]{0,40}\bchr\b/g

/** Writes what such a function makes of codes in the place of its calls. */
export function foldAliases(from: Mapped): Mapped {
  if (!MAKES_TEXT.test(from.text)) return from
  const names = [...from.text.matchAll(ALIAS)].slice(0, 4).flatMap(([, js, lambda, def]) => js ?? lambda ?? def ?? [])
  return names.reduce(
    (text, name) =>
      replaced(
        text,
        new RegExp(`(?<![\\w$.])${name.replaceAll('$', '\\$')}\\(\\s{0,8}${numbers(1)}\\)`, 'gi'),
        ([, list = '']) => {
          const said = decoded(list)
          return said === null ? null : JSON.stringify(said)
        },
      ),
    from,
  )
}

const decoded = (list: string) => ofCodes(list.split(',').map((code) => Number(code.trim() || Number.NaN)))

/** Null if a code is no printable character of ASCII. */
function ofCodes(codes: readonly number[]): string | null {
  const isText = codes.every((code) => (code > 31 && code < 127) || code === 9 || code === 10 || code === 13)
  return isText ? codes.map((code) => String.fromCharCode(code)).join('') : null
}
