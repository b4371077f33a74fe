import { type SQL, sql } from 'drizzle-orm'
import type { Db } from './connect.ts'
import { cursorText, type JsonText, readJson } from './json.ts'

/** One key of an order: an SQL expression, and the SQL type of its value in a cursor. */
export type OrderKey = readonly [expression: string, type: string]

/** The place where a page begins: after the keys of a row, or at a numbered page, which also counts the total. */
export type ListPage = { size: number } & ({ after?: readonly (string | number)[] | undefined } | { page: number })

export type List = {
  /** Begins every cursor of this list and order, so that a cursor of another one is refused. */
  tag: string
  /** Common table expressions that `from` refers to. */
  ctes?: SQL
  /** The relation to page through, and the expression that identifies one of its rows. */
  from: SQL
  id: string
  where: readonly (SQL | undefined)[]
  /** All keys run in one direction. The last one is unique, so the order is total. */
  order: readonly OrderKey[]
  direction: 'asc' | 'desc'
  /** One item, as pairs for json_build_object. */
  item: SQL
  /** The relation that items are built from; `from` where it is left out. */
  shown?: SQL
}

/**
 * Reads one page of a list in one statement: `{items, next_cursor}`, and for a numbered page also `page`, `size`,
 * `total` and `total_pages`. Only the rows of the page are built as JSON.
 */
export async function readList(db: Db, list: List, p: ListPage): Promise<JsonText> {
  const { tag, from, id, order, direction, item, shown = from } = list
  const keys = order.map(([key]) => key)
  const matching = sql.join([sql`true`, ...list.where.filter((condition) => condition !== undefined)], sql` and `)
  const after = 'after' in p && p.after ? sql`and ${isBehind(list, p.after)}` : sql``
  const offset = 'page' in p ? sql`offset ${(p.page - 1) * p.size}` : sql``
  const orderBy = (columns: readonly string[]) => sql.raw(columns.map((column) => `${column} ${direction}`).join(', '))
  const body = await readJson(
    db,
    sql`
    with ${list.ctes ? sql`${list.ctes},` : sql``}
    ${'page' in p ? sql`counted as (select count(*) as total from ${from} where ${matching}),` : sql``}
    -- one row more than the page: it tells whether another page follows
    page as (
      select ${sql.raw(id)} as row_id, ${cursorText(tag, keys)} as cursor, ${sql.raw(keys.map((key, i) => `${key} as k${i}`).join(', '))}
      from ${from} where ${matching} ${after} order by ${orderBy(keys)} limit ${p.size + 1} ${offset}
    ), numbered as (
      -- over the page alone, so that the sort above may stop at its limit
      select row_id, cursor, row_number() over (order by ${orderBy(keys.map((_, i) => `k${i}`))}) as nth from page
    )
    select json_build_object(
      'items', coalesce(json_agg(json_build_object(${item}) order by page.nth) filter (where page.nth <= ${p.size}), '[]'),
      'next_cursor', case when count(*) > ${p.size} then max(page.cursor) filter (where page.nth = ${p.size}) end
      ${'page' in p ? pageFields(p.page, p.size) : sql``}
    )::text as body
    from numbered page join ${shown} on ${sql.raw(id)} = page.row_id`,
  )
  if (body === null) throw new Error('The list was not answered.')
  return body
}

function isBehind({ order, direction }: List, after: readonly (string | number)[]): SQL {
  const keys = sql.raw(order.map(([key]) => key).join(', '))
  const values = order.map(([, type], i) => sql`${String(after[i])}::${sql.raw(type)}`)
  return sql`(${keys}) ${direction === 'asc' ? sql`>` : sql`<`} (${sql.join(values, sql`, `)})`
}

const pageFields = (page: number, size: number): SQL => sql`,
      'page', ${page}::int, 'size', ${size}::int, 'total', (select total from counted),
      'total_pages', (select ceil(total / ${size}::numeric) from counted)`
