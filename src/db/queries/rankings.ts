import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { cursorText, type JsonText, readJson, rfc3339 } from '../json.ts'
import { LISTED } from './skill-json.ts'

/** Which board: the global one or a category's, of today or of a day that is kept. */
export type Board = { categoryKey?: string | undefined; date?: string | undefined }
/** The entries behind rank `after`, of one day's board when the reader already holds a page of it (a tick may rebuild it meanwhile). */
export type BoardPage = { size: number; after: number; snapshot?: string | undefined; page?: number | undefined }

/** The boards' order: how much a skill is used, then the one changed last. Used live and by the snapshots. */
export const BOARD_ORDER = sql.raw('p.popularity_score desc, s.updated_at desc, s.id')

const inScope = (board: Board, column: string): SQL =>
  board.categoryKey === undefined
    ? sql`${sql.raw(column)} is null`
    : sql`${sql.raw(column)} = (select id from categories where key = ${board.categoryKey})`

/**
 * One page of a board from its newest snapshot (or the date's); computed from the present counts while no snapshot exists.
 * Ranks have no gaps, so a page is a range of ranks. Null: no such date, snapshot or category.
 */
export function readBoard(db: Db, board: Board, p: BoardPage): Promise<JsonText | null> {
  const scope = board.categoryKey === undefined ? 'global' : 'category'
  const exists =
    board.categoryKey === undefined ? sql`true` : sql`exists (select from categories where key = ${board.categoryKey})`
  return readJson(
    db,
    sql`
    with board as (
      select id, snapshot_date, generated_at, total from rank_snapshots
      where scope = ${scope} and ${inScope(board, 'category_id')}
        ${board.date ? sql`and snapshot_date = ${board.date}::date` : sql``}
        ${p.snapshot ? sql`and id = ${p.snapshot}::uuid` : sql``}
      order by snapshot_date desc limit 1
    ),
    -- only while there is no snapshot at all: the same order over the present counts
    live as (
      select s.id as skill_id, p.popularity_score as score, row_number() over (order by ${BOARD_ORDER})::int as rank
      from skills s join skill_popularity p on p.skill_id = s.id
      where ${LISTED} and not exists (select from board) ${scope === 'category' ? sql`and ${inScope(board, 's.category_id')}` : sql``}
    ), entries as (
      select e.skill_id, e.score, e.rank from skill_rank_snapshots e
      where e.snapshot_id = (select id from board) and e.rank > ${p.after}::int and e.rank <= ${p.after + p.size}::int
      union all
      select skill_id, score, rank from live where rank > ${p.after}::int and rank <= ${p.after + p.size}::int
    ), shown as (
      select coalesce((select total from board), (select count(*) from live)) as total
    )
    select json_build_object(
      'items', (
        select coalesce(json_agg(json_build_object('rank', e.rank, 'score', round(e.score::numeric, 4), 'id', s.id, 'slug', s.slug, 'name', s.name,
          'summary', s.summary, 'owner', s.owner,
          'category', (select json_build_object('key', c.key, 'name', c.name) from categories c where c.id = s.category_id)) order by e.rank), '[]')
        from entries e join skills s on s.id = e.skill_id where s.status = 'active'),
      'next_cursor', case when shown.total > ${p.after + p.size}::int and board.id is not null
        then ${cursorText('board', ['board.id', String(Math.trunc(p.after + p.size))])} end,
      'scope', ${scope}::text, 'category', ${board.categoryKey ?? null}::text,
      'snapshot', board.id, 'snapshot_date', board.snapshot_date, 'is_snapshot', board.id is not null,
      'generated_at', ${rfc3339('coalesce(board.generated_at, now())')},
      'page', ${p.page ?? null}::int, 'page_size', ${p.size}::int,
      'total', shown.total, 'total_pages', ceil(shown.total / ${p.size}::numeric)
    )::text as body
    from shown left join board on true
    where ${exists} and (board.id is not null ${board.date || p.snapshot ? sql`` : sql`or true`})`,
  )
}
