import { type SQL, sql } from 'drizzle-orm'
import { authorEvents } from '../../../drizzle/schema.ts'
import type { SkillRef } from '../catalogue/skill-detail.ts'
import { IS_KNOWN } from '../catalogue/skill-json.ts'
import type { Db } from '../connect.ts'
import { deleteRows } from '../delete-rows.ts'
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

const isOld = (before: Date): SQL => sql`at < ${before.toISOString()}::timestamptz`

/** Deletes at most `limit` events of before `before`. */
export const deleteEventsOfAuthors = (db: Db, p: { before: Date; limit: number }): Promise<number> =>
  deleteRows(db, { table: sql`author_events`, condition: isOld(p.before), limit: p.limit })

/** Counts what that would delete. */
export const countOldEvents = (db: Db, before: Date): Promise<number> => db.$count(authorEvents, isOld(before))
