import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'

/** A skill that the search index has to read again. Null texts: it is not active, or is gone. */
export type ChangedSkill = {
  id: string
  change: string
  isCopy: boolean
  name: string | null
  tags: string
  summary: string
  category: string
  publisher: string
  body: string
  /** What a search can be limited to, as terms. */
  limits: string[]
}

/** Comes before every id. */
const NONE = '00000000-0000-0000-0000-000000000000'
/** So much of a text is searched, in characters. */
const MAX_TEXT = 4000

/** A term that limits a search to the skills of a category, for instance. No word contains a colon. */
export const limitTerm = (kind: 'category' | 'publisher' | 'tag' | 'license' | 'repo', value: SQL): SQL =>
  sql`${sql.raw(`'${kind}:'`)} || ${value}`

/** Up to `limit` skills that have changed since the index last read them, by id, those after the id `after`. */
export async function readChangedSkills(
  db: Db,
  p: { after: string | undefined; limit: number },
): Promise<ChangedSkill[]> {
  const { rows } = await db.execute<ChangedSkill>(sql`
    select q.skill_id as id, q.change, s.duplicate_of is not null as "isCopy", s.name, coalesce(s.search_tags, '') as tags,
      coalesce(s.summary, '') as summary, coalesce(c.key || ' ' || c.name, '') as category, coalesce(s.owner, '') as publisher,
      left(coalesce(s.description_md, ''), ${MAX_TEXT}) as body,
      to_json(array_remove(array[
        ${limitTerm('publisher', sql`s.publisher_id`)}, ${limitTerm('category', sql`s.category_id`)}, ${limitTerm('license', sql`s.license`)},
        ${limitTerm('repo', sql`lower(s.canonical_repo)`)}], null)
        || array(select ${limitTerm('tag', sql`tag_id`)} from skill_tags where skill_id = s.id)) as limits
    from (select skill_id, change from skill_search_changes where ${p.after ?? NONE}::uuid < skill_id order by skill_id limit ${p.limit}) q
      left join lateral (select * from skills where id = q.skill_id and status = 'active' offset 0) s on true left join categories c on c.id = s.category_id
    order by q.skill_id`)
  return rows
}

/** How many skills the index has still to read. */
export async function countChangedSkills(db: Db): Promise<number> {
  const { rows } = await db.execute<{ n: string }>(sql`select count(*) as n from skill_search_changes`)
  return Number(rows[0]?.n)
}
