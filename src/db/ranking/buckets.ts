import { type SQL, sql } from 'drizzle-orm'
import { BAND } from '../../../drizzle/schema.ts'
import { POWER } from '../../domain/ranking/power.ts'
import { batch } from '../changes.ts'
import type { Db } from '../connect.ts'
import { lockPopularity } from '../locks.ts'
import { moreMemory } from '../memory.ts'
import { NO_CATEGORY } from './grading.ts'
import { BOUND, type BoardBy, columnsOf, ORDERS, onBoard, orderBy, PLACED_BY, type Scope } from './places.ts'

/** How many members a new bucket has, above how many it is split, and below how many it joins the bucket before it. */
const MADE = sql.raw('250')
const LARGE = sql.raw('500')
const SMALL = sql.raw('60')

const DESCENDING = sql.raw('power_order desc, score desc, changed_at desc, tie desc')

const JOIN_SMALL = sql`
  with runs as (
    select *, count(*) filter (where members >= ${SMALL}) over (partition by board_id, by order by ${DESCENDING} rows unbounded preceding) as run
    from board_buckets
  ), line as (
    select id, members, first_value(id) over (partition by board_id, by, run order by ${DESCENDING}) as head from runs
  ), gone as (delete from board_buckets b using line l where b.id = l.id and l.id <> l.head)
  update board_buckets b set members = s.members
  from (select head, sum(members) as members from line group by head having count(*) > 1) s where b.id = s.head`

type Shape = { by: BoardBy; scope: Scope }
const SHAPES: readonly Shape[] = ORDERS.flatMap((by) => [
  { by, scope: 'global' },
  { by, scope: 'category' },
])

/** The listed skills in bucket `l`, which knows the bound of the next one. An index finds them in their order. */
const entriesOf = ({ by, scope }: Shape): SQL => sql`
  select ${sql.raw(by === 'power' ? 'power_order' : '0')} as power_order, placed_score as score, changed_at, tie, row_number() over (order by ${orderBy(by)}) as nth
  from skill_popularity e
  where l.by = ${sql.raw(`'${by}'`)} and (l.board_id = ${NO_CATEGORY}) = ${sql.raw(String(scope === 'global'))} and ${onBoard('e', scope, sql`l.board_id`)}
    and (${columnsOf(PLACED_BY[by])}) <= (${columnsOf(BOUND[by], 'l.')}) and (${columnsOf(PLACED_BY[by])}) > (${columnsOf(BOUND[by].map((column) => `next_${column}`))})`

/** A CTE `line` of all buckets, each with the number of the entries before it, and the bound of the next one. */
export const LINE = sql`
  line as (
    select *, sum(members) over (partition by board_id, by order by ${DESCENDING} rows unbounded preceding) - members as earlier, lead(power_order, 1, -2) over w as next_power_order, lead(score, 1, '-Infinity') over w as next_score,
      lead(changed_at, 1, '-infinity') over w as next_changed_at, lead(tie, 1, ${NO_CATEGORY}) over w as next_tie
    from board_buckets window w as (partition by board_id, by order by ${DESCENDING})
  )`

/** The listed skills in bucket `l` of a `line`: their keys, and `nth`. */
export const ENTRIES = sql.join(SHAPES.map(entriesOf), sql` union all `)

const SPLIT_LARGE = sql`
  with ${LINE}, entries as (
    select l.id, l.board_id, l.by, e.* from line l cross join lateral (${ENTRIES}) e where l.members > ${LARGE}
  ), cut as (
    select *, count(*) over (partition by id, (nth - 1) / ${MADE}) as members from entries
  ), added as (
    insert into board_buckets (board_id, by, power_order, score, changed_at, tie, members)
    select board_id, by, power_order, score, changed_at, tie, members from cut where nth > 1 and (nth - 1) % ${MADE} = 0
  )
  update board_buckets b set members = c.members from cut c where b.id = c.id and c.nth = 1`

/** Statements that keep the sizes of the buckets in bounds. They need the lock of popularity. */
export const TIDY_BUCKETS: readonly SQL[] = [JOIN_SMALL, SPLIT_LARGE]

const BAND_OF = sql.raw(`power_score / ${BAND}`)

