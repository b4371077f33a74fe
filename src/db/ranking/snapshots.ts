import { type SQL, sql } from 'drizzle-orm'
import { categories, tieOf } from '../../../drizzle/schema.ts'
import { POWER } from '../../domain/ranking/power.ts'
import { batch } from '../changes.ts'
import type { Db } from '../connect.ts'
import { moreMemory } from '../memory.ts'
import { heldLease, type Lease } from '../operations/leases.ts'
import { FIRST_PLACES, STORED_PLACES } from './first-places.ts'
import { NO_CATEGORY } from './grading.ts'
import { totalOf } from './places.ts'
import { STANDING } from './standing.ts'

/** How long a build stays readable after a newer one replaced it, so that readers get to its last page. */
const KEPT_MINUTES = 60

const GLOBAL = 'global'

/** A board's entry as a line of its `content_hash`, the SHA-256 of all lines by rank, joined by line feeds. */
export const ENTRY_LINE = sql.raw(
  `rank || ':' || skill_id || ':' || score || ':' || coalesce(power_score::text, '') || ':' || coalesce(power_rank, '') || ':' || coalesce(percentile::text, '')`,
)

export const CONTENT_HASH = sql`encode(sha256(convert_to(coalesce(string_agg(${ENTRY_LINE}, E'\n' order by rank), ''), 'UTF8')), 'hex')`

/** The hash of a board without entries. */
export const EMPTY_HASH = sql`encode(sha256(''), 'hex')`

// What a build stores besides: the places by power, and the inputs of the global board. It leaves out `changed_at`, which
// affects only the order, and the content hash covers that.
const INPUTS_HASH = sql`encode(sha256(convert_to(string_agg(concat_ws(':', skill_id, power_position,
  case when board_category is null then concat_ws(':', coalesce(category_id::text, ''), github_stars, github_forks, age_days) end),
  E'\n' order by rank), 'UTF8')), 'hex')`

// Until the first pass over all skills ends, only some of them are placed. No group has both averages and sums before that.
const ALL_PLACED = sql`exists (select from score_state where after_id is null or exists (
  select from score_groups where averages is not null and sums is not null))`

/** The names of all boards: `global`, and the id of each category. */
export async function listBoards(db: Db): Promise<string[]> {
  const rows = await db.select({ id: categories.id }).from(categories).orderBy(categories.key)
  return [GLOBAL, ...rows.map((row) => row.id)]
}

/** Counts the boards of the next run. */
export async function planSnapshots(db: Db): Promise<{ boards: number }> {
  const { rows } = await db.execute<{ boards: number }>(
    sql`select 1 + (select count(*)::int from categories) as boards`,
  )
  return rows[0] ?? { boards: 0 }
}

const AVERAGES = sql`(select jsonb_object_agg(group_id, averages) from score_groups where averages is not null)`

export type Rebuilt = { boards: number; entries: number; changed: number }

/**
 * Builds the first places of the UTC day's global board and of each category's from the current places, in one statement:
 * readers see either all old boards or all new ones. Does not write boards that are unchanged, and none before all skills were
 * placed once. `only` names the boards to build. Returns null if the lease was lost.
 */
