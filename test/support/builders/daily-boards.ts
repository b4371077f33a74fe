import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { batch } from '../../../src/jobs/batch.ts'
import { copyDatabase, type TestDatabase } from '../run/database.ts'
import { runAt } from '../run/jobs.ts'
import { someActivity } from './activity.ts'
import { aSkill, someRawEvents } from './builders.ts'

/** A skill's row on a day's boards, as stored. */
export type DailyEntry = {
  rank: number
  skill_id: string
  category_id: string | null
  score: number
  power_score: number | null
  power_position: number
  category_rank: number | null
  category_power_position: number | null
  percentile: number | null
  power_rank: string | null
  relaxed: boolean | null
}

/** A day's boards by place, whether readers see them or not. */
export async function readDay(db: Db, day: string): Promise<DailyEntry[]> {
  const { rows } = await db.execute<{ row: DailyEntry }>(
    sql`select to_jsonb(d) - 'day' as row from board_days d where day = ${day}::date order by rank`,
  )
  return rows.map(({ row }) => row)
}

export type DailyBuild = {
  day: string
  total: number
  hour: string
  chunk_hashes: string[]
  content_hash: string | null
  switched_on_at: string | null
  completed_at: string | null
}

/** The builds of days, oldest first. */
export async function readDayBuilds(db: Db): Promise<DailyBuild[]> {
  const { rows } = await db.execute<{ row: DailyBuild }>(
    sql`select to_jsonb(b) as row from board_day_builds b order by day`,
  )
  return rows.map(({ row }) => row)
}

/** Makes chunks of `places` places, so that a few skills need several. */
export async function useSmallChunks(db: Db, places: number): Promise<void> {
  await db.execute(
    sql.raw(`
    create function small_chunks() returns trigger language plpgsql as $$ begin new.chunk_size := ${places}; return new; end $$`),
  )
  await db.execute(
    sql`create trigger small_chunks before insert on board_day_builds for each row execute function small_chunks()`,
  )
}

/** Skills in categories and in none, many of them with equal scores. Some are not listed. Returns the ids of the listed ones. */
export async function someRankedSkills(db: Db, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let i = 0; i < count; i++) {
    const category = ['science', 'science', 'tools', undefined][i % 4]
    ids.push((await aSkill(db, { name: `skill-${i}`, stars: i % 3 ? i % 7 : 0, ...(category && { category }) })).id)
  }
  await aSkill(db, { name: 'archived', status: 'archived', category: 'science', stars: 50 })
  await db.execute(sql`
    update skills set updated_at = date_trunc('day', updated_at), last_changed_at = now() - interval '10 days' * (ascii(right(slug, 1)) % 7)`)
  return ids
}

/** Events of the 28 days before `now`. */
export const someUse = (db: Db, skillIds: readonly string[], now: Date, seed = 1) =>
  someRawEvents(db, someActivity({ skillIds, now, days: 28, events: 120, seed }))

/** A tick that has to succeed. Returns its report. */
export async function tickAt(db: Db, now: Date) {
  const report = await runAt(db, batch, now)
  expect(report.status).toBe('succeeded')
  return report
}

/** The evening of a day: ticks at these times of it, and events up to midnight that no tick has seen. Returns the ids of the skills. */
export async function anEvening(db: Db, p: { day: string; ticks: string[]; skills: number }): Promise<string[]> {
  const at = (time: string) => new Date(`${p.day}T${time}Z`)
  const skillIds = await someRankedSkills(db, p.skills)
  await someUse(db, skillIds, at('19:50:00'))
  for (const time of p.ticks) await tickAt(db, at(time))
  await someUse(db, skillIds, at('23:59:59'), 2)
  return skillIds
}

/** What one clean run makes of an evening: the first tick after midnight, on time. */
export async function boardsOf(evening: TestDatabase, p: { day: string; nextDay: string }) {
  const { db } = await copyDatabase(evening)
  await tickAt(db, new Date(`${p.nextDay}T00:00:00Z`))
  return { board: await readDay(db, p.day), hash: (await readDayBuilds(db))[0]?.content_hash }
}
