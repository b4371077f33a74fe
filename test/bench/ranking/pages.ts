import type { Db } from '../../../src/db/connect.ts'
import { readBoard } from '../../../src/db/ranking/rankings.ts'
import { median } from '../compare.ts'

const TIMES = 40
const SIZE = 20

/** The median in milliseconds of reading a page of the global board that begins after each of these places. */
export async function readPages(db: Db, places: readonly number[]): Promise<number[]> {
  const times = places.map((): number[] => [])
  // Places take turns, so that a noisy machine is noisy for all.
  for (let i = 0; i < TIMES; i++) {
    for (const [nth, after] of places.entries()) {
      const start = performance.now()
      await readBoard(db, { by: 'popularity' }, { size: SIZE, after, page: after / SIZE + 1 })
      times[nth]?.push(performance.now() - start)
    }
  }
  return times.map(median)
}
