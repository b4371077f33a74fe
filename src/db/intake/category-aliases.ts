import { sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'

/**
 * The category names of a source, in lower case, with our key for each. Includes those of the list or owner in which the
 * source was found; the source's own win.
 */
export async function readCategoryAliases(db: Db, sourceId: string): Promise<Map<string, string>> {
  const { rows } = await db.execute<{ raw: string; key: string }>(sql`
    select lower(a.raw_category) as raw, c.key from category_aliases a join categories c on c.id = a.category_id
    where a.source_id = ${sourceId}::uuid or a.source_id = (select parent_id from skill_sources where id = ${sourceId}::uuid)
    order by a.source_id = ${sourceId}::uuid`)
  return new Map(rows.map((row) => [row.raw, row.key]))
}