const RECOUNT_PLACES: readonly SQL[] = [
  sql`delete from board_buckets`,
  sql`
  insert into board_buckets (board_id, by, power_order, score, changed_at, tie, members)
  select board_id, by, 2147483647, 'NaN', 'infinity', 'ffffffff-ffff-ffff-ffff-ffffffffffff', count(*)
  from (
    select ${NO_CATEGORY} as board_id from skill_popularity where listed
    union all select category_id from skill_popularity where listed and category_id is not null
  ) placed cross join (values ${sql.raw(ORDERS.map((by) => `('${by}')`).join(', '))}) orders(by) group by board_id, by`,
  SPLIT_LARGE,
  sql`delete from score_counts`,
  sql`
  insert into score_counts (group_id, power_score, members)
  select coalesce(category_id, ${NO_CATEGORY}), power_score, count(*) from skill_popularity where listed and power_score is not null group by 1, 2`,
  sql`delete from score_bands`,
  sql`insert into score_bands (group_id, band, members) select group_id, ${BAND_OF}, sum(members) from score_counts group by 1, 2`,
  // NULL: the next scoring adds the stats up again.
  sql`
  insert into score_groups (group_id, members, weights_version)
  select group_id, coalesce(r.members, 0), ${sql.raw(String(POWER.version))} from score_groups full join (
    select coalesce(category_id, ${NO_CATEGORY}) as group_id, count(*) as members from skill_popularity where listed and stats_payload is not null group by 1
  ) r using (group_id)
  on conflict (group_id) do update set members = excluded.members, sums = null`,
]

/** Counts all buckets, scores and members of groups again from nothing. */
export async function recountPlaces(db: Db): Promise<void> {
  await batch(db, { lock: lockPopularity, memory: moreMemory, recounted: RECOUNT_PLACES })
}

/** A count that is not what a recount finds, and how many there are. `what` names a bucket, a score or band of a group, a group or a board. */
type WrongCount = { what: string; kept: number; recount: number; total: number }

/** Compares buckets, scores, bands and groups with a recount from the popularity of all skills. Changes nothing. */
export async function findWrongPlaces(db: Db, limit: number): Promise<WrongCount[]> {
  const { rows } = await db.execute<WrongCount>(sql`
    with ${LINE}, compared as (
      select format('bucket %s of board %s by %s', id, board_id, by) as what, members as kept, (select count(*)::int from (${ENTRIES}) e) as recount from line l
      union all
      select format('score %s in group %s', power_score, group_id), coalesce(kept, 0), coalesce(recount, 0)
      from (select group_id, power_score, members as kept from score_counts) k full join (
        select coalesce(category_id, ${NO_CATEGORY}) as group_id, power_score, count(*)::int as recount
        from skill_popularity where listed and power_score is not null group by 1, 2) r using (group_id, power_score)
      union all
      select format('band %s of group %s', band, group_id), coalesce(kept, 0), coalesce(recount, 0)
      from (select group_id, band, members as kept from score_bands) k full join (
        select coalesce(category_id, ${NO_CATEGORY}) as group_id, ${BAND_OF} as band, count(*)::int as recount
        from skill_popularity where listed and power_score is not null group by 1, 2) r using (group_id, band)
      union all
      select format('members of group %s', group_id), coalesce(kept, 0), coalesce(recount, 0)
      from (select group_id, members as kept from score_groups) k full join (
        select coalesce(category_id, ${NO_CATEGORY}) as group_id, count(*)::int as recount
        from skill_popularity where listed and stats_payload is not null group by 1) r using (group_id)
      union all
      select format('board %s by %s', board_id, by), coalesce(kept, 0), coalesce(recount, 0)
      from (select board_id, by, sum(members)::int as kept from board_buckets group by 1, 2) k full join (
        select board_id, by, count(*)::int as recount from skill_popularity
          cross join lateral (select ${NO_CATEGORY} as board_id union all select category_id where category_id is not null) boards
          cross join (values ${sql.raw(ORDERS.map((by) => `('${by}')`).join(', '))}) orders(by)
        where listed group by 1, 2) r using (board_id, by)
    )
    select *, count(*) over ()::int as total from compared where kept <> recount order by what limit ${limit}`)
  return rows
}
