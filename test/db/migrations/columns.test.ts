import { is, sql } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import { expect, it } from 'vitest'
import * as schema from '../../../drizzle/schema.ts'
import { createDatabase } from '../../support/run/database.ts'

it('gives a migrated database exactly the columns that the tables of drizzle/ declare', async () => {
  const { db } = await createDatabase()
  const { rows } = await db.execute(sql`
    select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end as line
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace`)
  const declared = Object.values(schema)
    .filter((table) => is(table, PgTable))
    .flatMap((table) => {
      const { name, columns, primaryKeys } = getTableConfig(table)
      const keys = new Set(primaryKeys.flatMap((key) => key.columns))
      return columns.map((column) => {
        const type = column.getSQLType().replace('varchar', 'character varying').replace(' COLLATE "C"', '')
        return `${name}.${column.name} ${type}${column.notNull || keys.has(column) ? ' not null' : ''}`
      })
    })
  expect(rows.map((row) => String(row.line)).sort()).toEqual(declared.sort())
})
