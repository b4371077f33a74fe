import { sql } from 'drizzle-orm'
import type { Db } from '../../../src/db/connect.ts'

/** Without the partitions of a table: which ones there are depends on the day. */
const OURS = sql`c.relnamespace = 'public'::regnamespace and c.relname <> 'alembic_version' and not c.relispartition`
const TABLE = sql`c.relkind in ('r', 'p')`

/** Every column, constraint and index of a database's own tables as PostgreSQL itself describes them, one line each. */
export async function readCatalog(db: Db): Promise<string[]> {
  const { rows } = await db.execute(sql`
    select format('%s.%s #%s %s%s default %s', c.relname, a.attname, a.attnum, format_type(a.atttypid, a.atttypmod),
             case when a.attnotnull then ' not null' end, coalesce(pg_get_expr(d.adbin, d.adrelid), 'none')) as line
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where ${TABLE} and ${OURS}
    union all
    select format('%s: %s %s', c.relname, k.conname, pg_get_constraintdef(k.oid))
    from pg_constraint k join pg_class c on c.oid = k.conrelid where ${OURS}
    union all
    select pg_get_indexdef(i.indexrelid) from pg_index i join pg_class c on c.oid = i.indrelid where ${OURS}
    order by line`)
  return rows.map((row) => String(row.line))
}

/** The names of all tables, our books (`drizzle`) and Alembic's stamp left out. */
export async function listTables(db: Db): Promise<string[]> {
  const { rows } = await db.execute(sql`select c.relname as name from pg_class c where ${TABLE} and ${OURS} order by 1`)
  return rows.map((row) => String(row.name))
}
