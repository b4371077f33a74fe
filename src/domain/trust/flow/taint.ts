import type { View } from '../reading/view.ts'

const ASSIGNS =
  /(?:\b(?:const|let|var|local|export|def|function|async function)\s{1,4})?(?<![\w.$])\$?([A-Za-z_]\w{0,40})(?:\s{0,2},\s{0,2}\w{1,40})?\s{0,4}(?::=|=(?![=>])|\+=|\([^\n)]{0,80}\)\s{0,4}(?:->[^\n:]{0,20})?[:{])\s{0,4}/g
/** What is taken out of an answer: `const { data: code } = await …`. */
const TAKES = /\b(?:const|let|var)\s{1,4}\{([^}\n]{1,120})\}\s{0,4}=\s{0,4}/g
/** What is put into something: `form.append('f', secret)`. */
const PUTS =
  /(?<![\w.$])([A-Za-z_]\w{0,40})\.(?:append|set|push|add|write|update|attach|extend|put|insert|join|setdefault)\s{0,2}\(/g
/** What is handed to a function without a name: `.then((text) => …`, `.on('data', (d) => …`. */
const HANDS =
  /\.(?:then|on|once|forEach|map)\s{0,2}\([^\n()]{0,40}?(?:async\s{1,2})?(?:function\s{0,2})?\(?\s{0,2}([A-Za-z_]\w{0,40})\s{0,2}\)?\s{0,2}(?:=>|\{)/g
/** `with open(…) as f`, `for line in …`. */
const NAMED = /\bwith\s{1,4}([^\n]{1,200}?)\s{1,4}as\s{1,4}([A-Za-z_]\w{0,40})/g
const LOOPS =
  /\bfor\s{1,4}(?:await\s{1,2})?(?:\(\s{0,2}(?:const|let|var)\s{1,4})?\(?\[?([A-Za-z_]\w{0,40})(?:\s{0,2},\s{0,2}([A-Za-z_]\w{0,40}))?\]?\)?\s{1,4}(?:in|of)\s{1,4}([^\n]{1,200})/g
const MOST = 400

export type Assignment = { left: string; right: string; start: number }

/** What is assigned to which name, roughly: up to the next assignment, at most 600 characters. */
export function assignments({ text }: View): Assignment[] {
  const found: Assignment[] = []
  const add = (left: string, right: string, start: number) => {
    if (found.length < MOST) found.push({ left, right, start })
  }
  for (const match of text.matchAll(ASSIGNS)) {
    const [whole, left = ''] = match
    add(left, upToTheNext(text, match.index + whole.length, /[:{]\s{0,4}$/.test(whole)), match.index)
  }
  for (const match of text.matchAll(TAKES)) {
    const right = upToTheNext(text, match.index + match[0].length, false)
    for (const part of (match[1] ?? '').split(',')) {
      const left = /([A-Za-z_]\w{0,40})\s{0,4}$/.exec(part.split('=')[0]?.trimEnd() ?? '')?.[1]
      if (left) add(left, right, match.index)
    }
  }
  for (const match of text.matchAll(PUTS)) {
    const from = match.index + match[0].length
    add(match[1] ?? '', text.slice(from, from + 200).split('\n', 1)[0] ?? '', match.index)
  }
  for (const match of text.matchAll(NAMED)) add(match[2] ?? '', match[1] ?? '', match.index)
  for (const match of text.matchAll(LOOPS))
    for (const name of [match[1], match[2]]) if (name) add(name, match[3] ?? '', match.index)
  return found
}

function upToTheNext(text: string, from: number, isFunction: boolean): string {
  const rest = text.slice(from, from + 600)
  const stop = isFunction
    ? rest.search(/\n(?:def |function |\}|class )/)
    : rest.search(
        /\n\s{0,40}(?:const |let |var |[\w.]{1,40}\s{0,2}=(?!=)|if |for |return |def |\w+\()|;\s{0,4}\n|\n\s{0,8}\n/,
      )
  return stop < 0 ? rest : rest.slice(0, stop)
}

export function mentions(text: string, names: ReadonlySet<string>): boolean {
  if (names.size === 0) return false
  for (const [word] of text.matchAll(/[A-Za-z_]\w{0,40}/g)) if (names.has(word)) return true
  return false
}

/**
 * The names that hold what stands at some places of a text, or what was made of it. `spreads` says whether a name may be one of them.
 * With `handed`, names that a call at such a place hands to a function count too.
 */
export function taintedBy(
  views: readonly View[],
  isSource: (view: View, start: number, end: number) => boolean,
  p: { spreads?: (name: string) => boolean; handed?: boolean } = {},
): Set<string> {
  const tainted = new Set<string>()
  for (const view of views) {
    const all = assignments(view)
    const handed = p.handed ? [...view.text.matchAll(HANDS)].slice(0, MOST) : []
    for (let round = 0; round < 3; round++) {
      const before = tainted.size
      for (const { left, right, start } of all)
        if (
          (isSource(view, start, start + left.length + right.length + 8) || mentions(right, tainted)) &&
          (p.spreads?.(left) ?? true)
        )
          tainted.add(left)
      for (const match of handed) {
        const from = Math.max(0, match.index - 300)
        const name = match[1] ?? ''
        if (isSource(view, from, match.index) || mentions(view.text.slice(match.index - 40, match.index), tainted))
          tainted.add(name)
      }
      if (tainted.size === before) break
    }
  }
  return tainted
}

/** The arguments of a call that begins before `end`, up to its closing bracket, at most 800 characters. */
export function argumentsOf(text: string, end: number): { to: number; text: string } {
  let depth = 0
  let to = end - 1
  for (; to < text.length && to < end + 800; to++) {
    if (text[to] === '(') depth++
    if (text[to] === ')' && --depth === 0) break
  }
  return { to, text: text.slice(end, to) }
}
