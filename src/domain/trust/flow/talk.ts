import type { View } from '../reading/view.ts'

const RANGES = new WeakMap<View, readonly (readonly [number, number])[]>()
const QUOTES = /"""|'''|\/\*|(?<=\n|^)[ \t]{0,8}=begin\b/g
const MOST = 400

/** Docstrings and comments of blocks: texts that no interpreter looks at. */
function rangesOf(view: View): readonly (readonly [number, number])[] {
  const known = RANGES.get(view)
  if (known) return known
  const { text } = view
  const ranges: [number, number][] = []
  for (let at = 0; ranges.length < MOST; ) {
    QUOTES.lastIndex = at
    const opening = QUOTES.exec(text)
    if (!opening) break
    const mark = opening[0]
    const from = opening.index + mark.length
    const found = text.indexOf(mark === '/*' ? '*/' : mark.includes('=') ? '\n=end' : mark, from)
    const end = found < 0 ? text.length : found
    const before = text.slice(text.lastIndexOf('\n', opening.index) + 1, opening.index)
    // What is assigned or handed over is a text that the script uses. `/*` within a string is a pattern of paths.
    if (mark === '/*' ? !/["'`\w*]$/.test(before) : /^[ \t]{0,60}[rRuU]?$/.test(before)) ranges.push([from, end])
    at = mark === '/*' && /["'`\w*]$/.test(before) ? from : end + 2
  }
  RANGES.set(view, ranges)
  return ranges
}

const LINE = /^\s{0,60}(?:#|\/\/|\*|--\s|rem\s|@param\b)/i
/** What people are shown. */
const SHOWN =
  /\b(?:help|description|usage|epilog|metavar|placeholder|hint|message)\s{0,2}[=:]\s{0,2}[("'`f]|\b(?:print|console\.\w{3,5}|log(?:ger|ging)?\.\w{4,9}|raise\s\w{2,40}|throw\s{1,2}new\s\w{2,40}|sys\.exit|warnings?\.warn|click\.echo|typer\.echo|Write-Host|puts)\s{0,2}\(?\s{0,2}[frb]?["'`]/
const ECHOED = /^\s{0,40}(?:echo|printf)\s[^\n|$`>]{0,300}$/

/** True if a place of a script only speaks of something: a comment, a docstring, a text that people are shown. */
export function isTalk(view: View, start: number): boolean {
  const { text } = view
  const from = text.lastIndexOf('\n', start) + 1
  const before = text.slice(Math.max(from, start - 240), start)
  if (LINE.test(before)) return true
  if (SHOWN.test(before)) return true
  if (/^\s{0,40}(?:echo|printf)\s/.test(before)) {
    const end = text.indexOf('\n', start)
    if (ECHOED.test(text.slice(from, end < 0 ? start + 200 : Math.min(end, start + 400)))) return true
  }
  return rangesOf(view).some(([a, b]) => a <= start && start < b)
}
