import { sql } from 'drizzle-orm'
import { batch } from '../../changes.ts'
import type { Db } from '../../connect.ts'
import { joinByHash, moreMemory } from '../../memory.ts'
import { COUNT_COLUMNS } from '../grading.ts'
import type { Replayed } from '../replay.ts'
import { lacksEvents, REPLAYED_COUNTS, RULES_VERSIONS } from '../replayed-counts.ts'
import { EMPTY_HASH } from '../snapshots.ts'
import { CHUNK_HASH, contentHashOf, ENTRY_LINE, ORDERED, STANDING } from './places.ts'

/** The whole boards of a day, and whether their events are still stored. `categoryId`: of the category that was asked for. */
export type DayBuild = { weightsVersion: number; hashVersion: number; lacksEvents: boolean; categoryId: string | null }

/** Finds the whole boards of a UTC date. `since` is the time from which all events are stored. Returns null if there are none. */
export async function findDayBuild(
  db: Db,
  p: { date: string; category?: string | undefined; since: string | null },
): Promise<DayBuild | null> {
  const { rows } = await db.execute<DayBuild>(sql`
    select weights_version as "weightsVersion", hash_version as "hashVersion", ${lacksEvents(p.since)} as "lacksEvents",
      (select id from categories where key = ${p.category ?? null}) as "categoryId"
    from board_day_builds b where day = ${p.date}::date and switched_on_at is not null`)
  return rows[0] ?? null
}

const counts = (of: (column: string) => string) => sql.raw(COUNT_COLUMNS.map(of).join(', '))

/**
 * Recomputes the whole boards of a day from the events, the frozen inputs and the kept averages. `category` limits the
 * first difference to the entries of a category. Changes nothing.
 */
export async function replayDay(db: Db, p: { date: string; category: string | null }): Promise<Replayed | null> {
  const day = sql`${p.date}::date`
  const hashOf = (relation: string) => sql`
    (select ${contentHashOf(sql`coalesce(array_agg(hash order by chunk), array[${EMPTY_HASH}])`)} from (
      select (rank - 1) / chunk_size as chunk, ${CHUNK_HASH} as hash from ${sql.raw(relation)}, build group by 1) chunks)`
  const { replayed } = await batch(db, {
    memory: moreMemory,
    joins: joinByHash,
    replayed: sql<Replayed>`
    with build as materialized (select * from board_day_builds where day = ${day} and switched_on_at is not null),
    base as materialized (select hour as as_of, round as last_round, hour + interval '1 hour' as ends from build),
    ${REPLAYED_COUNTS},
    measures as (select group_id, averages from board_day_groups where day = ${day}),
    frozen as (select * from board_day_inputs where day = ${day}),
    -- stars and forks are not counted from events
    inputs as (
      select f.skill_id, f.category_id, f.updated_at, f.age_days, ${counts((c) => (c.startsWith('github_') ? `f.${c}` : `coalesce(c.${c}, 0) as ${c}`))}
      from frozen f left join counted c using (skill_id)
    ), ${ORDERED}, placed as (
      select *, row_number() over (order by power_score desc nulls last, rank) as power_position,
        case when category_id is not null then row_number() over (partition by group_id order by rank) end as category_rank,
        case when category_id is not null then row_number() over (partition by group_id order by power_score desc nulls last, rank) end as category_power_position,
        rank() over (partition by group_id order by power_score desc nulls last) - 1 as ahead, count(power_score) over (partition by group_id) as members
      from ordered
    ), standing as (select *, ${STANDING} from placed),
    recomputed as materialized (select rank, skill_id, category_id, ${ENTRY_LINE} as line from standing),
    kept as (
      select d.*, f.age_days, ${counts((c) => `f.${c}`)} from board_days d left join frozen f on f.skill_id = d.skill_id where d.day = ${day}
    ), stored as materialized (select rank, skill_id, category_id, ${ENTRY_LINE} as line from kept),
    differing as (
      select rank, coalesce(s.skill_id, r.skill_id) as skill_id, s.line as stored, r.line as recomputed
      from stored s full join recomputed r using (rank) where s.line is distinct from r.line
        and (${p.category}::uuid is null or ${p.category}::uuid in (s.category_id, r.category_id)) order by rank limit 1
    )
    select ${p.date}::text as id, content_hash as "contentHash", ${hashOf('stored')} as "storedHash", ${hashOf('recomputed')} as "recomputedHash",
      (select json_build_object('rank', rank, 'skill', (select slug from skills where id = skill_id), 'stored', stored, 'recomputed', recomputed)
        from differing) as "firstDifference", ${RULES_VERSIONS} as "rulesVersions"
    from build`,
  })
  return replayed[0] ?? null
}
