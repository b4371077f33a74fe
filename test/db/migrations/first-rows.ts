import { sql } from 'drizzle-orm'
import type { Db } from '../../../src/db/connect.ts'
import { earlierRows, entryRow, eventRow, skillRow, source } from './alembic-rows.ts'
import { at, dated, GONE, idOf, type Rows, without } from './rows.ts'

/** The same on a database that has `0002_catalogue`: what is mandatory since, and rows in the tables that are new. */
export function catalogueRows(): Rows {
  const board = { id: idOf(11), snapshot_date: '2025-03-04', scope: 'global', generated_at: at, total: 1 }
  const skill = skillRow({ owner: 'anthropics', slug: 'anthropics--pdf-tools' })
  return {
    rank_snapshots: [board],
    ...earlierRows([skill], { skill_rank_snapshots: [entryRow({ snapshot_id: board.id })] }),
    job_leases: [{ key: 'script:x:y', holder: 'h', token: 1, acquired_at: at, expires_at: at }],
    job_runs: [
      {
        run_id: '20260210T143001Z-8f1c',
        job: 'x',
        scope: '',
        trigger: 'cron',
        status: 'ok',
        started_at: at,
        counts: {},
        errors: [],
      },
    ],
    migration_notes: [
      { migration: '0002_catalogue', table_name: 'skills', column_name: 'last_seen_at', created_at: at },
    ],
  }
}

/** The same on a database that has `0003_events`, with rows in its new tables. */
export function eventRows(): Rows {
  const site = { id: idOf(12), key: 'shop', name: 'Shop', status: 'active', secret_hash: 'x', ...dated }
  const skill_id = idOf(5)
  const { skill_events = [], ...others } = catalogueRows()
  return {
    sites: [{ ...site, allowed_origins: ['https://shop.example'], daily_quota: 7 }],
    site_days: [{ site_id: site.id, day: '2025-03-04', received: 2 }],
    ...others,
    skill_events: [
      ...skill_events,
      eventRow({ id: idOf(6, 3), event_id: 'e1', site_id: site.id }),
      eventRow({ id: idOf(6, 4), event_id: 'e1', excluded_reason: 'repeat_in_day' }),
    ],
    skill_event_hours: [
      { skill_id, hour: '2025-03-04T05:00:00Z', event_type: 'use', outcome: 'counted', events: 3, anonymous: 2 },
    ],
    skill_favorites: [{ skill_id, actor: 'ab', favorite: true, changed_at: at }],
    raw_events: [
      { site_id: site.id, payload: { event_id: 'e1' }, ip_hash: 'i', is_bot: true, received_at: at, normalized: true },
      { payload: 'x', is_bot: false, received_at: at, normalized: false, dropped_reason: 'invalid_payload_json' },
      {
        payload: {},
        is_bot: false,
        received_at: at,
        normalized: false,
        retry_count: 2,
        next_retry_at: at,
        last_error: 'y',
      },
    ].map((row) => ({ retry_count: 0, ...row })),
    raw_event_days: [
      { day: '2025-03-04', site_id: site.id, outcome: 'normalized', events: 1 },
      { day: '2025-03-04', site_id: null, outcome: 'invalid_payload_json', events: 1 },
    ],
  }
}

