import { sql } from 'drizzle-orm'
import type { Db } from '../../connect.ts'
import { type JsonText, readJson, THIS_TICK } from '../../json.ts'
import { IS_LISTED } from '../skill-json.ts'

const MAX_TAGS = 500

/** Active categories in their order and the most used tags, each with its number of public skills. */
export async function readTaxonomy(db: Db): Promise<JsonText> {
  const body = await readJson(
    db,
    sql`
    with tagged as (
      select t.key, t.name, c.skills from tag_counts c join tags t on t.id = c.tag_id
      where c.skills > 0 order by c.skills desc, t.key limit ${MAX_TAGS}
    ), filed as (
      select s.category_id, count(*) as skills from skills s where ${IS_LISTED} group by s.category_id
    )
    select json_build_object('as_of', ${THIS_TICK},
      'categories', (
        select coalesce(json_agg(json_build_object('key', c.key, 'name', c.name, 'description', c.description,
          'skills', coalesce(filed.skills, 0)) order by c.sort_order, c.key), '[]')
        from categories c left join filed on filed.category_id = c.id where c.is_active),
      'tags', (
        select coalesce(json_agg(json_build_object('key', key, 'name', name, 'skills', skills) order by skills desc, key), '[]')
        from tagged)
    )::text as body`,
  )
  return body ?? ''
}
