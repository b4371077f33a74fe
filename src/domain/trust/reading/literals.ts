import type { Document } from './document.ts'

/** A quoted text or a regular expression in a script, by offsets of what stands between its marks. */
export type Literal = { start: number; end: number }
/** A script with its literals and comments emptied, so that what is left is code. */
export type Lexed = { literals: readonly Literal[]; code: string }

const KNOWN = new WeakMap<Document, Lexed | null>()

/** The literals of a script in Python, JavaScript or TypeScript. Null for others, and where it is not certain what is quoted. */
export function literalsOf(document: Document): Lexed | null {
  const known = KNOWN.get(document)
  if (known !== undefined) return known
  // A notebook has its code in texts.
  const isCode = document.kind === 'script' && /\.(?:py|[cm]?[jt]s|[jt]sx)$/i.test(document.path)
  const language = isCode ? (document.zones[0]?.language ?? '') : ''
  const lexed =
    language === 'python'
      ? lex(document.text, true)
      : /^(?:javascript|typescript)$/.test(language)
        ? lex(document.text, false)
        : null
  KNOWN.set(document, lexed)
  return lexed
}

/** After these, a slash begins a regular expression; after a name, a number or a bracket, it divides. */
const BEFORE_REGEX = /(?:^|[(,=:[!&|?{;>+\-*%~^]|\b(?:return|typeof|case|in|of|do|else|void|delete|await|yield))$/
const MOST = 20_000

/** Returns null wherever another reading of the quotes is possible: then nothing counts as quoted. */
function lex(text: string, isPython: boolean): Lexed | null {
  const literals: Literal[] = []
  const code: string[] = []
  let plain = 0
  let at = 0
  const take = (start: number, end: number) => {
    code.push(text.slice(plain, start))
    plain = end
    at = end
  }
  for (const marks = isPython ? /["'#]/g : /["'`/]|<!--/g; ; ) {
    marks.lastIndex = at
    const found = marks.exec(text)
    if (!found) break
    if (literals.length > MOST) return null
    const { index, 0: mark } = found
    at = index
    if (mark === '<!--') return null
    if (mark === '#' || text.startsWith('//', index)) {
      const end = text.indexOf('\n', index)
      take(index, end < 0 ? text.length : end)
      continue
    }
    if (text.startsWith('/*', index)) {
      const end = text.indexOf('*/', index + 2)
      if (end < 0) return null
      take(index, end + 2)
      continue
    }
    if (mark === '/') {
      const before = text.slice(Math.max(0, index - 220), index).trimEnd()
      const closing = /^\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\//.exec(text.slice(index, index + 2000))
      if (BEFORE_REGEX.test(before)) {
        if (!closing) return null
        literals.push({ start: index + 1, end: index + closing[0].length - 1 })
        take(index + 1, index + closing[0].length - 1)
        at++
      } else {
        // Behind `)` or `}`, a slash may be either.
        if (/[)}]$/.test(before) && closing && /["'`]/.test(closing[0])) return null
        at++
      }
      continue
    }
    const quote = isPython && text.startsWith(mark.repeat(3), index) ? mark.repeat(3) : mark
    const from = index + quote.length
    const end = closingOf(text, from, quote)
    if (end < 0) return null
    const body = text.slice(from, end)
    const isFilled = isPython
      ? /f[rb]?$|[rb]f$/i.test(text.slice(Math.max(0, index - 2), index)) && /\{/.test(body)
      : mark === '`' && body.includes('${')
    if (isFilled) {
      // What stands in braces is code. Quotes in it could be those of the text.
      if (isPython ? body.includes(quote) || quotesWithin(body, quote) : body.includes('`')) return null
      at = end + quote.length
      continue
    }
    literals.push({ start: from, end })
    take(from, end)
    at = end + quote.length
  }
  code.push(text.slice(plain))
  return { literals, code: code.join('') }
}

/** Where a quoted text ends, or -1 if it does not, or not on its line. */
function closingOf(text: string, from: number, quote: string): number {
  const isLong = quote.length > 1 || quote === '`'
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\') at++
    else if (text[at] === '\n' && !isLong) return -1
    else if (text.startsWith(quote, at)) return at
  }
  return -1
}

/** True if a text in braces holds the other quote's text with this quote in it, as `{'"'}`. */
const quotesWithin = (body: string, quote: string): boolean => {
  const other = quote.startsWith('"') ? "'" : '"'
  return [...body.matchAll(/\{[^{}]{0,400}\}/g)].some(([part]) => part.split(other).length % 2 === 0)
}
