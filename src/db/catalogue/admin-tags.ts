import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { cursorText, type JsonText, readJson, rfc3339 } from '../json.ts'

// An alias has no skills: those that say its key have the tag that it stands for.
const TAG = sql`
  'id', t.id, 'key', t.key, 'name', t.name, 'merged_into', (select key from tags o where o.id = t.merged_into),
  'skills', (select count(*) from skill_tags st join skills s on s.id = st.skill_id where st.tag_id = t.id and s.status = 'active'),
  'created_at', ${rfc3339('t.created_at')}, 'updated_at', ${rfc3339('t.updated_at')}`

/** A tag as JSON, in a statement of another batch. */
export const tagJson = (id: SQL): SQL => sql`(select json_build_object(${TAG}) from tags t where t.id = ${id})`

/** One tag or alias of a tag, or null. */
export const findTag = (db: Db, id: string): Promise<JsonText | null> =>
  readJson(db, sql`select ${tagJson(sql`${id}::uuid`)}::text as body`)

/** Tags and their aliases by their keys, by keyset. */
export async function listTags(
  db: Db,
  p: { q?: string | undefined; size: number; after?: string | undefined },
): Promise<JsonText> {
  const conditions = [sql`true`]
  if (p.q) conditions.push(sql`(strpos(key, lower(${p.q})) > 0 or strpos(lower(name), lower(${p.q})) > 0)`)
  if (p.after !== undefined) conditions.push(sql`key > ${p.after}`)
  const body = await readJson(
    db,
    sql`
    with page as (
      select *, row_number() over (order by key) as nth from tags
      where ${sql.join(conditions, sql` and `)} order by key limit ${p.size + 1}
    )
    select json_build_object(
      'items', coalesce(json_agg(json_build_object(${TAG}) order by nth) filter (where nth <= ${p.size}), '[]'),
      'next_cursor', case when count(*) > ${p.size} then max(${cursorText('admin-tags', ['t.key'])}) filter (where nth = ${p.size}) end
    )::text as body from page t`,
  )
  return body ?? ''
}
