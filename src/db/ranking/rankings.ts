import { sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { cursorText, type JsonText, readJson, rfc3339 } from '../json.ts'
import { aboutBoard, type Board, earlierThan, ITEMS, inScope, scopeOf } from './board-items.ts'
import { readDayBoard } from './daily/read.ts'
import { STORED_PLACES } from './first-places.ts'
import { liveCursor, type PlaceKeys, readLiveBoard } from './live-board.ts'

export type { Board } from './board-items.ts'

/**
 * The entries after place `after`, of the build `snapshot` if the earlier pages were read from it; or the current entries after
 * the keys of an entry.
 */
export type BoardPage = { size: number } & (
  | { after: number; snapshot?: string | undefined; page?: number | undefined }
  | { keys: PlaceKeys }
)

/** The order of boards, for rows of (popularity_score, updated_at, skill_id). */
export const BOARD_ORDER = sql.raw('popularity_score desc, updated_at desc, skill_id')

/**
 * One page of a board: from its newest build if that has the whole page, else as the board is now. The board of a date is its
 * whole board, or else the date's last build. A page is never a mixture. Returns null if date, snapshot or category do not exist.
 */
export async function readBoard(db: Db, board: Board, p: BoardPage): Promise<JsonText | null> {
  if ('keys' in p) return readLiveBoard(db, board, p)
  const { after, snapshot, page, size } = p
  if (board.date !== undefined && snapshot === undefined) {
    const whole = await readDayBoard(db, { ...board, date: board.date }, p)
    if (whole !== null) return whole
  }
  const isStored = snapshot !== undefined || board.date !== undefined
  // Without a build to keep to, further places can only be read as they are now.
  const stored = isStored || after < STORED_PLACES ? await readStoredBoard(db, board, p) : null
  return stored ?? (isStored ? null : readLiveBoard(db, board, { size, after, page: page ?? 1 }))
}

/** The order of a build: the column of the place. */
const POSITION = { popularity: sql.raw('rank'), power: sql.raw('power_position') } as const

/** A page of a build. Returns null if there is no such build, or if the newest one ends before the page does. */
function readStoredBoard(
  db: Db,
  board: Board,
  p: { size: number; after: number; snapshot?: string | undefined; page?: number | undefined },
): Promise<JsonText | null> {
  const position = POSITION[board.by]
  const end = sql`${p.after + p.size}::int`
  const mayEnd = p.snapshot || board.date ? sql`true` : sql`(${end} <= kept or kept = total)`
  const cursorOfBuild = cursorText('board', [`'${board.by}'`, 'board.id', String(Math.trunc(p.after + p.size))])
  const cursorOfLast = liveCursor(board.by, {
    power: 'coalesce(power_score, -1)',
    score: 'score',
    changedAt: 'changed_at',
    id: 'skill_id',
  })
  return readJson(
    db,
    sql`
    with board as (
      select id, snapshot_date as day, generated_at, total, coalesce(kept, total) as kept from rank_snapshots
      where scope = ${scopeOf(board)} and ${inScope(board, 'category_id')}
        ${board.date ? sql`and snapshot_date = ${board.date}::date` : sql``}
        and ${p.snapshot ? sql`id = ${p.snapshot}::uuid` : sql`superseded_at is null`}
      order by snapshot_date desc limit 1
    ), entries as (
      select skill_id, score, rank, power_score, power_rank, percentile, power_position, changed_at, ${position} as place
      from skill_rank_snapshots, board
      where snapshot_id = board.id and ${position} > ${p.after}::int and ${position} <= least(${end}, kept)
    ), ${earlierThan(board, sql`board`)}
    select json_build_object('items', ${ITEMS},
      'next_cursor', case when ${end} < kept then ${cursorOfBuild}
        -- what follows the build is read as it is now
        when kept < total and day >= (now() at time zone 'UTC')::date - 1 then (select ${cursorOfLast} from entries where place = kept and changed_at is not null) end,
      ${aboutBoard(board, p)}, 'snapshot', board.id, 'snapshot_date', day, 'is_snapshot', true, 'generated_at', ${rfc3339('generated_at')},
      'total', total, 'total_pages', ceil(${p.snapshot || board.date ? sql`kept` : sql`total`} / ${p.size}::numeric))::text as body
    from board where ${mayEnd}`,
  )
}
