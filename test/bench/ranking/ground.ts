import { sql } from 'drizzle-orm'
import { connect, type Db } from '../../../src/db/connect.ts'
import { onFreshDatabase } from '../database.ts'
import { generateCatalogue, generateHistory, generateRawEvents, type Size } from './data.ts'
import { runTick, type Tick } from './tick.ts'

/** A fixed morning: all ticks after it fall on the same UTC day, whose boards they replace. */
const START = new Date('2026-10-01T06:00:00Z')
const HOUR_MS = 3_600_000
/** Generating builds indexes over all events. */
const TIMEOUT_MS = 1_800_000

/** What arrives between two ticks. */
const NEW_EVENTS = 10_000

export type Ground = {
  db: Db
  /** The time of the last tick. */
  now: () => Date
  /** Stores the new raw events of the next tick, an hour after the last one. */
  prepare: () => Promise<void>
  tick: () => Promise<Tick>
}

/** Creates a database with a history: counted, scored, with boards, and with old boards for each tick to delete. */
export const onHistory = <T>(size: Size, measure: (ground: Ground) => Promise<T>): Promise<T> =>
  onFreshDatabase(async ({ at }) => {
    const db = connect({ ...at, timeoutMs: TIMEOUT_MS })
    await generateCatalogue(db, size)
    await generateHistory(db, size, START)
    let now = START
    const tick = () => runTick(db, now)
    const prepare = async () => {
      now = new Date(now.getTime() + HOUR_MS)
      await generateRawEvents(db, size, { count: NEW_EVENTS, now })
      await db.execute(sql`vacuum analyze`)
      await db.execute(sql`checkpoint`)
    }
    await tick()
    await prepare()
    await tick()
    return measure({ db, now: () => now, prepare, tick })
  })