/** The same on a database that has `0004_ranking`, with rows in its new tables and two builds of one board. */
export function rankingRows(): Rows {
  const rows = eventRows()
  const [board] = rows.rank_snapshots ?? []
  const made = { hour: '2025-03-04T05:00:00Z', round: 2, weights_version: 1 }
  const stats = { stars: 7, forks: 0, uses_30d: 2, views_30d: 0, favorites: 0, use_rate: 1, freshness: 0.5 }
  const placed = { power_score: 1000, power_rank: 'S1', percentile: 0 }
  return {
    ...rows,
    rank_snapshots: [
      { ...board, ...made },
      { ...board, ...made, id: idOf(11, 2), superseded_at: at },
    ],
    skill_popularity: (rows.skill_popularity ?? []).map((row) => ({
      ...row,
      ...placed,
      stats_payload: stats,
      relaxed: true,
      global_rank: 1,
      category_rank: 1,
      last_fetched_at: at,
      last_scored_at: at,
    })),
    skill_rank_snapshots: (rows.skill_rank_snapshots ?? []).flatMap((row) => [
      { ...row, ...placed, power_position: 1, inputs: { stars: 7 } },
      { ...row, ...placed, power_position: 1, id: idOf(7, 2), snapshot_id: idOf(11, 2) },
    ]),
    skill_events: (rows.skill_events ?? []).map((row) => ({ ...row, round: 1 })),
    popularity_changes: [{ round: 2, skill_id: idOf(5), hour: '2025-03-04T05:00:00Z', event_type: 'use', events: 1 }],
    popularity_state: [{ singleton: true, hour: '2025-03-04T05:00:00Z', round: 1 }],
    score_groups: [{ group_id: idOf(2), members: 1, averages: { stars: 2.0 }, weights_version: 1, scored_at: at }],
  }
}

/** The same on a database that has `0006_feed`, with rows in its new tables; of the feed's state there is one row from the first. */
export function feedRows(): Rows {
  const skill = { kind: 'skill', source_id: idOf(5), payload_hash: 'a'.repeat(64), schema_version: 1 }
  const tag = { kind: 'tag', source_id: idOf(3), payload_hash: 'b'.repeat(64), schema_version: 1 }
  return {
    ...rankingRows(),
    publish_outbox: [
      { ...skill, payload: { name: 'pdf-tools' }, deleted: false, enqueued_at: at },
      { ...tag, payload: null, deleted: true, enqueued_at: at, processed_at: at },
    ],
    published_items: [
      { ...skill, seq: 1, outbox_id: 1, payload: { name: 'pdf' }, size: 14, deleted: false, published_at: at },
      { ...tag, seq: null, outbox_id: 2, payload: {}, size: 2, deleted: true, published_at: at },
    ],
  }
}

/** The same on a database that has `0007_admin`, with rows in its new tables. */
export const adminRows = (): Rows => ({
  ...feedRows(),
  admin_users: [
    { id: idOf(13), username: 'ada', password_hash: 'x', role: 'admin', status: 'active', token_version: 2, ...dated },
  ],
  login_attempts: [{ account_hash: 'c'.repeat(64), ip_hash: 'd'.repeat(64), attempted_at: at }],
  audit_log: [
    {
      at,
      actor: 'ada',
      action: 'skill.update',
      target_type: 'skill',
      target_id: idOf(5),
      before: { name: 'a' },
      after: { name: 'b' },
    },
  ],
})

/** The same on a database that has `0008_improvements`, with rows in its new table. */
export function improvementRows(): Rows {
  const rows = adminRows()
  const improvement = {
    skill_id: idOf(5),
    note: 'Shorter.',
    recorded_by: 'ada',
    recorded_at: at,
    hour: '2025-03-04T05:00:00Z',
    baseline: { hours: 336, uses: 1, views: 2, use_rate: 0.333333 },
  }
  return {
    ...rows,
    skill_sources: (rows.skill_sources ?? []).map((row) => ({ ...row, reward_points: 10 })),
    skill_improvements: [
      { ...improvement, id: idOf(14), kind: 'content', points: 0 },
      {
        ...improvement,
        id: idOf(14, 2),
        source_id: source.id,
        kind: 'examples',
        post: { hours: 336, uses: 8, views: 2, use_rate: 0.8 },
        delta: { uses: 7 },
        verdict: 'improved',
        evaluated_at: at,
        points: 10,
      },
    ],
  }
}

/** The same on a database that has `0011_login_addresses`, with rows in its new table. */
export const loginRows = (): Rows => ({
  ...improvementRows(),
  login_addresses: [{ ip_hash: 'd'.repeat(64), account_hash: 'c'.repeat(64), last_login_at: at, turn_at: at }],
})

