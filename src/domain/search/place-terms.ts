import { IMPACTS } from './weights.ts'

/** Where a term lies, and how rare it is. */
export type Place = { rarity: number; vector: readonly number[] }

/** A skill lies where its most telling terms do. */
const TELLING = 30
/** The length of a skill's vector, in whole numbers. */
export const VECTOR_LENGTH = 127

/** Where a skill with these terms lies, each with its level of impact. Null if none of them has a place. */
export function placeTerms<Term>(levels: ReadonlyMap<Term, number>, places: ReadonlyMap<Term, Place>): number[] | null {
  const known: { value: number; impact: number; vector: readonly number[] }[] = []
  for (const [term, level] of levels) {
    const placed = places.get(term)
    const impact = IMPACTS[level] ?? 0
    if (placed) known.push({ value: impact * placed.rarity, impact, vector: placed.vector })
  }
  const telling = known.sort((a, b) => b.value - a.value).slice(0, TELLING)
  const sum = Array.from(telling[0]?.vector ?? [], () => 0)
  for (const { impact, vector } of telling)
    for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + impact * (vector[i] as number)
  const length = Math.hypot(...sum)
  return length > 0 ? sum.map((x) => Math.round((VECTOR_LENGTH * x) / length)) : null
}
