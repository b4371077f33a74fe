import { sql } from 'drizzle-orm'
import type { Db } from '../../connect.ts'
import { cursorText, type JsonText, readJson, rfc3339 } from '../../json.ts'
import { aboutBoard, type Board, dayPlaces, earlierThan, ITEMS } from '../board-items.ts'

/** A page of a whole day's board: the entries after place `after`. */
export type DayPage = { size: number; after: number; page?: number | undefined }

/** One page of the whole board of a past day. Returns null if the day has none, or the category does not exist. */
export function readDayBoard(db: Db, board: Board & { date: string }, p: DayPage): Promise<JsonText | null> {
  const day = sql`${board.date}::date`
  const end = p.after + p.size
  const isGlobal = board.categoryKey === undefined
  const places = dayPlaces(board)
  const place = places[board.by]
  const category = sql`(select id from categories where key = ${board.categoryKey})`
  const total = isGlobal
    ? sql`total`
    : sql`coalesce((select g.total from board_day_groups g where g.day = ${day} and g.group_id = ${category}), 0)`
  return readJson(
    db,
    sql`
    with whole as (
      select day, frozen_at, ${total} as total from board_day_builds
      where day = ${day} and switched_on_at is not null ${isGlobal ? sql`` : sql`and ${category} is not null`}
    ), entries as (
      select skill_id, score, power_score, power_rank, percentile, ${places.popularity} as rank, ${places.power} as power_position, ${place} as place
      from board_days where day = ${day} ${isGlobal ? sql`` : sql`and category_id = ${category}`} and ${place} > ${p.after}::int and ${place} <= ${end}::int
    ), ${earlierThan(board, sql`whole`)}
    select json_build_object('items', ${ITEMS},
      'next_cursor', case when total > ${end}::int then ${cursorText('day', [`'${board.by}'`, 'day::text', String(Math.trunc(end))])} end,
      ${aboutBoard(board, p)}, 'snapshot', null, 'snapshot_date', day, 'is_snapshot', true, 'generated_at', ${rfc3339('frozen_at')},
      'total', total, 'total_pages', ceil(total / ${p.size}::numeric))::text as body
    from whole`,
  )
}
