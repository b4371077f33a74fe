import { type SQL, sql } from 'drizzle-orm'

/** The order of a board: by how much a skill is used, or by how it compares with its category. */
export type BoardBy = 'popularity' | 'power'
export const ORDERS: readonly BoardBy[] = ['popularity', 'power']

/** A global board, or a category's. */
export type Scope = 'global' | 'category'

/** The columns of the popularity that order a board. All descend. */
export const PLACED_BY: Record<BoardBy, readonly string[]> = {
  popularity: ['placed_score', 'changed_at', 'tie'],
  power: ['power_order', 'placed_score', 'changed_at', 'tie'],
}

/** The same columns of a bucket's first key. */
export const BOUND: Record<BoardBy, readonly string[]> = {
  popularity: ['score', 'changed_at', 'tie'],
  power: ['power_order', 'score', 'changed_at', 'tie'],
}

/** The columns of a bucket that order it among those of its board. */
export const BUCKET_KEYS = ['power_order', 'score', 'changed_at', 'tie']

const listOf = (columns: readonly string[], row = '', suffix = '') =>
  columns.map((column) => `${row}${column}${suffix}`).join(', ')

/** Columns of a row as a comma-separated list, each with a suffix. */
export const columnsOf = (columns: readonly string[], row = '', suffix = ''): SQL =>
  sql.raw(listOf(columns, row, suffix))

/** The order of a board, for `order by`. `row` is an alias and a dot. */
export const orderBy = (by: BoardBy, row = ''): SQL => sql.raw(listOf(PLACED_BY[by], row, ' desc'))

/** The condition that `row`, a popularity, is on the board `boardId` (an SQL expression); `scope` says which kind that is. */
export const onBoard = (row: string, scope: Scope, boardId: SQL): SQL =>
  scope === 'global' ? sql.raw(`${row}.listed`) : sql`${sql.raw(`${row}.listed and ${row}.category_id`)} = ${boardId}`

/** The place of the listed popularity `row` on one of its boards, an SQL expression. Exact, and cheap on a board of any size. */
export const placeOf = (by: BoardBy, boardId: SQL, row: string): SQL =>
  sql`board_place(${boardId}, ${sql.raw(`'${by}', ${listOf(PLACED_BY.power, `${row}.`)}`)})`

/** The places of listed skills on a board, as a relation of (skill_id, place). `ids` is an array: the buckets are added up once for all. */
export const placesOf = (by: BoardBy, boardId: SQL, ids: SQL): SQL =>
  sql`board_places(${boardId}, ${sql.raw(`'${by}'`)}, ${ids})`

/** How many listed skills a board has, an SQL expression. */
export const totalOf = (boardId: SQL): SQL => sql`board_total(${boardId})`
