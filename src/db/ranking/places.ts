import { type SQL, sql } from 'drizzle-orm'
import { NO_CATEGORY } from './grading.ts'

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

/** The key of popularity `row` as a bucket has it. */
const keyOf = (by: BoardBy, row: string): SQL =>
  sql.raw(`(${by === 'power' ? '' : '0, '}${listOf(PLACED_BY[by], `${row}.`)})`)

/**
 * The place of the listed popularity `row` on a board, an SQL expression: 1, plus the members of the buckets before its own,
 * plus those before it in its own bucket.
 */
export const placeOf = (by: BoardBy, scope: Scope, row: string): SQL => {
  const boardId = scope === 'global' ? NO_CATEGORY : sql.raw(`${row}.category_id`)
  const buckets = sql`b.board_id = ${boardId} and b.by = ${sql.raw(`'${by}'`)}`
  const bound = (of: string) => columnsOf(BUCKET_KEYS, `${of}.`)
  return sql`(
    select (select coalesce(sum(b.members), 0) from board_buckets b where ${buckets} and (${bound('b')}) > (${bound('own')}))::int + 1
      + (select count(*)::int from skill_popularity e where ${onBoard('e', scope, boardId)}
        and (${columnsOf(PLACED_BY[by], 'e.')}) > (${columnsOf(PLACED_BY[by], `${row}.`)}) and (${columnsOf(PLACED_BY[by], 'e.')}) <= (${columnsOf(BOUND[by], 'own.')}))
    from (select * from board_buckets b where ${buckets} and (${bound('b')}) >= ${keyOf(by, row)} order by ${bound('b')} limit 1) own)`
}

/** How many listed skills a board has, an SQL expression. */
export const totalOf = (boardId: SQL): SQL =>
  sql`(select coalesce(sum(b.members), 0)::int from board_buckets b where b.board_id = ${boardId} and b.by = 'popularity')`
