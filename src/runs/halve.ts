import { isRowFault } from '../db/errors.ts'

export type Refusal<T> = { item: T; error: unknown }

/** After so many refused and none accepted, the last item tells whether the fault is in the items at all. */
const SUSPICIOUS = 10

/**
 * Does `items` half by half until each whose values the database refuses is alone: log₂ steps for one of many. Gives the results of
 * the parts and the items refused. Throws what is no fault of an item, and when the database seems to refuse them all.
 */
export async function halve<T, R>(
  items: readonly T[],
  attempt: (items: readonly T[]) => Promise<R>,
): Promise<{ results: R[]; refused: Refusal<T>[] }> {
  const results: R[] = []
  const refused: Refusal<T>[] = []
  async function descend(part: readonly T[]): Promise<void> {
    const middle = Math.ceil(part.length / 2)
    for (const half of [part.slice(0, middle), part.slice(middle)]) {
      const [item] = half
      if (item === undefined) continue
      try {
        results.push(await attempt(half))
      } catch (error) {
        if (!isRowFault(error)) throw error
        if (half.length > 1) await descend(half)
        else if (refused.push({ item, error }) === SUSPICIOUS && results.length === 0)
          results.push(await attempt(items.slice(-1)))
      }
    }
  }
  await descend(items)
  return { results, refused }
}
