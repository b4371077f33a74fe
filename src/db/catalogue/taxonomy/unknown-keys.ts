import { sql } from 'drizzle-orm'
import { batch } from '../../changes.ts'
import type { Db } from '../../connect.ts'

/** How many existing keys are looked at for the nearest ones. */
const MAX_NEAR = 200
/** The share of trigrams that two keys have in common. A short key with a typing error shares few with the right one. */
const SIMILAR = '0.3'
const SIMILAR_TO_SHORT = '0.1'
const SHORT = 5

export type AskedKeys = { category?: string | undefined; tags?: readonly string[] | undefined }
/** A key that does not exist, and existing ones that look like it. */
export type UnknownKey = { field: 'category' | 'tag'; key: string; similar: string[] }

/** Returns the keys that do not exist, the category first. */
export async function findUnknownKeys(db: Db, { category, tags = [] }: AskedKeys): Promise<UnknownKey[]> {
  const asked = [
    ...(category === undefined ? [] : [{ field: 'category', key: category }]),
    ...tags.map((key) => ({ field: 'tag', key })),
  ]
  if (asked.length === 0) return []
  const similar = tags.some((key) => key.length <= SHORT) ? SIMILAR_TO_SHORT : SIMILAR
  const { found } = await batch(db, {
    // The planner takes a trigram for more common than it is, and would compare every tag.
    set: sql`
      select set_config('pg_trgm.similarity_threshold', ${similar}, true), set_config('enable_seqscan', 'off', true)`,
    found: sql<UnknownKey>`
      select a.field, a.key, case when a.field = 'tag' then
          array(select key from tags t where t.key % a.key and merged_into is null order by similarity(t.key, a.key) desc, key limit ${MAX_NEAR})
        else array(select key from categories where is_active order by sort_order, key limit ${MAX_NEAR}) end::text[] as similar
      from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a(field text, key text)
      where not exists (select from categories where a.field = 'category' and key = a.key)
        and not exists (select from tags where a.field = 'tag' and key = a.key)
      order by a.field, a.key`,
  })
  return found
}
