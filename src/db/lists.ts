import { type SQL, sql } from 'drizzle-orm'
import type { Db } from './connect.ts'
import { cursorText, type JsonText, readJson } from './json.ts'

/** The keys of an order, first to last: each SQL expression with the SQL type of its value in a cursor. */
export type OrderKeys = Readonly<Record<string, string>>

/** The keys of a row in a list by time. */
export type TimeKeys = readonly [at: string, id: string]

/** Where a page begins: after the keys of a row, or at a numbered page, which also counts the total. */
export type ListPage = { size: number } & ({ after?: readonly (string | number)[] | undefined } | { page: number })

export type List = {
  /** The first element of every cursor. It names the list and its order, so cursors of other lists are refused. */
  tag: string
  /** Common table expressions that `from` refers to. */
  ctes?: SQL | undefined
  /** The relation to page through. */
  from: SQL
  /** The relation to count for a numbered page, if not all of `from` is needed for it. */
  counted?: SQL | undefined
  /** Identifies a row of `from`: its key, or its `ctid`, which finds the row again without an index. */
  id: string
  /** Conditions that every row meets. Those that are undefined are left out. */
  where: readonly (SQL | undefined)[]
  /** All keys run in one direction. The last one is unique, so the order is total. */
  order: OrderKeys
  direction: 'asc' | 'desc'
  /** One item, as pairs for json_build_object. */
  item: SQL
  /** The relation that an item is built from; by default `from`. It may refer to the item's id as `page.row_id`. */
  shown?: SQL
}

/**
 * Reads one page of a list in one statement: `{items, next_cursor}`, and for a numbered page also `page`, `size`,
 * `total` and `total_pages`. Only the rows of the page are built as JSON.
 */
export async function readList(db: Db, list: List, p: ListPage): Promise<JsonText> {
  const body = await readListIf(db, sql`true`, list, p)
  if (body === null) throw new Error('The database returned no list.')
  return body
}

/** The same in the same statement, if `condition` holds. Returns null if it does not. */
export function readListIf(db: Db, condition: SQL, list: List, p: ListPage): Promise<JsonText | null> {
  const { tag, from, counted = from, id, order, direction, item, shown = from } = list
  const keys = Object.keys(order)
  const matching = sql.join([sql`true`, ...list.where.filter((condition) => condition !== undefined)], sql` and `)
  const after = 'after' in p && p.after ? sql`and ${comesAfter(list, p.after)}` : sql``
  const offset = 'page' in p ? sql`offset ${(p.page - 1) * p.size}` : sql``
  const orderBy = (columns: readonly string[]) => sql.raw(columns.map((column) => `${column} ${direction}`).join(', '))
  return readJson(
    db,
    sql`
    with ${list.ctes ? sql`${list.ctes},` : sql``}
    ${'page' in p ? sql`counted as (select count(*) as total from ${counted} where ${matching}),` : sql``}
    -- one row more than the page, to see whether another page follows
    page as (
      select ${sql.raw(id)} as row_id, ${cursorText(tag, keys)} as cursor, ${sql.raw(keys.map((key, i) => `${key} as k${i}`).join(', '))}
      from ${from} where ${matching} ${after} order by ${orderBy(keys)} limit ${p.size + 1} ${offset}
    ), numbered as (
      -- counts the rows of the page only, so the sort above may stop at its limit
      select row_id, cursor, row_number() over (order by ${orderBy(keys.map((_, i) => `k${i}`))}) as nth from page
    )
    -- an item is a subquery of its own: it is found by its id, where a join might scan the whole table
    select json_build_object(
      'items', coalesce(json_agg((select json_build_object(${item}) from ${shown} where ${sql.raw(id)} = page.row_id)
        order by page.nth) filter (where page.nth <= ${p.size}), '[]'),
      'next_cursor', case when count(*) > ${p.size} then max(page.cursor) filter (where page.nth = ${p.size}) end
      ${'page' in p ? pageFields(p.page, p.size) : sql``}
    )::text as body
    from numbered page having ${condition}`,
  )
}

/** A condition of a list on a value that may not be given. */
export const ifGiven = <T>(value: T | undefined, condition: (value: T) => SQL): SQL | undefined =>
  value === undefined ? undefined : condition(value)

function comesAfter({ order, direction }: List, after: readonly (string | number)[]): SQL {
  const keys = sql.raw(Object.keys(order).join(', '))
  const values = Object.values(order).map((type, i) => sql`${String(after[i])}::${sql.raw(type)}`)
  return sql`(${keys}) ${direction === 'asc' ? sql`>` : sql`<`} (${sql.join(values, sql`, `)})`
}

const pageFields = (page: number, size: number): SQL => sql`,
      'page', ${page}::int, 'size', ${size}::int, 'total', (select total from counted),
      'total_pages', (select ceil(total / ${size}::numeric) from counted)`
