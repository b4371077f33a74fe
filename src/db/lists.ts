import { type SQL, sql } from 'drizzle-orm'
import { encodeCursor } from '../domain/text/cursor.ts'
import type { Db } from './connect.ts'
import type { JsonText } from './json.ts'

/** The keys of an order, first to last: each SQL expression with the SQL type of its value in a cursor. */
export type OrderKeys = Readonly<Record<string, string>>

/** The keys of a row in a list by time. */
export type TimeKeys = readonly [at: string, id: string]

/** Where a page begins: after the keys of a row, or at a numbered page, which also counts the total. */
export type ListPage = { size: number } & ({ after?: readonly (string | number)[] | undefined } | { page: number })

type Listing = {
  /** The first element of every cursor. It names the list and its order, so cursors of other lists are refused. */
  tag: string
  /** Common table expressions that `from` refers to. */
  ctes?: SQL | undefined
  /** The relation to page through. */
  from: SQL
  /** The relation to count for a numbered page, if not all of `from` is needed for it. */
  counted?: SQL | undefined
  /** Conditions that every row meets. Those that are undefined are left out. */
  where: readonly (SQL | undefined)[]
  /** All keys run in one direction. The last one is unique, so the order is total. */
  order: OrderKeys
  direction: 'asc' | 'desc'
}

/** A list whose items are built from a wider relation, or at a cost that only the rows of a page should have. */
export type List = Listing & {
  /** Identifies a row of `from`: its key, or its `ctid`, which finds the row again without an index. */
  id: string
  /** One item, as pairs for json_build_object. */
  item: SQL
  /** The relation that an item is built from; by default `from`. It may refer to the item's id as `page.row_id`. */
  shown?: SQL
}

/** A list whose items are put together from columns. */
export type RowList<Row> = Listing & {
  columns: SQL
  item: (row: Row) => JsonText
  /** A relation with the columns that is joined to the rows of the page only: the row with this `id` to `rowId`, which `from` has. */
  shown?: { from: SQL; id: SQL; rowId: SQL } | undefined
  /** With `shown`: a column `once` that only the first row of a page has, as it is the same for all. */
  once?: SQL | undefined
}

/** `body`: `{items, next_cursor}`, and for a numbered page also `page`, `size`, `total` and `total_pages`. */
export type Page = { isEmpty: boolean; body: JsonText }

/** Reads one page of a list in one statement. Only the rows of the page are built as JSON. */
export async function readList(db: Db, list: List, p: ListPage): Promise<JsonText> {
  const { id, item, from, shown = from } = list
  // An item is a subquery of its own: it is found by its id, where a join might scan the whole table.
  const rows = sql`
    select page.*, (select json_build_object(${item})::text from ${shown} where ${sql.raw(id)} = page.row_id) as item
    from (${selectRows(list, sql`${sql.raw(id)} as row_id`, p)}) page order by ${orderOf(keyNames(list), list)}`
  const { body } = await readPage<{ item: JsonText }>(db, { list, rows, item: (row) => row.item }, p)
  return body
}

/** Reads one page of a list in one statement. */
export const readRows = <Row>(db: Db, list: RowList<Row>, p: ListPage): Promise<Page> =>
  readPage<Row>(db, { list, rows: shownRows(list, p), item: list.item }, p)

function shownRows<Row>(list: RowList<Row>, p: ListPage): SQL {
  const { columns, shown, once } = list
  if (!shown) return selectRows(list, columns, p)
  const keys = keyNames(list)
  const first =
    once && sql`, case when row_number() over (order by ${orderOf(keys, list)}) = 1 then ${once} end as once`
  return sql`
    select ${columns} ${first ?? sql``}, ${sql.raw(keys.join(', '))} from (${selectRows(list, sql`${shown.rowId} as row_id`, p)}) page
    join (${shown.from}) on ${shown.id} = page.row_id order by ${orderOf(keys, list)}`
}

