import { sql } from 'drizzle-orm'
import type { Db } from '../../../src/db/connect.ts'

/**
 * Fills a table, and the partitions that it has, without its indexes and keys, except keys that other tables refer to, and then
 * rebuilds them: far faster than row by row.
 */
export async function withoutIndexes(db: Db, table: string, fill: () => Promise<void>): Promise<void> {
  const tree = sql`(select relid from pg_partition_tree(${table}::regclass) union select ${table}::regclass)`
  // What a partition has from its table goes and comes back with that of the table.
  const { rows } = await db.execute<{ gone: string; back: string }>(sql`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as gone,
      format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as back
    from pg_constraint c where conrelid in ${tree} and conparentid = 0 and (contype = 'f' or contype in ('p', 'u')
      and not exists (select from pg_constraint f where f.contype = 'f' and f.conindid = c.conindid))
    union all
    select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
    from pg_index i where indrelid in ${tree} and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
      and not exists (select from pg_inherits h where h.inhrelid = i.indexrelid)`)
  for (const { gone } of rows) await db.execute(sql.raw(gone))
  await fill()
  for (const { back } of rows) {
    await db.batch([db.execute(sql`set local maintenance_work_mem = '1GB'`), db.execute(sql.raw(back))])
  }
}
