import { type SQL, sql } from 'drizzle-orm'
import type { Db } from './connect.ts'

/** Deletes at most `limit` rows of `table` that meet the condition. Returns how many. */
export async function deleteRows(
  db: Db,
  { table, key = sql`id`, condition, limit }: { table: SQL; key?: SQL; condition: SQL; limit: number },
): Promise<number> {
  const { rows } = await db.execute<{ deleted: string }>(sql`
    with gone as (
      delete from ${table} where ${key} = any(array(select ${key} from ${table} where ${condition} limit ${limit})) returning 1
    ) select count(*) as deleted from gone`)
  return Number(rows[0]?.deleted ?? 0)
}
