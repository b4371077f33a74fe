import { type SQL, sql } from 'drizzle-orm'
import { rfc3339, tickOf } from '../json.ts'
import type { BoardBy } from './places.ts'

/** Selects a board: the global one or a category's, the newest or that of a stored day. */
export type Board = { categoryKey?: string | undefined; date?: string | undefined; by: BoardBy }

/** The condition that `column` is the category of a board; NULL is that of the global one. */
export const inScope = (board: Board, column: string): SQL =>
  board.categoryKey === undefined
    ? sql`${sql.raw(column)} is null`
    : sql`${sql.raw(column)} = (select id from categories where key = ${board.categoryKey})`

export const scopeOf = (board: Board) => (board.categoryKey === undefined ? 'global' : 'category')

const POSITION = { popularity: sql.raw('rank'), power: sql.raw('power_position') } as const

/** The columns of the places on the whole boards of a day. */
export const dayPlaces = (board: Board): Record<BoardBy, SQL> =>
  board.categoryKey === undefined
    ? POSITION
    : { popularity: sql.raw('category_rank'), power: sql.raw('category_power_position') }

/**
 * A CTE `earlier` (skill_id, days, place): the places of `entries` one day and one week before `day` of the relation `of`: on the
 * whole board of that earlier day if it has one, else in its last build.
 */
export const earlierThan = (board: Board, of: SQL): SQL => sql`
  -- subqueries for each day and entry: they are found by an index, where a join might read a day's whole board or all builds
  ago as materialized (
    select days, w.day, b.id as build from ${of} shown cross join (values (1), (7)) a(days)
      left join lateral (select day from board_day_builds w where w.day = shown.day - days and switched_on_at is not null offset 0) w on true
      left join lateral (
        select id from rank_snapshots b where w.day is null and b.snapshot_date = shown.day - days
          and b.scope = ${scopeOf(board)} and ${inScope(board, 'b.category_id')} and b.superseded_at is null offset 0) b on true
  ), earlier as materialized (
    select e.skill_id, days, d.place from ago cross join entries e cross join lateral (
      select ${dayPlaces(board)[board.by]} as place from board_days d where d.day = ago.day and d.skill_id = e.skill_id
        ${board.categoryKey === undefined ? sql`` : sql`and ${inScope(board, 'd.category_id')}`}
      union all
      select o.${POSITION[board.by]} from skill_rank_snapshots o where o.snapshot_id = ago.build and o.skill_id = e.skill_id
      offset 0) d
  )`

/** What an item says of its skill `s`. Pairs for json_build_object. */
const IDENTITY = sql`'id', s.id, 'slug', s.slug, 'name', s.name, 'summary', s.summary, 'owner', s.owner,
  'category', (select json_build_object('key', c.key, 'name', c.name) from categories c where c.id = s.category_id), 'vanished_at', ${rfc3339('s.vanished_at')}`

/** The items of a page as JSON, from `entries` (skill_id, score, power_score, power_rank, percentile, rank, power_position, place) and `earlier`. */
export const ITEMS: SQL = sql`(
  select coalesce(json_agg(json_build_object('rank', e.rank, 'score', round(e.score::numeric, 4), 'power_score', e.power_score,
    'power_rank', e.power_rank, 'power_position', e.power_position, 'percentile', round(e.percentile::numeric, 4), 'change', (
      select json_build_object('day', max(x.place - e.place) filter (where days = 1), 'week', max(x.place - e.place) filter (where days = 7))
      from earlier x where x.skill_id = e.skill_id),
    ${IDENTITY}) order by e.place), '[]')
  from entries e join skills s on s.id = e.skill_id where s.status = 'active')`

/** What a page says of its board. Pairs for json_build_object. */
export const aboutBoard = (board: Board, p: { size: number; page?: number | undefined }): SQL => sql`
  'scope', ${scopeOf(board)}::text, 'category', ${board.categoryKey ?? null}::text, 'by', ${board.by}::text,
  'page', ${p.page ?? null}::int, 'page_size', ${p.size}::int`

/** The beginning of the current tick, for a page that no build is behind. */
export const GENERATED_NOW: SQL = rfc3339(tickOf('now()'))