async function readPage<Row>(
  db: Db,
  { list, rows, item }: { list: Listing; rows: SQL; item: (row: Row) => JsonText },
  p: ListPage,
): Promise<Page> {
  const found = await db.execute<Record<string, unknown>>(
    'page' in p ? countedToo(list, rows) : sql`${list.ctes ? sql`with ${list.ctes}` : sql``} ${rows}`,
  )
  // Without any row, a numbered page has one that holds the total only.
  const there = found.rows.filter(({ k0 }) => k0 !== null)
  const shown = there.slice(0, p.size)
  const last = there.length > p.size ? shown.at(-1) : undefined
  const items = shown.map((row) => item(row as Row)).join(',')
  const cursor = last ? `"${cursorAt(list, last)}"` : null
  const numbered = 'page' in p ? pageFields(p, Number(found.rows[0]?.total)) : ''
  return { isEmpty: shown.length === 0, body: `{"items":[${items}],"next_cursor":${cursor}${numbered}}` }
}

/** The rows of a page with their keys as `k0`, `k1` and so on. One row more than the page shows whether another page follows. */
export function selectRows(list: Listing, columns: SQL, p: ListPage): SQL {
  const keys = Object.keys(list.order)
  const after = 'after' in p && p.after ? sql`and ${comesAfter(list, p.after)}` : sql``
  const offset = 'page' in p ? sql`offset ${(p.page - 1) * p.size}` : sql``
  return sql`select ${columns}, ${sql.raw(keys.map((key, i) => `${key} as k${i}`).join(', '))}
    from ${list.from} where ${matching(list)} ${after} order by ${orderOf(keys, list)} limit ${p.size + 1} ${offset}`
}

const countedToo = (list: Listing, rows: SQL): SQL => sql`
  with ${list.ctes ? sql`${list.ctes},` : sql``} counted as (select count(*) as total from ${list.counted ?? list.from} where ${matching(list)})
  select * from counted left join (${rows}) page on true order by ${orderOf(keyNames(list), list)}`

const matching = ({ where }: Listing): SQL => allOf(where)

/** All of the conditions. Those that are undefined are left out. */
export const allOf = (conditions: readonly (SQL | undefined)[]): SQL =>
  sql.join([sql`true`, ...conditions.filter((condition) => condition !== undefined)], sql` and `)

const keyNames = ({ order }: Listing) => Object.keys(order).map((_, i) => `k${i}`)

const orderOf = (keys: readonly string[], { direction }: Listing): SQL =>
  sql.raw(keys.map((key) => `${key} ${direction}`).join(', '))

/** A condition of a list on a value that may not be given. */
export const ifGiven = <T>(value: T | undefined, condition: (value: T) => SQL): SQL | undefined =>
  value === undefined ? undefined : condition(value)

function comesAfter({ order, direction }: Listing, after: readonly (string | number)[]): SQL {
  const keys = sql.raw(Object.keys(order).join(', '))
  const values = Object.values(order).map((type, i) => sql`${String(after[i])}::${sql.raw(type)}`)
  return sql`(${keys}) ${direction === 'asc' ? sql`>` : sql`<`} (${sql.join(values, sql`, `)})`
}

const NUMBERS = ['int', 'bigint', 'numeric', 'float8']

/** The value of a key in a cursor: a number, a time as RFC 3339, or a text. */
function keyValue(type: string, value: unknown): unknown {
  if (NUMBERS.includes(type)) return Number(value)
  if (type !== 'timestamptz') return value
  return String(value)
    .replace(' ', 'T')
    .replace(/[+-]\d\d$/, '$&:00')
}

const cursorAt = ({ tag, order }: Listing, row: Record<string, unknown>): string =>
  encodeCursor([tag, ...Object.values(order).map((type, i) => keyValue(type, row[`k${i}`]))])

const pageFields = ({ page, size }: { page: number; size: number }, total: number): string =>
  `,"page":${page},"size":${size},"total":${total},"total_pages":${Math.ceil(total / size)}`
