import type { Mapped } from '../normalise/mapped.ts'
import type { Document } from './document.ts'

/** Where a word stands, at some distance from each other, and how often in all. */
export type Places = { places: readonly number[]; count: number }

/** A text as rules see it: normalised, or decoded from a layer within another. */
export type View = Mapped & {
  document: Document
  /** In lower case, of the same length. */
  lower: string
  /** Where words stand that were looked for before. */
  places: Map<string, Places>
  /** How it was written, from the outermost layer: `['base64']`. Empty for what stands there as it is. */
  layers: readonly string[]
  /** The view that a layer was found in, and where. */
  within: { view: View; start: number; end: number } | null
}

export function makeView(
  document: Document,
  mapped: Mapped,
  layers: readonly string[] = [],
  within: View['within'] = null,
): View {
  return { ...mapped, document, lower: lowerOf(mapped.text), places: new Map(), layers, within }
}

/** Few letters change their length in lower case; then only the others are lowered. */
function lowerOf(text: string): string {
  const lower = text.toLowerCase()
  return lower.length === text.length ? lower : text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}
