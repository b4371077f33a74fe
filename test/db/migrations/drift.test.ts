import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { is, sql } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import { expect, it } from 'vitest'
import * as schema from '../../../drizzle/schema.ts'
import { createDatabase } from '../../support/run/database.ts'

const ROOT = join(import.meta.dirname, '../../..')

it('finds nothing in drizzle/ that migrations/ lacks', { timeout: 60_000 }, () => {
  // Inside the project and named relative to it: drizzle-kit puts './' before every folder.
  const copy = mkdtempSync(join(ROOT, 'node_modules/.drift-'))
  try {
    cpSync(join(ROOT, 'migrations'), copy, { recursive: true })
    const before = readdirSync(copy, { recursive: true })
    const out = copy.slice(ROOT.length + 1)
    const kit = ['node_modules/drizzle-kit/bin.cjs', 'generate', '--dialect', 'postgresql']
    const said = execFileSync(process.execPath, [...kit, '--schema', './drizzle/schema.ts', '--out', out], {
      cwd: ROOT,
    })
    expect(String(said)).toContain('No schema changes')
    expect(readdirSync(copy, { recursive: true })).toEqual(before)
  } finally {
    rmSync(copy, { recursive: true })
  }
})

it('has a file for every entry of the journal, and no other', () => {
  const journal = JSON.parse(readFileSync(join(ROOT, 'migrations/meta/_journal.json'), 'utf8'))
  const files = readdirSync(join(ROOT, 'migrations')).filter((file) => file.endsWith('.sql'))
  expect(files.sort()).toEqual(journal.entries.map((entry: { tag: string }) => `${entry.tag}.sql`))
})

it('gives a migrated database exactly the columns that the tables of drizzle/ declare', async () => {
  const { db } = await createDatabase()
  const { rows } = await db.execute(sql`
    select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end as line
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`)
  const declared = Object.values(schema)
    .filter((table) => is(table, PgTable))
    .flatMap((table) => {
      const { name, columns, primaryKeys } = getTableConfig(table)
      const keys = new Set(primaryKeys.flatMap((key) => key.columns))
      return columns.map((column) => {
        const type = column.getSQLType().replace('varchar', 'character varying')
        return `${name}.${column.name} ${type}${column.notNull || keys.has(column) ? ' not null' : ''}`
      })
    })
  expect(rows.map((row) => String(row.line)).sort()).toEqual(declared.sort())
})
