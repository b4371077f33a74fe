import { type SQL, sql } from 'drizzle-orm'
import { ENTRIES, LINE } from './buckets.ts'
import { NO_CATEGORY } from './grading.ts'
import { type BoardBy, BUCKET_KEYS, columnsOf, ORDERS, onBoard, orderBy, type Scope } from './places.ts'

/** The first places that a build stores, by each order. */
export const STORED_PLACES = 100

const KEYS = sql.raw('power_order, placed_score, changed_at, tie')

/** The first places of a board by one order. Reads as many entries of an index. */
const firstOf = (by: BoardBy, scope: Scope, boardId: SQL): SQL => sql`
  (select ${sql.raw(`'${by}'`)} as by, ${KEYS}, row_number() over (order by ${orderBy(by)}) as place
  from skill_popularity e where ${onBoard('e', scope, boardId)} order by ${orderBy(by)} limit ${sql.raw(String(STORED_PLACES))})`

const firstOfBoth = (scope: Scope, boardId: SQL): SQL =>
  sql.join(
    ORDERS.map((by) => firstOf(by, scope, boardId)),
    sql` union all `,
  )

/**
 * CTEs from `chosen` (category_id; NULL is the global board) to `places` (board_id, tie, rank, power_position): the skills that are
 * among the first of a board by either order. Their places by the other order are counted together: each bucket is read once.
 */
export const FIRST_PLACES: SQL = sql`
  first as materialized (
    select ${NO_CATEGORY} as board_id, f.* from chosen c cross join lateral (${firstOfBoth('global', NO_CATEGORY)}) f where c.category_id is null
    union all
    select c.category_id, f.* from chosen c cross join lateral (${firstOfBoth('category', sql`c.category_id`)}) f where c.category_id is not null
  ),
  -- those that are among the first by one order only, with the other one
  sought as materialized (
    select board_id, case min(by) when 'power' then 'popularity' else 'power' end as by, ${KEYS} from first group by board_id, ${KEYS} having count(*) = 1
  ), own as materialized (
    select id, array_agg(s.tie) as ties from sought s cross join lateral (
      select id from board_buckets b where b.board_id = s.board_id and b.by = s.by
        and (${columnsOf(BUCKET_KEYS, 'b.')}) >= (case s.by when 'power' then s.power_order else 0 end, s.placed_score, s.changed_at, s.tie)
      order by ${columnsOf(BUCKET_KEYS, 'b.')} limit 1) b group by id
  ), ${LINE}, counted as (
    select l.board_id, l.by, e.tie, l.earlier + e.nth as place from own join line l using (id) cross join lateral (${ENTRIES}) e where e.tie = any (ties)
  ), places as materialized (
    select board_id, tie, ${placeBy('popularity', 'rank')}, ${placeBy('power', 'power_position')}
    from (select board_id, by, tie, place from first union all select * from counted) p group by board_id, tie
  )`

function placeBy(by: BoardBy, column: string): SQL {
  return sql.raw(`(max(place) filter (where by = '${by}'))::int as ${column}`)
}
