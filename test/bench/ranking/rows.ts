import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { Db } from '../../../src/db/connect.ts'
import type { Ground } from './ground.ts'
import type { Tick } from './tick.ts'

/** What a tick wrote: rows of the tables of scores and boards, bytes of write-ahead log, and the skills with new events. */
export type Written = { rows: number; walBytes: number; usedSkills: number }

/** A connection reports its statistics when it closes. An idle one is closed after a second. */
const STATISTICS_MS = 2500

/** Runs a tick, and says what it cost and wrote. */
export async function measureTick({ db, tick }: Ground): Promise<Tick & Written> {
  const before = await readWritten(db)
  const cost = await tick()
  const after = await readWritten(db)
  return {
    ...cost,
    rows: after.rows - before.rows,
    walBytes: after.walBytes - before.walBytes,
    usedSkills: before.usedSkills,
  }
}

async function readWritten(db: Db): Promise<Written> {
  await pause(STATISTICS_MS)
  const { rows } = await db.execute<Record<keyof Written, string>>(sql`
    select (select sum(n_tup_upd + n_tup_ins) from pg_stat_user_tables
        where relname in ('skill_popularity', 'score_counts', 'board_buckets', 'rank_snapshots', 'skill_rank_snapshots')) as rows,
      pg_current_wal_insert_lsn() - '0/0'::pg_lsn as "walBytes",
      (select count(distinct payload ->> 'skill_id') from raw_events where not normalized and dropped_reason is null) as "usedSkills"`)
  const [row] = rows
  return { rows: Number(row?.rows), walBytes: Number(row?.walBytes), usedSkills: Number(row?.usedSkills) }
}
