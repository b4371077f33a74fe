import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff'

/** Bounds the time: texts that differ in more lines than this are not compared. */
const MAX_EDITS = 1000
const CONTEXT = 3

/** What differs between two texts, as a unified diff, and how many lines were added and removed. */
export type LineDiff = { added: number; removed: number; diff: string }

/** Compares two texts by lines. Null stands for a file that is not there. Returns null if they differ in too many lines. */
export function diffLines(path: string, before: string | null, after: string | null): LineDiff | null {
  const [from, to] = [before === null ? '/dev/null' : `a/${path}`, after === null ? '/dev/null' : `b/${path}`]
  const patch = structuredPatch(from, to, before ?? '', after ?? '', undefined, undefined, {
    context: CONTEXT,
    // One side alone needs no comparison.
    ...(before !== null && after !== null && { maxEditLength: MAX_EDITS }),
  })
  if (!patch) return null
  const lines = patch.hunks.flatMap((hunk) => hunk.lines)
  const count = (sign: string) => lines.filter((line) => line.startsWith(sign)).length
  return { added: count('+'), removed: count('-'), diff: formatPatch(patch, FILE_HEADERS_ONLY) }
}
