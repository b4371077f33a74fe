import { sql } from 'drizzle-orm'
import { skills as skillsTable } from '../../../drizzle/schema.ts'
import { connect, type Db } from '../../../src/db/connect.ts'
import { onDatabase } from '../database.ts'
import type { Figure } from '../figures.ts'
import { generateCatalogue } from './data.ts'
import { benchSearchReads } from './reads.ts'
import { benchSizes } from './sizes.ts'
import { benchSuggestions } from './suggestions.ts'
import { benchKeepingCurrent, benchSpace, indexAll } from './writes.ts'

export type SearchOptions = { skills: number; worst: number; data?: string | undefined }

/** Indexes are built over the whole catalogue. */
const TIMEOUT_MS = 1_800_000

/** Milliseconds of database time of a query. */
const goalsOf = (skills: number) => {
  if (skills <= 10_000) return { p50: 10, p95: 30 }
  return skills <= 100_000 ? { p50: 20, p95: 60 } : { p50: 40, p95: 120 }
}

/**
 * Measures search in a made-up catalogue: the database time of queries of all kinds, the size of what it stores, and how long it takes to
 * keep that current. `data` is a folder that keeps the catalogue: a further run goes on with it.
 */
export const benchSearch = ({ skills, worst, data }: SearchOptions): Promise<Figure[]> =>
  onDatabase(async ({ at }) => {
    const db = connect({ ...at, timeoutMs: TIMEOUT_MS })
    const there = await db.$count(skillsTable)
    if (there === 0) await generateCatalogue(db, skills)
    else if (there !== skills) throw new Error(`The folder of --data holds ${there} skills, and not ${skills}.`)
    const rate = await indexAll(db)
    const space = await benchSpace(db)
    await settle(db)
    const reads = await benchSearchReads({ db, at }, goalsOf(skills), worst)
    return [
      ...reads,
      ...(await benchSuggestions({ db, at })),
      ...(await benchSizes(db)),
      ...(rate === undefined ? [] : [{ name: 'skills indexed', value: rate, unit: '/s' }]),
      ...space,
      ...(await benchKeepingCurrent(db, skills)),
    ]
  }, data)

/** As autovacuum would have done. */
const settle = (db: Db) => db.execute(sql`vacuum analyze`)
