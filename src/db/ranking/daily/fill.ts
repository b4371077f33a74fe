import { sql } from 'drizzle-orm'
import { batch } from '../../changes.ts'
import type { Db } from '../../connect.ts'
import { lockDailyBoard } from '../../locks.ts'
import { joinByHash, moreMemory } from '../../memory.ts'
import { heldLease, type Lease } from '../../operations/leases.ts'
import { NO_CATEGORY } from '../grading.ts'
import { CHUNK_HASH, contentHashOf, ENTRY_LINE, STANDING } from './places.ts'

const PLACES = sql.raw('power_position, category_rank, category_power_position, percentile, power_rank, relaxed')

type Filled = { entries: number; isSwitchedOn: boolean }

/**
 * Fills the next chunk of a frozen day's boards, in the order of popularity, and switches the day on with the last one.
 * Places before the chunk are counted from the inputs, so a chunk needs only the number of the one before it.
 * Fills nothing if the day is switched on already. Returns null if the lease was lost.
 */
export async function fillChunk(db: Db, lease: Lease, p: { day: string; now: Date }): Promise<Filled | null> {
  const day = sql`${p.day}::date`
  const { filled } = await batch(db, {
    lock: lockDailyBoard,
    memory: moreMemory,
    joins: joinByHash,
    filled: sql<{ held: boolean; entries: string; is_switched_on: boolean }>`
    with ${heldLease(lease)}, build as materialized (
      select total, chunk_size, chunk_hashes, cardinality(chunk_hashes) * chunk_size as done from board_day_builds
      where day = ${day} and switched_on_at is null and exists (select from lease)
    ), inputs as not materialized (
      select *, coalesce(category_id, ${NO_CATEGORY}) as group_id from board_day_inputs where day = ${day} and exists (select from build)
    ), scores as materialized (
      select group_id, power_score, count(*) as members, count(*) filter (where rank <= (select done from build)) as seen
      from inputs group by group_id, power_score
    ),
    -- ahead: with a higher score. seen: with the same score, in earlier chunks. Skills without a score come last.
    in_all as (
      select power_score, (sum(sum(members)) over better - sum(members))::bigint as ahead, sum(seen)::bigint as seen
      from scores group by power_score window better as (order by power_score desc nulls last)
    ), in_group as (
      select group_id, power_score, (sum(members) over better - members)::bigint as ahead, seen,
        (sum(members) filter (where power_score is not null) over everyone)::bigint as members, (sum(seen) over everyone)::bigint as seen_of_all
      from scores window everyone as (partition by group_id), better as (partition by group_id order by power_score desc nulls last)
    ), part as (
      select * from inputs where rank > (select done from build) and rank <= (select done + chunk_size from build)
    ), placed as (
      select part.*, g.ahead, g.members, a.ahead + a.seen + row_number() over (partition by part.power_score order by rank) as power_position,
        case when category_id is not null then g.seen_of_all + row_number() over (partition by part.group_id order by rank) end as category_rank,
        case when category_id is not null then g.ahead + g.seen + row_number() over (partition by part.group_id, part.power_score order by rank)
          end as category_power_position
      from part join in_all a on coalesce(a.power_score, -1) = coalesce(part.power_score, -1)
        join in_group g on g.group_id = part.group_id and coalesce(g.power_score, -1) = coalesce(part.power_score, -1)
    ), places as materialized (select *, ${STANDING} from placed),
    written as (
      insert into board_days (day, rank, skill_id, category_id, score, power_score, ${PLACES})
      select day, rank, skill_id, category_id, score, power_score, ${PLACES} from places order by rank
    ), hashed as (
      select count(*) as entries, ${CHUNK_HASH} as hash from (select rank, ${ENTRY_LINE} as line from places) lines
    ), advanced as (
      update board_day_builds b set chunk_hashes = h.chunk_hashes, content_hash = case when is_last then ${contentHashOf(sql`h.chunk_hashes`)} end,
        switched_on_at = case when is_last then ${p.now.toISOString()}::timestamptz end
      from (select chunk_hashes || hash as chunk_hashes, done + chunk_size >= total as is_last from hashed, build) h
      where day = ${day} and switched_on_at is null returning switched_on_at
    )
    select exists (select from lease) as held, (select count(*) from places) as entries, not exists (select from advanced where switched_on_at is null) as is_switched_on`,
  })
  const [row] = filled
  return row?.held ? { entries: Number(row.entries), isSwitchedOn: row.is_switched_on } : null
}
