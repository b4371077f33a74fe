import { sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'

/**
 * The category names of a source, in lower case, with our key for each. Includes those of the list or owner in which the
 * source was found; the source's own win. The category that its authors want for skills that name none has the name ''.
 */
export async function readCategoryAliases(db: Db, sourceId: string): Promise<Map<string, string>> {
  const { rows } = await db.execute<{ raw: string; key: string }>(sql`
    select lower(a.raw_category) as raw, c.key, a.source_id = ${sourceId}::uuid as own from category_aliases a join categories c on c.id = a.category_id
    where a.source_id = ${sourceId}::uuid or a.source_id = (select parent_id from skill_sources where id = ${sourceId}::uuid)
    union all select '', settings->>'category', true from skill_sources where id = ${sourceId}::uuid and settings->>'category' is not null
    order by own`)
  return new Map(rows.map((row) => [row.raw, row.key]))
}
