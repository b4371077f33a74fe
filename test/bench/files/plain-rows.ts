import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../../src/db/connect.ts'
import { inPages } from '../../../src/domain/text/in-pages.ts'
import { REQUEST_BYTES } from '../../../src/files/file-place.ts'

/** The tables that an ingest fills, in an order that their foreign keys allow. */
const TABLES = [
  'categories',
  'publishers',
  'files',
  'file_chunks',
  'folders',
  'folder_files',
  'raw_skills',
  'skills',
  'skill_popularity',
  'skill_source_links',
  'skill_versions',
  'publish_outbox',
]
const NAMES = sql.raw(TABLES.join(', '))

/** Rows of one table as JSON, as many as go with one request. */
export type PlainPage = { insert: SQL; rows: number }

const READ_AT_ONCE = 1000

export const emptyTables = (db: Db) => db.execute(sql`truncate ${NAMES} cascade`)

/** How many rows each table has. */
export async function countRows(db: Db): Promise<Record<string, number>> {
  const counts = TABLES.map((table) => `'${table}', (select count(*) from ${table})`)
  const { rows } = await db.execute<{ counts: Record<string, number> }>(
    sql.raw(`select json_build_object(${counts.join(', ')}) as counts`),
  )
  return rows[0]?.counts ?? {}
}

/** Takes down all rows of these tables, as statements that insert the same rows again. */
export async function takeDown(db: Db): Promise<PlainPage[]> {
  const pages: PlainPage[] = []
  for (const table of TABLES) {
    const names = await writtenColumns(db, table)
    const rows = (await readRows(db, table)).map((row) => ({ row, size: row.length }))
    for (const page of inPages(rows, { items: Number.POSITIVE_INFINITY, bytes: REQUEST_BYTES }))
      pages.push({
        insert: insertOf(
          table,
          names,
          page.map(({ row }) => row),
        ),
        rows: page.length,
      })
  }
  return pages
}

async function writtenColumns(db: Db, table: string): Promise<string[]> {
  const { rows } = await db.execute<{ name: string }>(sql`
    select column_name as name from information_schema.columns
    where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER' order by ordinal_position`)
  return rows.map(({ name }) => name)
}

async function readRows(db: Db, table: string): Promise<string[]> {
  const all: string[] = []
  for (let read = READ_AT_ONCE; read === READ_AT_ONCE; ) {
    const { rows } = await db.execute<{ row: string }>(sql`
      select (${asJson(table)})::text as row from ${sql.raw(table)} t order by ctid limit ${READ_AT_ONCE} offset ${all.length}`)
    all.push(...rows.map(({ row }) => row))
    read = rows.length
  }
  return all
}

/** The bytes of files travel as base64, as nothing is smaller. */
const asJson = (table: string) =>
  table === 'file_chunks'
    ? sql`json_build_object('sha256', sha256, 'nth', nth, 'bytes', translate(encode(bytes, 'base64'), E'\\n', ''))`
    : sql`to_json(t)`

function insertOf(table: string, columns: readonly string[], rows: readonly string[]): SQL {
  const names = sql.raw(columns.join(', '))
  const json = `[${rows.join(',')}]`
  if (table === 'file_chunks')
    return sql`insert into file_chunks (sha256, nth, bytes) select sha256, nth, decode(bytes, 'base64')
      from json_to_recordset(${json}::json) as x(sha256 bytea, nth smallint, bytes text)`
  return sql`insert into ${sql.raw(table)} (${names}) overriding system value
    select ${names} from json_populate_recordset(null::${sql.raw(table)}, ${json}::json)`
}
