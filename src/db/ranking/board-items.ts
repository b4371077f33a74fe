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

/**
 * A CTE `earlier`: the stored boards one day and one week before `day` of the relation `of`, to count the change of places.
 */
export const earlierThan = (board: Board, of: SQL): SQL => sql`
  earlier as (
    select b.id, d.days from ${of} cross join (values (1), (7)) d(days) join rank_snapshots b on b.snapshot_date = day - d.days
      and b.scope = ${scopeOf(board)} and ${inScope(board, 'b.category_id')} and b.superseded_at is null
  )`

/** The items of a page as JSON, from `entries` (skill_id, score, power_score, power_rank, percentile, rank, power_position, place) and `earlier`. */
export const itemsOf = (by: BoardBy): SQL => sql`(
  select coalesce(json_agg(json_build_object('rank', e.rank, 'score', round(e.score::numeric, 4), 'power_score', e.power_score,
    'power_rank', e.power_rank, 'power_position', e.power_position, 'percentile', round(e.percentile::numeric, 4), 'change', (
      select json_build_object('day', max(o.${POSITION[by]} - e.place) filter (where days = 1), 'week', max(o.${POSITION[by]} - e.place) filter (where days = 7))
      from earlier x join skill_rank_snapshots o on o.snapshot_id = x.id and o.skill_id = e.skill_id),
    ${IDENTITY}) order by e.place), '[]')
  from entries e join skills s on s.id = e.skill_id where s.status = 'active')`

/** What an item says of its skill `s`. Pairs for json_build_object. */
const IDENTITY = sql`'id', s.id, 'slug', s.slug, 'name', s.name, 'summary', s.summary, 'owner', s.owner,
  'category', (select json_build_object('key', c.key, 'name', c.name) from categories c where c.id = s.category_id)`

/** What a page says of its board. Pairs for json_build_object. */
export const aboutBoard = (board: Board, p: { size: number; page?: number | undefined }): SQL => sql`
  'scope', ${scopeOf(board)}::text, 'category', ${board.categoryKey ?? null}::text, 'by', ${board.by}::text,
  'page', ${p.page ?? null}::int, 'page_size', ${p.size}::int`

/** The beginning of the current tick, for a page that no build is behind. */
export const GENERATED_NOW: SQL = rfc3339(tickOf('now()'))
