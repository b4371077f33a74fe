import { sql } from 'drizzle-orm'
import { findSimilar } from '../../../src/db/search/similar.ts'
import { suggest } from '../../../src/db/search/suggest.ts'
import { readTyped, type Typed } from '../../../src/domain/search/read-typed.ts'
import { median } from '../compare.ts'
import type { Ground } from '../database.ts'
import type { Figure } from '../figures.ts'
import { timesOfPlan } from '../reads/database-time.ts'
import { recordStatements } from '../record.ts'

/** One letter, two, common beginnings, several words, typing errors and CJK. */
const TYPED = ['a', 's', 'co', 're', 'data', 'pro', 'test', 'google cal', 'data re', 'memroy', 'calander', '번', '股票']
const SIMILAR_TO = 10
const SIZE = 8
const RUNS = 6

/** Milliseconds of database time of suggestions while somebody types, and of the skills that are similar to one. */
export async function benchSuggestions({ db, at }: Pick<Ground, 'db' | 'at'>): Promise<Figure[]> {
  const { rows } = await db.execute<{ slug: string }>(sql`select slug from skills order by id limit ${SIMILAR_TO}`)
  const timesOf = async (statements: (() => Promise<unknown>)[]) => {
    const medians: number[] = []
    for (const statement of statements) {
      const [, ...warm] = await timesOfPlan(await recordStatements(at.endpoint, [statement]), RUNS)
      medians.push(median(warm.map(({ planned, executed }) => planned + executed)))
    }
    return medians
  }
  const typed = await timesOf(TYPED.map((q) => () => suggest(db, readTyped(q) as Typed, SIZE)))
  const similar = await timesOf(
    rows.map(
      ({ slug }) =>
        () =>
          findSimilar(db, { slug }, SIZE),
    ),
  )
  return [
    { name: 'suggestions: p50', value: median(typed), unit: 'ms', atMost: 10 },
    { name: 'suggestions: slowest', value: Math.max(...typed), unit: 'ms' },
    { name: 'similar skills: p50', value: median(similar), unit: 'ms' },
  ]
}
