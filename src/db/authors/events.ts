import { type SQL, sql } from 'drizzle-orm'
import type { SkillRef } from '../catalogue/skill-detail.ts'
import { IS_KNOWN } from '../catalogue/skill-json.ts'
import { batch, onlyRow } from '../changes.ts'
import type { Db } from '../connect.ts'
import { refers } from '../files/versions.ts'
import { type JsonText, rfc3339 } from '../json.ts'
import { readList, type TimeKeys } from '../lists.ts'

/** What authors are told of, as webhooks and feeds name it. */
export const AUTHOR_EVENTS = [
  ...['act', 'changed', 'version', 'rank', 'crawled', 'finding', 'review', 'report', 'decision'],
] as const

/** True for events of files, and of skills that everybody may know of or that are no skills yet: not of those that are hidden or archived. */
const IS_TOLD = sql`not exists (select from skills s where s.id = e.skill_id and s.status = 'archived' and not ${IS_KNOWN})`

/** What has happened to the skills and files of a publisher, or to one skill, the newest first. Null if there is none of that name. */
export async function listAuthorEvents(
  db: Db,
  of: { handle: string } | { skill: SkillRef },
  p: { size: number; after?: TimeKeys | undefined },
): Promise<JsonText | null> {
  const [key, one] =
    'handle' in of
      ? [sql`e.publisher_id`, sql`select p.id from publishers p where lower(p.handle) = lower(${of.handle})`]
      : [sql`e.skill_id`, sql`select s.id from skills s where ${refers(of.skill)}`]
  const body = await readList(
    db,
    {
      tag: 'author-events',
      from: sql`author_events e`,
      shown: sql`author_events e left join skills s on s.id = e.skill_id`,
      id: 'e.id',
      where: [sql`${key} = (${one})`, IS_TOLD],
      order: { 'e.at': 'timestamptz', 'e.id': 'uuid' },
      direction: 'desc',
      item: sql`'id', e.id, 'at', ${rfc3339('e.at')}, 'event', e.event, 'skill', case when s.status <> 'pending' then s.slug end, 'data', e.data`,
    },
    p,
  )
  if (!body.startsWith('{"items":[]')) return body
  return (await db.execute(one)).rows.length > 0 ? body : null
}

const oldEvents = (before: Date): SQL =>
  sql`select id from author_events where at < ${before.toISOString()}::timestamptz`

/** Deletes at most `limit` events of before `before`. */
export async function deleteEventsOfAuthors(db: Db, p: { before: Date; limit: number }): Promise<number> {
  const { deleted } = await batch(db, {
    deleted: sql<{ n: number }>`
      with gone as (delete from author_events where id in (${oldEvents(p.before)} limit ${p.limit}) returning 1) select count(*)::int as n from gone`,
  })
  return onlyRow(deleted).n
}

/** Counts what that would delete. */
export async function countOldEvents(db: Db, before: Date): Promise<number> {
  const { rows } = await db.execute<{ n: number }>(sql`select count(*)::int as n from (${oldEvents(before)}) e`)
  return onlyRow(rows).n
}