/** The same on a database that has `0012_publishers`, with a publisher of the skill. */
export function publisherRows(): Rows {
  const publisher = { kind: 'local', name: 'acme', handle: 'acme', slug_part: 'acme', created_at: at, updated_at: at }
  return {
    publishers: [{ id: idOf(90), ...publisher }],
    ...loginRows(),
  }
}

/** The same on a database that has `0016_counting_rules`, with rows in its new tables. */
export const countingRows = (): Rows => ({
  ...publisherRows(),
  address_days: [{ address_hash: 'e'.repeat(64), day: '2025-03-04', events: 100 }],
  address_skill_days: [{ address_hash: 'e'.repeat(64), day: '2025-03-04', skill_id: idOf(5), actors: 3 }],
})

/** The same on a database that has `live_search_budgets`, with rows in its new tables. */
export const liveSearchRows = (): Rows => ({
  ...countingRows(),
  live_lookups: [{ place: 'acme/kit', claimed_until: at, updated_at: at }],
  live_spending: [{ kind: 'requests', starts_at: at, used: 5 }],
})

/** The same on a database that has `unfinished_changes`, with a row in it. */
export const unfinishedRows = (): Rows => ({
  ...liveSearchRows(),
  unfinished_changes: [{ subject: 'a hash', action: 'skill.refold', started_at: at }],
})

/** The same on a database that has `partitions`, with a row in its new table. */
export const partitionRows = (): Rows => ({
  ...unfinishedRows(),
  event_keys: [{ key: idOf(15), period: '2025-02-11' }],
})

/** The same on a database that has `board_days`, with rows in its new tables. */
export function boardDayRows(): Rows {
  const day = '2025-03-04'
  const place = { day, rank: 1, skill_id: idOf(5), category_id: idOf(2), score: 2.5, power_score: 1000 }
  const counts = { github_stars: 1, github_forks: 0, uses_30d: 2, views_30d: 3, favorites_total: 0 }
  return {
    ...partitionRows(),
    board_day_builds: [
      {
        ...{ day, frozen_at: at, run_id: 'run', hour: '2025-03-04T23:00:00Z', round: 1, weights_version: 1, total: 1 },
        ...{ chunk_size: 100, chunk_hashes: ['f'.repeat(64)], hash_version: 1, content_hash: 'f'.repeat(64) },
        ...{ switched_on_at: at, announced: 100, completed_at: at },
      },
    ],
    board_day_groups: [{ day, group_id: idOf(2), total: 1, members: 1, averages: { stars: 2.0 } }],
    board_day_inputs: [{ ...place, updated_at: at, ...counts, age_days: 3 }],
    board_days: [{ ...place, power_position: 1, category_rank: 1, category_power_position: 1 }],
  }
}

/** Makes the partitions of a day that the rows of `boardDayRows` need. */
export const makeBoardDay = (db: Db) =>
  db.execute(sql`
    select make_partitions(parent, '2025-03-04', '2025-03-04', interval '1 day') from (values ('board_days'::regclass), ('board_day_inputs')) t(parent)`)

/** The same on a database that has the places of skills, with rows in its new tables. */
export function scoreCountRows(): Rows {
  const rows = boardDayRows()
  const key = { power_order: 1000, score: 0.1, changed_at: at, tie: idOf(12) }
  return {
    ...rows,
    skill_popularity: (rows.skill_popularity ?? []).map((row) => ({
      ...without(row, GONE.skill_popularity),
      ...{ listed: true, category_id: idOf(2), changed_at: at, placed_score: 0.1 },
    })),
    score_groups: (rows.score_groups ?? []).map((row) => ({ ...row, sums: { stars: 2 } })),
    score_counts: [{ group_id: idOf(2), power_score: 1000, members: 1 }],
    score_state: [{ singleton: true, day: '2025-03-04', after_id: idOf(5) }],
    board_buckets: [{ id: '1', board_id: idOf(2), by: 'power', ...key, members: 1 }],
  }
}
