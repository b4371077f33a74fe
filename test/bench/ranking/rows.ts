import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import type { Db } from '../../../src/db/connect.ts'
import { COUNTED_COLUMNS } from '../../../src/db/ranking/popularity-counts.ts'
import type { Ground } from './ground.ts'

/** The popularity rows and board entries that a tick wrote, and those whose values it changed. */
export type Rewritten = { popularity: number; entries: number; changedPopularity: number; changedEntries: number }

/** A connection reports its statistics when it closes. An idle one is closed after a second. */
const STATISTICS_MS = 2500

const COUNTS = [...COUNTED_COLUMNS, 'popularity_score']
const SCORES = ['stats_payload', 'power_score', 'power_rank', 'relaxed', 'percentile', 'global_rank', 'category_rank']

/** Runs a tick in between. Two steps write the counts and the scores, so a row that changes in both counts twice. */
export async function rewrittenBy({ db, tick }: Ground): Promise<Rewritten> {
  await db.execute(sql`drop table if exists earlier`)
  await db.execute(sql`create table earlier as select * from skill_popularity`)
  const before = await written(db)
  await tick()
  const after = await written(db)
  const differs = (columns: readonly string[]) =>
    sql.raw(`(${columns.map((c) => `p.${c}`)}) is distinct from (${columns.map((c) => `e.${c}`)})`)
  const { rows } = await db.execute<{ popularity: number; entries: number }>(sql`
    select (select sum((${differs(COUNTS)})::int + (${differs(SCORES)})::int)::int from skill_popularity p join earlier e using (skill_id)) as popularity,
      -- a board is written anew as a whole, or not at all
      (select coalesce(sum(total), 0)::int from rank_snapshots where superseded_at is null and generated_at > ${before.at}::timestamptz
        and content_hash not in (select content_hash from rank_snapshots where superseded_at is not null)) as entries`)
  return {
    popularity: after.popularity - before.popularity,
    entries: after.entries - before.entries,
    changedPopularity: Number(rows[0]?.popularity),
    changedEntries: Number(rows[0]?.entries),
  }
}

async function written(db: Db) {
  await pause(STATISTICS_MS)
  const { rows } = await db.execute<{ table: string; rows: string; at: string }>(sql`
    select relname as table, n_tup_upd + n_tup_ins as rows, (select max(generated_at)::text from rank_snapshots) as at from pg_stat_user_tables
    where relname in ('skill_popularity', 'skill_rank_snapshots')`)
  const of = (table: string) => Number(rows.find((row) => row.table === table)?.rows)
  return { popularity: of('skill_popularity'), entries: of('skill_rank_snapshots'), at: rows[0]?.at }
}
