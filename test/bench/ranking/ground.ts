import { sql } from 'drizzle-orm'
import { skills as skillsTable } from '../../../drizzle/schema.ts'
import { connect, type Db } from '../../../src/db/connect.ts'
import { onDatabase } from '../database.ts'
import { generateCatalogue, generateHistory, generateRawEvents, type Size } from './data.ts'
import { runTick, type Tick } from './tick.ts'

/** A fixed morning: all ticks after it fall on the same UTC day, whose boards they replace. */
const START = new Date('2026-10-01T06:00:00Z')
/** The batch runs as often as its cron trigger says. */
export const TICK_MS = 600_000
/** Generating builds indexes over all events. */
const TIMEOUT_MS = 1_800_000

/** What arrives between two ticks. */
const NEW_EVENTS = 10_000

export type Ground = {
  db: Db
  /** The time of the last tick. */
  now: () => Date
  /** Stores the new raw events of the next tick, ten minutes after the last one. */
  prepare: () => Promise<void>
  /** Runs the batch, `after` milliseconds later. */
  tick: (p?: { after?: number }) => Promise<Tick>
}

/**
 * Creates a database with a history: counted, scored and with boards. `data` is a folder that keeps it: a further run goes
 * on with it.
 */
export const onHistory = <T>(size: Size, measure: (ground: Ground) => Promise<T>, data?: string): Promise<T> =>
  onDatabase(async ({ at }) => {
    const db = connect({ ...at, timeoutMs: TIMEOUT_MS })
    let now = (await lastTime(db)) ?? START
    if (now === START) await generate(db, size)
    else await checkSize(db, size)
    const tick = (p: { after?: number } = {}) => {
      now = new Date(now.getTime() + (p.after ?? 0))
      return runTick(db, now)
    }
    const prepare = async () => {
      now = new Date(now.getTime() + TICK_MS)
      await generateRawEvents(db, size, { count: NEW_EVENTS, now })
      await db.execute(sql`vacuum analyze`)
      await db.execute(sql`checkpoint`)
    }
    // A tick has too little time to score a million skills for the first time, or anew after midnight.
    do await tick()
    while (await isScoring(db))
    await prepare()
    await tick()
    return measure({ db, now: () => now, prepare, tick })
  }, data)

/** Whether the pass over all skills has further to go. */
async function isScoring(db: Db): Promise<boolean> {
  const { rows } = await db.execute(sql`select from score_state where after_id is not null`)
  return rows.length > 0
}

async function generate(db: Db, size: Size): Promise<void> {
  await generateCatalogue(db, size)
  await generateHistory(db, size, START)
}

/**
 * The time of the last tick, if it was in the morning, long before the midnight that is measured. Otherwise six o'clock on the next
 * day. Undefined in an empty database.
 */
async function lastTime(db: Db): Promise<Date | undefined> {
  const { rows } = await db.execute<{ last: string }>(sql`
    select (case when hour < noon then greatest(hour, counted_at) else noon + interval '18 hours' end)::text as last
    from popularity_state, lateral (select date_trunc('day', hour, 'UTC') + interval '12 hours' as noon) day`)
  return rows[0] && new Date(rows[0].last)
}

async function checkSize(db: Db, size: Size): Promise<void> {
  const skills = await db.$count(skillsTable)
  if (skills !== size.skills) throw new Error(`The folder of --data holds ${skills} skills, and not ${size.skills}.`)
}
