import type { View } from '../reading/view.ts'

const ASSIGNS =
  /(?:\b(?:const|let|var|local|export|def|function|async function)\s{1,4})?(?:(?<![\w.$])|(?<=\b(?:exports|self|this)\.))\$?([A-Za-z_]\w{0,40})(?:\[[^\]\n]{1,40}\]|(?<!\b(?:exports|self|this))\.\w{1,30}(?=\s{0,4}=))?(?:\s{0,2},\s{0,2}\w{1,40})?\s{0,4}(?::=|<-|=(?![=>])|\+=|\([^\n)]{0,80}\)\s{0,4}(?:->[^\n:]{0,20})?[:{])\s{0,4}/g
/** `Object.assign(all, more)`, `array_push($all, $more)`. */
const MERGES =
  /\b(?:Object\.assign|array_push|array_merge|_\.merge|merge)\s{0,2}\(\s{0,4}\$?([A-Za-z_]\w{0,40})\s{0,2},([^\n]{1,200})/g
/** `NAME: value` of a workflow's environment. */
const SETS = /^[ \t]{0,24}([A-Z][A-Z\d_]{1,40}):[ \t]{1,4}([^\n]{1,300})/gm
/** What a command of a shell moves or packs: `cp "$secret" "$T/k"`. */
const MOVES =
  /(?:^|[;&|]\s{0,4})[ \t]{0,20}(?:cp|mv|tar|zip|7z|ditto|rsync|install|dd|gzip|xz|gpg|openssl|base64|sqlite3|cat|printf|echo|ln)\s([^\n;]{3,300})/gm
/** What is taken out of an answer: `const { data: code } = await …`. */
const TAKES = /\b(?:const|let|var)\s{1,4}\{([^}\n]{1,120})\}\s{0,4}=\s{0,4}/g
/** What is put into something: `form.append('f', secret)`. */
const PUTS =
  /(?<![\w.$])([A-Za-z_]\w{0,40})(?:\.\w{1,30})?\.(?:append|set|push|add|write|update|attach|extend|put|insert|join|setdefault|addfile|writestr|appendChild|putAll)\s{0,2}\(/g
/** What is handed to a function without a name: `.then((text) => …`, `.on('data', (d) => …`. */
const HANDS =
  /\.(?:then|on|once|forEach|map)\s{0,2}\([^\n()]{0,40}?(?:async\s{1,2})?(?:function\s{0,2})?\(?\s{0,2}([A-Za-z_]\w{0,40})\s{0,2}\)?\s{0,2}(?:=>|\{)/g
/** `with open(…) as f`, `for line in …`. */
const NAMED = /\bwith\s{1,4}([^\n]{1,200}?)\s{1,4}as\s{1,4}([A-Za-z_]\w{0,40})/g
const LOOPS =
  /\bfor\s{1,4}(?:await\s{1,2})?(?:\(\s{0,2}(?:const|let|var)\s{1,4})?\(?\[?([A-Za-z_]\w{0,40})(?:\s{0,2},\s{0,2}([A-Za-z_]\w{0,40}))?\]?\)?\s{1,4}(?:in|of)\s{1,4}([^\n]{1,200})/g
/** `… | while read -r piece`: what goes into the loop is in the name. */
const PIPES_IN =
  /(?:^|[;&\n])([^\n]{1,300}?)\|\s{0,20}while\s{1,4}(?:IFS=\S{0,6}\s{1,4})?read\s{1,4}(?:-\w{1,3}\s{1,4}(?:\d{1,4}\s{1,4})?){0,3}([A-Za-z_]\w{0,40})/gm
const MOST = 400

export type Assignment = { left: string; right: string; start: number }

const ASSIGNED = new WeakMap<View, readonly Assignment[]>()

/** What is assigned to which name, roughly: up to the next assignment, at most 600 characters. */
export function assignments(view: View): readonly Assignment[] {
  const known = ASSIGNED.get(view) ?? assignmentsIn(view)
  ASSIGNED.set(view, known)
  return known
}

function assignmentsIn({ text }: View): Assignment[] {
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
  for (const match of text.matchAll(MERGES)) add(match[1] ?? '', match[2] ?? '', match.index)
  for (const match of text.matchAll(SETS)) add(match[1] ?? '', match[2] ?? '', match.index)
  for (const match of text.matchAll(MOVES)) {
    const names = [...(match[1] ?? '').matchAll(/\$\{?([A-Za-z_]\w{0,40})/g)].map(([, name = '']) => name)
    const last = names.at(-1)
    if (last) add(last, match[1] ?? '', match.index + match[0].indexOf(match[1] ?? ''))
  }
  for (const match of text.matchAll(NAMED)) add(match[2] ?? '', match[1] ?? '', match.index)
  for (const match of text.matchAll(PIPES_IN)) add(match[2] ?? '', match[1] ?? '', match.index)
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
  if (stop < 0) return rest
  return rest.slice(0, isFunction ? stop : Math.max(stop, closingOf(rest, stop)))
}

/** Where the brackets close that are open at a place, or that place. */
function closingOf(text: string, at: number): number {
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    const character = text[i]
    if (character === '(' || character === '[' || character === '{') depth++
    else if (character === ')' || character === ']' || character === '}') depth--
    if (i >= at && depth <= 0) return i
  }
  return at
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
  p: { spreads?: (name: string) => boolean; passes?: (right: string) => boolean; handed?: boolean } = {},
): Set<string> {
  const tainted = new Set<string>()
  const functions = functionsIn(views)
  // Twice, since what one script hands to another may have been read in a later one.
  for (const view of [...views, ...(views.length > 1 ? views : [])]) {
    const all = assignments(view)
    const calls = callsIn(view, functions)
    const handed = p.handed ? [...view.text.matchAll(HANDS)].slice(0, MOST) : []
    for (let round = 0; round < 3; round++) {
      const before = tainted.size
      for (const { left, right, start } of all)
        if (
          (isSource(view, start, start + left.length + right.length + 8) || mentions(right, tainted)) &&
          (p.spreads?.(left) ?? true) &&
          (isSource(view, start, start + left.length + right.length + 8) || (p.passes?.(right) ?? true))
        )
          tainted.add(left)
      for (const { parameters, start, end } of calls)
        if (isSource(view, start, end) || mentions(view.text.slice(start, end), tainted))
          for (const name of parameters) if (p.spreads?.(name) ?? true) tainted.add(name)
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

/** A function with its parameters: `def f(a, b)`, `function f(a)`, `const f = async (a) =>`. */
const DEFINES =
  /\b(?:def|function|async function|func)\s{1,4}([A-Za-z_]\w{0,40})\s{0,2}\(([^\n()]{1,160})\)|\b(?:const|let|var)\s{1,4}([A-Za-z_]\w{0,40})\s{0,4}=\s{0,4}(?:async\s{0,2})?\(?([^\n()=]{1,160}?)\)?\s{0,4}=>/g

function functionsIn(views: readonly View[]): Map<string, string[]> {
  const functions = new Map<string, string[]>()
  for (const { text } of views)
    for (const [, name, parameters, arrow, theirs] of text.matchAll(DEFINES)) {
      if (functions.size === MOST) return functions
      const names = (parameters ?? theirs ?? '')
        .split(',')
        .flatMap((one) => /^[\s{[*]{0,8}([A-Za-z_]\w{0,40})/.exec(one)?.[1] ?? [])
        .filter((one) => one !== 'self' && one !== 'cls')
      functions.set(name ?? arrow ?? '', names)
    }
  return functions
}

/** Where functions of the folder are called, by their names. */
function callsIn({ text }: View, functions: ReadonlyMap<string, string[]>) {
  const calls: { parameters: string[]; start: number; end: number }[] = []
  if (functions.size === 0) return calls
  for (const match of text.matchAll(/(?<!\b(?:def|function|func)\s{1,4})(?<![\w$])([A-Za-z_]\w{0,40})\s{0,2}\(/g)) {
    const parameters = functions.get(match[1] ?? '')
    if (!parameters) continue
    const start = match.index + match[0].length
    calls.push({ parameters, start, end: argumentsOf(text, start).to })
    if (calls.length === MOST) break
  }
  return calls
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
