import { type SQL, sql } from 'drizzle-orm'
import { batch, onlyRow } from '../../changes.ts'
import type { Db } from '../../connect.ts'
import { lockCatalogue } from '../../locks.ts'

const before = (column: string, time: Date): SQL => sql`${sql.raw(column)} < ${time.toISOString()}::timestamptz`

/** True if only live searches have used source `s`: no schedule, list or owner has it now. */
const IS_UNFOLLOWED = sql.raw('s.from_search and s.crawl_interval_minutes is null and s.parent_id is null')

/** Files that a live search stored and nobody has reviewed since then. */
const unreviewed = (time: Date): SQL => sql`
  select r.id from raw_skills r where r.status = 'new' and r.reviewed_at is null and ${before('r.updated_at', time)}
    and exists (select from skill_sources s where s.id = r.source_id and ${IS_UNFOLLOWED})
    and not exists (select from skill_source_links l where l.raw_skill_id = r.id)`

const unused = (time: Date): SQL => sql`
  select s.id from skill_sources s where ${IS_UNFOLLOWED} and ${before('s.updated_at', time)}
    and not exists (select from raw_skills r where r.source_id = s.id)
    and not exists (select from category_aliases a where a.source_id = s.id)
    and not exists (select from skill_improvements i where i.source_id = s.id)`

const oldLookups = (time: Date): SQL => sql`
  select place from live_lookups where ${before('updated_at', time)} and claimed_until < now() and coalesce(missing_until, '-infinity') < now()`

const oldSpending = (time: Date): SQL => sql`select ctid from live_spending where ${before('starts_at', time)}`

/** Deletes at most `limit` files that live searches stored before `before` and nobody has reviewed. */
export const deleteUnreviewed = (db: Db, p: { before: Date; limit: number }): Promise<number> =>
  deleteFrom(db, sql`raw_skills where id in (${unreviewed(p.before)} order by r.updated_at desc limit ${p.limit})`)

/** Deletes at most `limit` sources that live searches made before `before` and that have no file any more. */
export const deleteUnused = (db: Db, p: { before: Date; limit: number }): Promise<number> =>
  deleteFrom(db, sql`skill_sources where id in (${unused(p.before)} limit ${p.limit})`)

/** Deletes at most `limit` look-ups that ended before `before`. */
export const deleteLookups = (db: Db, p: { before: Date; limit: number }): Promise<number> =>
  deleteFrom(db, sql`live_lookups where place in (${oldLookups(p.before)} limit ${p.limit})`)

/** Deletes at most `limit` rows of what was spent in hours and days that began before `before`. */
export const deleteSpending = (db: Db, p: { before: Date; limit: number }): Promise<number> =>
  deleteFrom(db, sql`live_spending where ctid in (${oldSpending(p.before)} limit ${p.limit})`)

const oldSubmissions = (time: Date): SQL =>
  sql`select repo from submissions where ${before('submitted_at', time)} and claimed_until < now()`

/** Deletes at most `limit` submissions that were last made before `before`. */
export const deleteSubmissions = (db: Db, p: { before: Date; limit: number }): Promise<number> =>
  deleteFrom(db, sql`submissions where repo in (${oldSubmissions(p.before)} limit ${p.limit})`)

const oldDeliveries = (time: Date): SQL => sql`select id from github_deliveries where ${before('received_at', time)}`

/** Deletes at most `limit` deliveries of GitHub's webhook that came before `before`. */
export const deleteDeliveries = (db: Db, p: { before: Date; limit: number }): Promise<number> =>
  deleteFrom(db, sql`github_deliveries where id in (${oldDeliveries(p.before)} limit ${p.limit})`)

/** Counts what the deletions would delete. */
export async function countPrunableLive(db: Db, p: { unreviewedBefore: Date; lookupsBefore: Date }) {
  const count = (rows: SQL) => sql`(select count(*)::int from (${rows}) r)`
  const { rows } = await db.execute<Record<string, number>>(sql`
    select ${count(unreviewed(p.unreviewedBefore))} as unreviewed_files, ${count(unused(p.unreviewedBefore))} as unused_sources,
      ${count(oldLookups(p.lookupsBefore))} as live_lookups, ${count(oldSpending(p.lookupsBefore))} as live_spending, ${count(oldDeliveries(p.lookupsBefore))} as github_deliveries,
      ${count(oldSubmissions(p.unreviewedBefore))} as submissions`)
  return onlyRow(rows)
}

async function deleteFrom(db: Db, rows: SQL): Promise<number> {
  const { deleted } = await batch(db, {
    // No file is stored or approved meanwhile.
    lock: lockCatalogue,
    deleted: sql<{ n: number }>`with gone as (delete from ${rows} returning 1) select count(*)::int as n from gone`,
  })
  return onlyRow(deleted).n
}
