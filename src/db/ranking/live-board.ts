import { type SQL, sql } from 'drizzle-orm'
import { tieOf } from '../../../drizzle/schema.ts'
import type { Db } from '../connect.ts'
import { cursorText, type JsonText, readJson } from '../json.ts'
import { aboutBoard, type Board, earlierThan, GENERATED_NOW, ITEMS, scopeOf } from './board-items.ts'
import { NO_CATEGORY } from './grading.ts'
import { BOUND, type BoardBy, columnsOf, onBoard, orderBy, PLACED_BY, placeOf, placesOf, totalOf } from './places.ts'
import { STANDING } from './standing.ts'

/** The keys by which an entry is placed: power score (-1 without one), popularity score, time of the last change, and id. */
export type PlaceKeys = readonly [power: number, score: number | string, changedAt: string, id: string]

/** A page of the current places: at a number, of which `after` places are skipped, or after the keys of an entry. */
export type LivePage = { size: number } & ({ after: number; page: number } | { keys: PlaceKeys })

/** The cursor of a live page, from columns of a placed skill. It has the keys and no place, as places move. */
export const liveCursor = (by: BoardBy, row: { power: string; score: string; changedAt: string; id: string }): SQL =>
  cursorText('live', [`'${by}'`, row.power, row.score, row.changedAt, row.id])

/**
 * One page of a board as it is now, read from the index of its order; the places are counted anew. Returns null if the
 * category does not exist.
 */
export function readLiveBoard(db: Db, board: Board, p: LivePage): Promise<JsonText | null> {
  const { by } = board
  const scope = scopeOf(board)
  const boardId = scope === 'global' ? NO_CATEGORY : sql`(select board_id from scope)`
  const listed = onBoard('e', scope, boardId)
  const page = 'keys' in p ? after(by, p, listed) : numbered(by, p, boardId, listed)
  const first =
    'keys' in p ? sql`(select ${placeOf(by, boardId, 'f')} from page f where nth = 1)` : sql`${p.after + 1}::int`
  const other: BoardBy = by === 'power' ? 'popularity' : 'power'
  const [rank, position] = by === 'power' ? ['counted', 'place'] : ['place', 'counted']
  return readJson(
    db,
    sql`
    with scope as (select id as board_id from ${scope === 'global' ? sql`(values (${NO_CATEGORY})) g(id)` : sql`categories where key = ${board.categoryKey}`}),
    ${page}, placed as (
      select p.*, power_rank, percentile, (select ${first}) + nth::int - 1 as place, c.place as counted
      from page p join ${placesOf(other, boardId, sql`array(select skill_id from page)`)} c using (skill_id) left join lateral ${STANDING} st on true where nth <= ${p.size}::int
    ), entries as (
      select skill_id, placed_score as score, power_score, power_rank, percentile, place, ${sql.raw(rank)} as rank, ${sql.raw(position)} as power_position from placed
    ), today as (select (now() at time zone 'UTC')::date as day), ${earlierThan(board, sql`today`)}
    select json_build_object('items', ${ITEMS},
      'next_cursor', case when (select count(*) from page) > ${p.size}::int then (select ${liveCursor(by, {
        power: 'power_order',
        score: 'placed_score',
        changedAt: 'changed_at',
        id: 'skill_id',
      })} from page where nth = ${p.size}::int) end,
      ${aboutBoard(board, { size: p.size, page: 'page' in p ? p.page : undefined })}, 'snapshot', null, 'snapshot_date', null, 'is_snapshot', false,
      'generated_at', ${GENERATED_NOW}, 'total', total, 'total_pages', ceil(total / ${p.size}::numeric))::text as body
    from scope cross join lateral (select ${totalOf(sql`scope.board_id`)} as total offset 0) t`,
  )
}

/** What a page reads of a popularity `e`. */
const COLUMNS = sql.raw(
  ['skill_id', 'category_id', 'listed', 'power_score', 'power_order', 'placed_score', 'changed_at', 'tie']
    .map((c) => `e.${c}`)
    .join(', '),
)

/** A CTE `page` of the placed skills after the keys, and one more to see whether another page follows. */
function after(by: BoardBy, p: { size: number; keys: PlaceKeys }, listed: SQL): SQL {
  const [power, score, changedAt, id] = p.keys
  const tie = tieOf(sql`${id}`)
  const keys = sql`${String(score)}::float8, ${changedAt}::timestamptz, ${tie}`
  return sql`
    page as materialized (
      select *, row_number() over (order by ${orderBy(by)}) as nth from (
        select ${COLUMNS} from skill_popularity e where ${listed}
          and (${columnsOf(PLACED_BY[by])}) < (${by === 'power' ? sql`${power}::int, ${keys}` : keys})
        order by ${orderBy(by)} limit ${p.size + 1}) e
    )`
}

/** The same from place `after` + 1 on: begins at the bucket of this place and skips at most its entries, in the index alone. */
function numbered(by: BoardBy, p: { size: number; after: number }, boardId: SQL, listed: SQL): SQL {
  const keys = columnsOf(PLACED_BY[by], 'e.')
  return sql`
    start as materialized (
      select e.* from bucket_after(${boardId}, ${sql.raw(`'${by}'`)}, ${p.after}::int) b cross join lateral (
        select ${keys} from skill_popularity e where ${listed} and (${keys}) <= (${columnsOf(BOUND[by], 'b.')}) order by ${orderBy(by)} offset b.rest limit 1) e
    ), page as materialized (
      select *, row_number() over (order by ${orderBy(by)}) as nth from (
        select e.* from start cross join lateral (
          select ${COLUMNS} from skill_popularity e where ${listed} and (${keys}) <= (${columnsOf(PLACED_BY[by], 'start.')})
          order by ${orderBy(by)} limit ${p.size + 1}) e) e
    )`
}
