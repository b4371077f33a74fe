import { sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { gradedBy, IS_NUMBER, NO_CATEGORY } from './grading.ts'
import { COUNTED_COLUMNS, POPULARITY_SCORE } from './popularity-counts.ts'
import { BOARD_ORDER } from './rankings.ts'
import { lacksEvents, REPLAYED_COUNTS, RULES_VERSIONS } from './replayed-counts.ts'
import { CONTENT_HASH, EMPTY_HASH, ENTRY_LINE } from './snapshots.ts'

/** The current board of a day, and the data to recompute it from. */
export type Build = {
  id: string
  /** `global`, or the key of its category. */
  board: string
  weightsVersion: number | null
  total: number
  kept: number
  /** The global build over the same events. Its entries hold the inputs; `kept` of `total` are still stored. */
  base: { id: string; total: number; kept: number } | null
  /** It stores up to which hour and round it counted events. */
  hasCutoff: boolean
  /** Some events that the replay needs are deleted. */
  lacksEvents: boolean
}

/** The current builds of a UTC date, of all boards or one. `since` is the time from which all events are stored. */
export async function listBuilds(
  db: Db,
  p: { date: string; board?: string | undefined; since: string | null },
): Promise<Build[]> {
  const { rows } = await db.execute<Build>(sql`
    with builds as (
      select r.*, coalesce(c.key, r.category_id::text, 'global') as board from rank_snapshots r left join categories c on c.id = r.category_id
      where snapshot_date = ${p.date}::date and superseded_at is null
    )
    select b.id, board, weights_version as "weightsVersion", total, hour is not null and round is not null as "hasCutoff",
      (select count(*) from skill_rank_snapshots e where e.snapshot_id = b.id)::int as kept,
      (select json_build_object('id', g.id, 'total', g.total, 'kept',
          (select count(*) from skill_rank_snapshots e where e.snapshot_id = g.id and inputs is not null))
        from rank_snapshots g
        where g.snapshot_date = b.snapshot_date and g.scope = 'global' and g.hour = b.hour and g.round = b.round
        order by g.id = b.id desc, g.run_id is not distinct from b.run_id desc, g.superseded_at desc nulls first limit 1) as base,
      ${lacksEvents(p.since)} as "lacksEvents"
    from builds b where ${p.board ? sql`board = ${p.board}` : sql`true`} order by scope desc, board`)
  return rows
}

/** The hash that a board was published with, beside the hashes of its stored and its recomputed entries. */
export type Replayed = {
  id: string
  contentHash: string | null
  storedHash: string
  recomputedHash: string
  /** The versions of the counting rules under which its views and uses were counted. Each counts as it was counted then. */
  rulesVersions: number[]
  /** The first place whose stored and recomputed entries differ; null for an entry that one side lacks. */
  firstDifference: { rank: number; skill: string | null; stored: string | null; recomputed: string | null } | null
}

/** Recomputes boards from the events and inputs of their base, by the SQL that built them. Changes nothing. */
export async function replayBoards(db: Db, p: { base: string; boards: readonly string[] }): Promise<Replayed[]> {
  const { rows } = await db.execute<Replayed>(sql`
    with base as materialized (
      select id as base_id, hour as as_of, round as last_round, hour + interval '1 hour' as ends, averages from rank_snapshots where id = ${p.base}::uuid
    ), ${REPLAYED_COUNTS},
    known as (
      select e.skill_id, (inputs->>'category_id')::uuid as category_id, (inputs->>'stars')::int as github_stars,
        (inputs->>'forks')::int as github_forks, (inputs->>'age_days')::int as age_days, (inputs->>'updated_at')::timestamptz as updated_at,
        ${sql.raw(COUNTED_COLUMNS.map((c) => `coalesce(c.${c}, 0) as ${c}`).join(', '))}
      from base join skill_rank_snapshots e on e.snapshot_id = base_id left join counted c on c.skill_id = e.skill_id
    ), popular as (select *, ${POPULARITY_SCORE()} as popularity_score from known),
    inputs as (
      select p.*, coalesce(category_id, ${NO_CATEGORY}) as group_id, ${IS_NUMBER('p.')} as is_number from popular p
    ), ${gradedBy(sql`select averages from base`)},
    boards as (select id as board, category_id as board_category, content_hash from rank_snapshots where id = any(${`{${p.boards.join(',')}}`}::uuid[])),
    stored as materialized (select *, snapshot_id as board, ${ENTRY_LINE} as line from skill_rank_snapshots where snapshot_id in (select board from boards)),
    ranked_again as (
      select board, i.skill_id, i.popularity_score as score, g.power_score, g.power_rank, g.percentile,
        row_number() over (partition by board order by ${BOARD_ORDER})::int as rank
      from boards join (select * from inputs) i on board_category is null or board_category = i.category_id left join graded g using (skill_id)
    ), recomputed as materialized (select *, ${ENTRY_LINE} as line from ranked_again),
    differing as (
      select distinct on (board) board, rank, coalesce(s.skill_id, r.skill_id) as skill_id, s.line as stored, r.line as recomputed
      from stored s full join recomputed r using (board, rank) where s.line is distinct from r.line order by board, rank, s.line
    )
    select board as id, content_hash as "contentHash",
      coalesce((select ${CONTENT_HASH} from stored s where s.board = b.board), ${EMPTY_HASH}) as "storedHash",
      coalesce((select ${CONTENT_HASH} from recomputed r where r.board = b.board), ${EMPTY_HASH}) as "recomputedHash",
      (select json_build_object('rank', rank, 'skill', (select slug from skills where id = skill_id), 'stored', stored, 'recomputed', recomputed)
        from differing d where d.board = b.board) as "firstDifference",
      ${RULES_VERSIONS} as "rulesVersions"
    from boards b`)
  return rows
}