export async function rebuildSnapshots(
  db: Db,
  lease: Lease,
  p: { now: Date; only?: readonly string[] },
): Promise<Rebuilt | null> {
  const at = sql`${p.now.toISOString()}::timestamptz`
  const chosen: SQL = p.only
    ? sql`coalesce(category_id::text, ${GLOBAL}) = any(${`{${p.only.join(',')}}`}::text[])`
    : sql`true`
  const { rebuilt } = await batch(db, {
    memory: moreMemory,
    rebuilt: sql<{ held: boolean; boards: string; entries: string; changed: string }>`
    with ${heldLease(lease)}, today as (select (${at} at time zone 'UTC')::date as day),
    -- An empty category has a board too. Otherwise a category that loses its last skill would keep its old entries.
    named as (select null::uuid as category_id union all select id from categories),
    chosen as (select * from named where ${chosen} and exists (select from lease) and ${ALL_PLACED}),
    ${FIRST_PLACES}, ranked as materialized (
      select nullif(t.board_id, ${NO_CATEGORY}) as board_category, p.skill_id, p.category_id, p.changed_at, p.placed_score as score, p.power_score, power_rank,
        percentile, p.github_stars, p.github_forks, t.rank, t.power_position,
        greatest(0, day - (coalesce(s.last_changed_at, s.created_at) at time zone 'UTC')::date) as age_days
      from today cross join places t join skill_popularity p on p.skill_id = ${tieOf(sql`t.tie`)} join skills s on s.id = p.skill_id
        left join lateral ${STANDING} st on true
    ), contents as (
      select board_category, ${CONTENT_HASH} as content_hash, ${INPUTS_HASH} as inputs_hash from ranked group by board_category
    ), boards as materialized (
      select case when c.category_id is null then 'global' else 'category' end as scope, c.category_id,
        ${totalOf(sql`coalesce(c.category_id, ${NO_CATEGORY})`)} as total,
        coalesce(t.content_hash, ${EMPTY_HASH}) as content_hash, t.inputs_hash
      from chosen c left join contents t on coalesce(t.board_category, ${NO_CATEGORY}) = coalesce(c.category_id, ${NO_CATEGORY})
    ), current as materialized (
      select r.id, b.scope, b.category_id,
        (b.content_hash, b.total, b.inputs_hash) is not distinct from (r.content_hash, r.total, r.inputs_hash) and r.kept is not null as is_same
      from rank_snapshots r join today on r.snapshot_date = day join boards b on b.scope = r.scope and b.category_id is not distinct from r.category_id
      where superseded_at is null
    ), state as (select hour, round from popularity_state),
    looked_at as (
      update rank_snapshots r set generated_at = case when is_same then ${at} else r.generated_at end,
        run_id = case when is_same then ${lease.runId} else r.run_id end, hour = case when is_same then (select hour from state) else r.hour end,
        round = case when is_same then (select round from state) else r.round end, superseded_at = case when not is_same then ${at} end,
        averages = case when is_same and r.category_id is null then ${AVERAGES} else r.averages end
      from current c where r.id = c.id returning 1
    ), headers as (
      insert into rank_snapshots (snapshot_date, scope, category_id, generated_at, total, kept, run_id, content_hash, inputs_hash, hour, round, weights_version, averages)
      select day, scope, category_id, ${at}, total, least(total, ${STORED_PLACES}::int), ${lease.runId}, content_hash, inputs_hash, (select hour from state),
        (select round from state), ${POWER.version}::int, case when category_id is null then ${AVERAGES} end
      from boards b, today
      -- Forces the update above to run first: a unique index allows one current build for each day and board.
      where (select count(*) from looked_at) >= 0
        and not exists (select from current c where c.scope = b.scope and c.category_id is not distinct from b.category_id and is_same)
      returning id, snapshot_date, scope, category_id
    ), written as (
      insert into skill_rank_snapshots (snapshot_id, snapshot_date, scope, category_id, skill_id, rank, score, power_score, power_rank, percentile,
        power_position, changed_at, inputs, created_at)
      select h.id, h.snapshot_date, h.scope, h.category_id, skill_id, rank, score, power_score, power_rank, percentile, power_position, changed_at,
        case when h.category_id is null then jsonb_build_object(
          'category_id', r.category_id, 'stars', github_stars, 'forks', github_forks, 'age_days', age_days, 'updated_at', changed_at) end, ${at}
      from ranked r join headers h on coalesce(h.category_id, ${NO_CATEGORY}) = coalesce(r.board_category, ${NO_CATEGORY})
      returning 1
    ), outdated as (
      delete from rank_snapshots where exists (select from lease) and superseded_at < ${at} - interval '${sql.raw(String(KEPT_MINUTES))} minutes' returning id
    ),
    -- The array makes the planner use the index. A month has millions of entries.
    gone as (delete from skill_rank_snapshots where snapshot_id = any (array(select id from outdated)))
    select exists (select from lease) as held, (select count(*) from boards) as boards, (select count(*) from ranked) as entries,
      (select count(*) from written) as changed`,
  })
  const [row] = rebuilt
  return row?.held ? { boards: Number(row.boards), entries: Number(row.entries), changed: Number(row.changed) } : null
}
