import { sql } from 'drizzle-orm'
import type { Db } from '../../../src/db/connect.ts'
import { listTables } from './catalog.ts'

export type Row = Record<string, unknown> & { id?: string }
export type Rows = Record<string, Row[]>

export const at = '2025-03-04T05:06:07.123456+00:00'

export const dated = { created_at: at, updated_at: at }

/** An id that shows in a failure what it stands for: a number to tell it by, within a kind of row. */
export const idOf = (kind: number, number = 1) =>
  `${kind.toString(16).padStart(8, '0')}-0000-4000-8000-${number.toString(16).padStart(12, '0')}`

/** Columns that a later migration has dropped or writes in another form, and a count that it begins anew. */
export const GONE = {
  skills: ['search', 'search_body', 'search_text'],
  skill_popularity: ['power_rank', 'relaxed', 'percentile', 'global_rank', 'category_rank'],
  score_groups: ['members'],
  skill_search: ['keys', 'words'],
  search_terms: ['skills'],
  search_vectors: ['vector'],
  author_challenges: ['repository_id', 'owner_id'],
  used_tokens: ['repository_id'],
  author_hooks: ['repository_id'],
} as const

export const without = (row: Row, names: readonly string[]): Row =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)))

/** Inserts rows as they are; a column that a row leaves out gets its default. */
export async function insertRows(db: Db, rows: Rows): Promise<void> {
  const inserts = Object.entries(rows).flatMap(([table, list]) =>
    list.map((row) => {
      const columns = sql.join(
        Object.keys(row).map((name) => sql.identifier(name)),
        sql`, `,
      )
      return db.execute(sql`insert into ${sql.identifier(table)} (${columns}) overriding system value
        select ${columns} from jsonb_populate_record(null::${sql.identifier(table)}, ${JSON.stringify(row)}::jsonb)`)
    }),
  )
  const [first, ...others] = inserts
  if (first) await db.batch([first, ...others])
}

/** All rows of all tables, with every column that there is. */
export async function readRows(db: Db): Promise<Rows> {
  const tables = await listTables(db)
  const found: Rows = {}
  for (const table of tables) {
    const { rows } = await db.execute(sql`select to_jsonb(t) as row from ${sql.identifier(table)} t`)
    found[table] = rows.map((row) => row.row as Row)
  }
  return found
}

/** What `search_terms` counts. */
const GONE_TABLES = ['search_keys', 'search_counts']

/**
 * The rows as texts that two databases can be compared by: only the tables and columns that `like` has, times in
 * milliseconds (some are text in the earlier system), in one order. What is gone stays away.
 */
export function comparable(rows: Rows, like: Rows): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(like)
      .filter(([table]) => !GONE_TABLES.includes(table))
      .map(([table, list]) => {
        const gone: readonly string[] = Object.entries(GONE).find(([name]) => name === table)?.[1] ?? []
        const names = Object.keys(list[0] ?? {}).filter((name) => !gone.includes(name))
        const lines = (rows[table] ?? []).map((row) =>
          JSON.stringify(names.map((name) => [name, plain(name, row[name])])),
        )
        return [table, lines.sort()]
      }),
  )
}

const plain = (name: string, value: unknown) =>
  name.endsWith('_at') && typeof value === 'string' ? Date.parse(value) : value
