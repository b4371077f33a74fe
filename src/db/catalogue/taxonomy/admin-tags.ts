import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../connect.ts'
import { type JsonText, readJson, rfc3339 } from '../../json.ts'
import { ifGiven, readList } from '../../lists.ts'

// An alias has no skills: files with its key get the tag that it stands for.
const TAG = sql`
  'id', t.id, 'key', t.key, 'name', t.name, 'merged_into', (select key from tags o where o.id = t.merged_into),
  'skills', (select count(*) from skill_tags st join skills s on s.id = st.skill_id where st.tag_id = t.id and s.status = 'active'),
  'created_at', ${rfc3339('t.created_at')}, 'updated_at', ${rfc3339('t.updated_at')}`

/** An expression: the tag as JSON. */
export const tagJson = (id: SQL): SQL => sql`(select json_build_object(${TAG}) from tags t where t.id = ${id})`

/** One tag or alias of a tag, or null. */
export const findTag = (db: Db, id: string): Promise<JsonText | null> =>
  readJson(db, sql`select ${tagJson(sql`${id}::uuid`)}::text as body`)

/** Lists tags and aliases of tags by key. */
export const listTags = (
  db: Db,
  p: { q?: string | undefined; size: number; after?: string | undefined },
): Promise<JsonText> =>
  readList(
    db,
    {
      tag: 'admin-tags',
      from: sql`tags t`,
      id: 't.id',
      where: [ifGiven(p.q, (q) => sql`(strpos(t.key, lower(${q})) > 0 or strpos(lower(t.name), lower(${q})) > 0)`)],
      order: { 't.key': 'text' },
      direction: 'asc',
      item: TAG,
    },
    { size: p.size, after: p.after === undefined ? undefined : [p.after] },
  )
