import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { cursorText, type JsonText, readJson, rfc3339, tickOf } from '../json.ts'
import { type BoardBy, orderBy } from './places.ts'
import { STANDING } from './standing.ts'

/** Selects a board: the global one or a category's, the newest or that of a stored day. */
export type Board = { categoryKey?: string | undefined; date?: string | undefined; by: BoardBy }
/**
 * Selects the entries after place `after`. A tick may replace a build, so `snapshot` pins that of the earlier pages.
 */
export type BoardPage = { size: number; after: number; snapshot?: string | undefined; page?: number | undefined }

/** The order of boards, for rows of (popularity_score, updated_at, skill_id). */
export const BOARD_ORDER = sql.raw('popularity_score desc, updated_at desc, skill_id')

const POSITION = { popularity: sql.raw('rank'), power: sql.raw('power_position') } as const

const inScope = (board: Board, column: string): SQL =>
  board.categoryKey === undefined
    ? sql`${sql.raw(column)} is null`
    : sql`${sql.raw(column)} = (select id from categories where key = ${board.categoryKey})`

/**
 * One page of a board, from its newest snapshot or that of a date, or from the current scores as long as there is none.
 * Places have no gaps, so a page is a range of them. Returns null if date, snapshot or category do not exist.
 */
export function readBoard(db: Db, board: Board, p: BoardPage): Promise<JsonText | null> {
  const scope = board.categoryKey === undefined ? 'global' : 'category'
  const exists =
    board.categoryKey === undefined ? sql`true` : sql`exists (select from categories where key = ${board.categoryKey})`
  const position = POSITION[board.by]
  return readJson(
    db,
    sql`
    with board as (
      select id, snapshot_date, generated_at, total, scope, category_id from rank_snapshots
      where scope = ${scope} and ${inScope(board, 'category_id')}
        ${board.date ? sql`and snapshot_date = ${board.date}::date` : sql``}
        and ${p.snapshot ? sql`id = ${p.snapshot}::uuid` : sql`superseded_at is null`}
      order by snapshot_date desc limit 1
    ),
    -- only as long as there is no snapshot: the same orders over the current scores
    scored as (
      select p.*, power_rank, percentile from skill_popularity p left join lateral ${STANDING} st on true
      where p.listed and not exists (select from board) ${scope === 'category' ? sql`and ${inScope(board, 'p.category_id')}` : sql``}
    ), live as (
      select skill_id, placed_score as score, power_score, power_rank, percentile, row_number() over (order by ${orderBy('popularity')})::int as rank,
        row_number() over (order by ${orderBy('power')})::int as power_position from scored
    ), entries as (
      select skill_id, score, rank, power_score, power_rank, percentile, power_position, ${position} as place
      from skill_rank_snapshots
      where snapshot_id = (select id from board) and ${position} > ${p.after}::int and ${position} <= ${p.after + p.size}::int
      union all
      select skill_id, score, rank, power_score, power_rank, percentile, power_position, ${position}
      from live where ${position} > ${p.after}::int and ${position} <= ${p.after + p.size}::int
    ),
    -- the same board one day and one week earlier
    earlier as (
      select b.id, d.days from board join (values (1), (7)) d(days) on true join rank_snapshots b on b.snapshot_date = board.snapshot_date - d.days
        and b.scope = board.scope and b.category_id is not distinct from board.category_id and b.superseded_at is null
    ), shown as (
      select coalesce((select total from board), (select count(*) from live)) as total
    )
    select json_build_object(
      'items', (
        select coalesce(json_agg(json_build_object('rank', e.rank, 'score', round(e.score::numeric, 4), 'power_score', e.power_score,
          'power_rank', e.power_rank, 'power_position', e.power_position, 'percentile', round(e.percentile::numeric, 4), 'change', (
            select json_build_object('day', max(o.${position} - e.place) filter (where days = 1), 'week', max(o.${position} - e.place) filter (where days = 7))
            from earlier x join skill_rank_snapshots o on o.snapshot_id = x.id and o.skill_id = e.skill_id),
          'id', s.id, 'slug', s.slug, 'name', s.name, 'summary', s.summary, 'owner', s.owner,
          'category', (select json_build_object('key', c.key, 'name', c.name) from categories c where c.id = s.category_id)) order by e.place), '[]')
        from entries e join skills s on s.id = e.skill_id where s.status = 'active'),
      'next_cursor', case when shown.total > ${p.after + p.size}::int and board.id is not null
        then ${cursorText('board', [`'${board.by}'`, 'board.id', String(Math.trunc(p.after + p.size))])} end,
      'scope', ${scope}::text, 'category', ${board.categoryKey ?? null}::text, 'by', ${board.by}::text,
      'snapshot', board.id, 'snapshot_date', board.snapshot_date, 'is_snapshot', board.id is not null,
      'generated_at', ${rfc3339(`coalesce(board.generated_at, ${tickOf('now()')})`)},
      'page', ${p.page ?? null}::int, 'page_size', ${p.size}::int,
      'total', shown.total, 'total_pages', ceil(shown.total / ${p.size}::numeric)
    )::text as body
    from shown left join board on true
    where ${exists} and (board.id is not null ${board.date || p.snapshot ? sql`` : sql`or true`})`,
  )
}
