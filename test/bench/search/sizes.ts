import { sql } from 'drizzle-orm'
import type { Db } from '../../../src/db/connect.ts'
import type { Figure } from '../figures.ts'

const TABLES = ['skill_search', 'search_words', 'search_terms', 'search_vectors', 'skill_vectors']

/** What search stores, with indexes, of the text that it covers. */
export async function benchSizes(db: Db): Promise<Figure[]> {
  const { rows } = await db.execute<{ table: string; bytes: string; text: string }>(sql`
    select t.table, pg_total_relation_size(t.table::regclass) as bytes, (
      select sum(octet_length(name) + coalesce(octet_length(search_tags), 0) + coalesce(octet_length(summary), 0) + coalesce(octet_length(description_md), 0))
      from skills where status = 'active') as text
    from json_array_elements_text(${JSON.stringify(TABLES)}::json) t("table")`)
  const text = Number(rows[0]?.text)
  const stored = rows.reduce((sum, { bytes }) => sum + Number(bytes), 0)
  return [
    { name: 'text that search covers', value: text / 1e6, unit: 'MB' },
    ...rows.map(({ table, bytes }) => ({ name: `${table}, with its indexes`, value: Number(bytes) / 1e6, unit: 'MB' })),
    { name: 'all that search stores, of the text', value: stored / text, unit: 'times', atMost: 1 },
  ]
}
