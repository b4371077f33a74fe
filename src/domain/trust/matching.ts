import { LIMITS } from './budget.ts'
import { zoneAt } from './reading/document.ts'
import type { Folder } from './reading/folder.ts'
import type { Places, View } from './reading/view.ts'
import type { Hit, Pattern, Rule } from './rule.ts'

/** A pattern is looked for this far around its words. */
const BEFORE = 400
const AFTER = 1200

/** A match may begin at each of the words, and then looks this far until it fails. */
const TRIES = 100

/** `work`: its characters, and what matches cost that fail. */
type Window = { start: number; end: number; work: number }

/** All that a rule finds in a folder. `onBudget` is told of a view that could not be looked through. */
export function hitsOf(rule: Rule, folder: Folder, onBudget: (view: View) => void): Hit[] {
  if ('find' in rule) return rule.find(folder)
  const hits: Hit[] = []
  for (const view of folder.views) {
    let inView = 0
    for (const pattern of rule.patterns)
      for (const hit of matchesIn(view, pattern, folder, onBudget)) {
        if (inView++ === LIMITS.hits) break
        hits.push(hit)
      }
  }
  return hits
}

/** The matches of a pattern in a view. */
export function* matchesIn(
  view: View,
  pattern: Pattern,
  folder: Folder,
  onBudget: (view: View) => void,
): Generator<Hit> {
  if (pattern.in && !view.document.zones.some(({ kind }) => pattern.in?.includes(kind))) return
  let judged = 0
  for (const { start, end, work } of windowsOf(view, pattern.words)) {
    if (folder.budget.windows < work) return onBudget(view)
    folder.budget.windows -= work
    const text = view.text.slice(start, end)
    for (const match of text.matchAll(pattern.pattern)) {
      const from = start + match.index
      const hit = { view, start: from, end: from + match[0].length }
      const zone = zoneAt(view.document, view.at(from))
      if (pattern.in && !pattern.in.includes(zone.kind)) continue
      if (pattern.languages && !pattern.languages.includes(zone.language)) continue
      if (judged++ === LIMITS.matches) return onBudget(view)
      const said = pattern.judge?.(match, { view, folder, start: from }) ?? true
      if (said !== false) yield said === true ? hit : { ...hit, ...said }
    }
  }
}

/** The parts of a text around the words, merged where they meet. */
function windowsOf(view: View, words: readonly string[]): Window[] {
  const { lower } = view
  if (words.length === 0) return [{ start: 0, end: lower.length, work: lower.length }]
  const found = words.map((word) => placesOf(view, word))
  const windows: Window[] = []
  for (const at of found.flatMap(({ places }) => places).sort((a, b) => a - b)) {
    const last = windows.at(-1)
    const end = Math.min(lower.length, at + AFTER)
    if (last && at - BEFORE <= last.end) last.end = end
    else windows.push({ start: Math.max(0, at - BEFORE), end, work: 0 })
  }
  const hits = found.reduce((sum, { count }) => sum + count, 0)
  const length = windows.reduce((sum, { start, end }) => sum + end - start, 0)
  for (const window of windows)
    window.work = Math.round((window.end - window.start) * (1 + (hits * TRIES) / Math.max(1, length)))
  return windows
}

/** Where a word stands, at most once in a window, and how often in all. Many patterns share their words, so each is looked for once in a view. */
function placesOf({ lower, places }: View, word: string): Places {
  const known = places.get(word)
  if (known) return known
  const found: number[] = []
  let count = 0
  for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + word.length)) {
    count++
    if (at >= (found.at(-1) ?? -AFTER) + AFTER / 2) found.push(at)
  }
  const all = { places: found, count }
  places.set(word, all)
  return all
}
