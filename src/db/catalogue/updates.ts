import { sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { cursorText, type JsonText, readJson, rfc3339 } from '../json.ts'
import { CATEGORY, LISTED } from './skill-json.ts'

// The earlier system took the two times of a new skill one after the other.
const IS_NEW = sql.raw(`s.updated_at - s.created_at < interval '1 second'`)

/** What changed last: the skill itself, its content, the stats of its source, or else some of its fields. */
const CHANGED = sql`coalesce((
  select json_agg(what order by nth) from (values
    (1, 'created', ${IS_NEW}), (2, 'content', s.last_changed_at >= s.updated_at), (3, 'stats', p.last_fetched_at >= s.updated_at)
  ) w(nth, what, holds) where holds), '["fields"]')`

/** Listed skills, the one that changed last first, behind the keys of a row, in one statement. */
export async function listUpdates(
  db: Db,
  p: { limit: number; after?: readonly [string, string] | undefined },
): Promise<JsonText> {
  const behind = p.after ? sql`and (s.updated_at, s.id) < (${p.after[0]}::timestamptz, ${p.after[1]}::uuid)` : sql``
  const body = await readJson(
    db,
    sql`
    -- one row more than the page: it tells whether another page follows
    with page as (
      select s.id, s.slug, s.name, s.summary, s.owner, s.category_id, s.updated_at, s.last_changed_at, s.created_at,
        ${cursorText('updates', ['s.updated_at', 's.id'])} as cursor, row_number() over (order by s.updated_at desc, s.id desc) as nth
      from skills s where ${LISTED} ${behind} order by s.updated_at desc, s.id desc limit ${p.limit + 1}
    )
    select json_build_object(
      'items', coalesce(json_agg(json_build_object('id', s.id, 'slug', s.slug, 'name', s.name, 'summary', s.summary, 'owner', s.owner,
        'category', ${CATEGORY}, 'changed', ${CHANGED}, 'updated_at', ${rfc3339('s.updated_at')}, 'last_changed_at', ${rfc3339('s.last_changed_at')},
        'last_fetched_at', ${rfc3339('p.last_fetched_at')}, 'created_at', ${rfc3339('s.created_at')}) order by nth) filter (where nth <= ${p.limit}), '[]'),
      'next_cursor', case when count(*) > ${p.limit} then max(cursor) filter (where nth = ${p.limit}) end
    )::text as body
    from page s left join skill_popularity p on p.skill_id = s.id`,
  )
  return body ?? '{"items":[],"next_cursor":null}'
}
