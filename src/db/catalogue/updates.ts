import { sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { type JsonText, rfc3339 } from '../json.ts'
import { readList, type TimeKeys } from '../lists.ts'
import { CATEGORY, IS_LISTED } from './skill-json.ts'

// The earlier system read the clock twice for a new skill, so its two times differ a little.
const IS_NEW = sql.raw(`s.updated_at - s.created_at < interval '1 second'`)

/** What the last update changed: created, content, stats, vanished, or else some of the fields. */
const CHANGED = sql`coalesce((
  select json_agg(what order by nth) from (values
    (1, 'created', ${IS_NEW}), (2, 'content', s.last_changed_at >= s.updated_at), (3, 'stats', p.last_fetched_at >= s.updated_at),
    (4, 'vanished', s.vanished_at >= s.updated_at)
  ) w(nth, what, holds) where holds), '["fields"]')`

const UPDATE = sql`
  'id', s.id, 'slug', s.slug, 'name', s.name, 'summary', s.summary, 'owner', s.owner, 'category', ${CATEGORY},
  'changed', ${CHANGED}, 'updated_at', ${rfc3339('s.updated_at')}, 'last_changed_at', ${rfc3339('s.last_changed_at')},
  'last_fetched_at', ${rfc3339('p.last_fetched_at')}, 'created_at', ${rfc3339('s.created_at')}`

/** Lists public skills, the last changed first. */
export const listUpdates = (db: Db, p: { limit: number; after?: TimeKeys | undefined }): Promise<JsonText> =>
  readList(
    db,
    {
      tag: 'updates',
      from: sql`skills s`,
      id: 's.ctid',
      where: [IS_LISTED],
      order: { 's.updated_at': 'timestamptz', 's.id': 'uuid' },
      direction: 'desc',
      item: UPDATE,
      shown: sql`skills s left join skill_popularity p on p.skill_id = s.id`,
    },
    { size: p.limit, after: p.after },
  )
