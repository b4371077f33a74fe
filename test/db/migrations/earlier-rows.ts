import { sql } from 'drizzle-orm'
import type { Db } from '../../../src/db/connect.ts'
import { listTables } from './catalog.ts'

export type Row = Record<string, unknown> & { id?: string }
export type Rows = Record<string, Row[]>

const at = '2025-03-04T05:06:07.123456+00:00'
const dated = { created_at: at, updated_at: at }

/** An id that shows in a failure what it stands for: a number to tell it by, within a kind of row. */
export const idOf = (kind: number, number = 1) =>
  `${kind.toString(16).padStart(8, '0')}-0000-4000-8000-${number.toString(16).padStart(12, '0')}`

const source = {
  id: idOf(1),
  name: 'Anthropic',
  type: 'github',
  base_url: 'https://example.org',
  api_url: null,
  ...dated,
}
const category = { id: idOf(2), key: 'documents', name: 'Documents', description: 'Files', sort_order: 3, ...dated }
const tag = { id: idOf(3), key: 'pdf', name: 'PDF', ...dated }

export const rawSkillRow = (p: Row = {}): Row => ({
  id: idOf(4),
  source_id: source.id,
  external_id: 'pdf',
  name_raw: 'pdf',
  description_raw: "It's a \\ text of\nseveral lines",
  category_raw: 'Docs',
  tags_raw: ['pdf', 'forms'],
  skill_url: 'https://example.org/pdf',
  github_repo: 'anthropics/skills',
  skill_path: 'skills/pdf',
  license_raw: 'MIT',
  data_json: { nested: { list: [1, null, 'é'] } },
  parse_status: 'ok',
  parse_errors: [],
  fetch_status: 'ok',
  source_revision: 'abc',
  status: 'linked',
  ...dated,
  ...p,
})

export const skillRow = (p: Row = {}): Row => ({
  id: idOf(5),
  canonical_repo: 'anthropics/skills',
  name: 'pdf-tools',
  summary: 'Fill in forms',
  description_md: '# PDF\n\nReads and writes.',
  category_id: category.id,
  skill_type: 'tool',
  spec_format: 'skillmd',
  spec_version: '1',
  capabilities: ['read'],
  trigger_hints: { any: ['pdf'] },
  negative_triggers: null,
  license: 'MIT',
  content_policy: 'full',
  license_confidence: 'high',
  status: 'active',
  last_seen_at: '2025-03-04T05:06:07+00:00',
  last_changed_at: null,
  ...dated,
  ...p,
})

export const entryRow = (p: Row = {}): Row => ({
  id: idOf(7),
  snapshot_date: '2025-03-04',
  scope: 'global',
  category_id: null,
  skill_id: idOf(5),
  rank: 1,
  score: 1.5,
  created_at: at,
  ...p,
})

export const eventRow = (p: Row = {}): Row => ({
  id: idOf(6),
  skill_id: idOf(5),
  user_id: null,
  event_type: 'use',
  session_hash: null,
  ip_hash: null,
  ua_hash: null,
  created_at: at,
  ...p,
})

/** Rows in each of the earlier system's tables; foreign keys' targets stand before what refers to them. */
export const earlierRows = (skills: Row[] = [skillRow()], more: Rows = {}): Rows => ({
  skill_sources: [source],
  categories: [category],
  tags: [tag],
  raw_skills: [
    rawSkillRow(),
    rawSkillRow({ id: idOf(4, 2), source_id: idOf(9, 9), external_id: null, skill_url: null }),
  ],
  skills,
  category_aliases: [
    { id: idOf(8), source_id: source.id, category_id: category.id, raw_category: 'Docs', ...dated },
    { id: idOf(8, 2), source_id: idOf(9, 9), category_id: idOf(9, 9), raw_category: 'gone', ...dated },
  ],
  skill_source_links: [{ skill_id: skills[0]?.id, source_id: source.id, raw_skill_id: idOf(4), created_at: at }],
  skill_tags: [{ skill_id: skills[0]?.id, tag_id: tag.id, created_at: at }],
  skill_events: [
    { id: idOf(6), skill_id: skills[0]?.id, user_id: idOf(9), event_type: 'use', session_hash: 'ab', created_at: at },
    { id: idOf(6, 2), skill_id: skills[0]?.id, event_type: 'view', ip_hash: 'cd', ua_hash: 'ef', created_at: at },
  ],
  skill_popularity: [
    { skill_id: skills[0]?.id, github_stars: 7, views_1d: 1, uses_30d: 2, popularity_score: 0.1, score_updated_at: at },
  ],
  skill_rank_snapshots: [entryRow({ skill_id: skills[0]?.id })],
  github_repo_cache: [
    { id: idOf(10), repo_full_name: 'anthropics/skills', stars: 7, license_spdx: 'MIT', etag: 'W/"1"', fetched_at: at },
  ],
  ...more,
})

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

/** Columns that a later migration has dropped or writes in another form, and a count that it begins anew. */
const GONE = {
  skills: ['search', 'search_body', 'search_text'],
  skill_popularity: ['power_rank', 'relaxed', 'percentile', 'global_rank', 'category_rank'],
  score_groups: ['members'],
  skill_search: ['keys', 'words'],
  search_terms: ['skills'],
  search_vectors: ['vector'],
  author_challenges: ['repository_id', 'owner_id'],
  used_tokens: ['repository_id'],
  author_hooks: ['repository_id'],
} as const

const without = (row: Row, names: readonly string[]): Row =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)))

/** The same on a database that has `run_days`, with a row in its new table. */
export const runDayRows = (): Rows => ({
  ...scoreCountRows(),
  job_run_days: [{ day: '2025-03-04', job: 'batch', succeeded: 144, partial: 0, failed: 0, running: 0, max_ms: 7 }],
})

/** The same on a database that has `skill_files`, with rows in its new tables. */
export function fileRows(): Rows {
  const rows = runDayRows()
  const hash = (digit: string) => `\\x${digit.repeat(64)}`
  const stored = { size: 3, crc32: 891568578, is_complete: true, created_at: at, needed_at: at }
  const folder = { digest: hash('d'), files: 1, bytes: 3, is_complete: true, findings: [] }
  const version = { id: idOf(16), skill_id: idOf(5), nth: 1, version: '1.0.0', version_key: '1', major: 1 }
  return {
    file_objects: [{ key: 'object', created_at: at }],
    files: [
      { sha256: hash('a'), ...stored },
      { sha256: hash('b'), ...stored, object_key: 'object' },
    ],
    file_chunks: [{ sha256: hash('a'), nth: 0, bytes: '\\x616263' }],
    folders: [{ ...folder, created_at: at, needed_at: at }],
    folder_files: [{ digest: folder.digest, path: 'SKILL.md', mode: '0644', size: 3, sha256: hash('a') }],
    ...rows,
    raw_skills: (rows.raw_skills ?? []).map((row) => ({ ...row, folder_digest: folder.digest, commit_sha: 'abc' })),
    skill_versions: [{ ...version, minor: 0, patch: 0, digest: folder.digest, content_policy: 'full', created_at: at }],
  }
}

/** The same on a database that has `score_bands`, with rows in it. */
export function scoreBandRows(): Rows {
  return { ...fileRows(), score_bands: [{ group_id: idOf(2), band: 40, members: 1 }] }
}

/** The same on a database that has `edge_purges`, with rows in its new tables. */
export const edgePurgeRows = (): Rows => ({
  ...gitBlobRows(),
  cache_purges: [{ skill_id: idOf(5), changed_at: at, due_at: at }],
  collection_places: [{ table_name: 'files', at, key: 'aa' }],
})

/** The same on a database that has `skill_lists`, then `skill_stars`, then `device_logins`, with rows in them. */
export const skillListRows = (): Rows => ({
  ...edgePurgeRows(),
  skill_lists: [{ id: 'a-list', skills: [idOf(5)], created_at: at }],
})
export const starRows = (): Rows => ({
  ...skillListRows(),
  skill_stars: [{ skill_id: idOf(5), username: 'somebody', created_at: at }],
})
export const deviceLoginRows = (): Rows => ({
  ...starRows(),
  device_logins: [{ id: idOf(17), device_hash: 'a', user_code_hash: 'b', expires_at: at }],
})

/** The same on a database that has `search_index`, with rows in its tables. */
export const searchIndexRows = (): Rows => ({
  ...deviceLoginRows(),
  search_terms: [{ id: '7', term: 'pdf' }],
  search_keys: [{ key: 127, skills: 1 }],
  search_words: [{ word: 'pdf', term_id: 7, skills: 1 }],
  skill_search: [{ skill_id: idOf(5), keys: [127], words: ['pdf'], limits: [] }],
  search_spaces: [{ space: 1, made_at: at, skills: 1, placed_to: null }],
  search_vectors: [{ space: 1, term_id: 7, rarity: 1, vector: [1] }],
  skill_vectors: [{ skill_id: idOf(5), space: 1, vector: [127] }],
})

/** The same on a database that has `search_positions`, with a row in it. */
export const searchPositionRows = (): Rows => ({
  ...searchIndexRows(),
  search_positions: [{ day: '2025-03-04', event_type: 'use', position: 2, events: 3 }],
})

/** The same on a database that has `search_counts`. */
export const searchCountRows = (): Rows => {
  const { search_keys: _, ...rows } = searchPositionRows()
  return { ...rows, search_counts: [{ term_id: 7, skills: [0, 0, 1] }] }
}

/** The same on a database that has `trust`, with rows in its tables. */
export const trustRows = (): Rows => ({
  ...searchCountRows(),
  scan_reports: [
    {
      digest: `\\x${'d'.repeat(64)}`,
      rule_set: 1,
      verdict: 'review',
      rules: { 'remote-code': 'review' },
      risk: { level: 'low', powers: [] },
      findings: [],
      coverage: { level: 'complete', unread: [] },
      sketch: [-7, 3],
      scanned_at: at,
      duration_ms: 2,
    },
  ],
  trust_decisions: [
    {
      id: idOf(18),
      decision: 'false_positive',
      digest: `\\x${'d'.repeat(64)}`,
      rules: ['remote-code'],
      reason: 'A quotation.',
      decided_by: 'somebody',
      decided_at: at,
    },
  ],
})

/** The same on a database that has `authors`, with rows in its tables. */
export const authorRows = (): Rows => ({
  ...trustRows(),
  oidc_issuers: [{ issuer: 'https://a.example', jwks_uri: 'https://a.example/keys', kind: 'github', created_at: at }],
  used_tokens: [{ issuer: 'https://a.example', jti: 'a', repository_id: 7, used_at: at, expires_at: at }],
  author_challenges: [
    { id: idOf(19), repository_id: 7, owner_id: 8, challenge: 'a text', created_at: at, expires_at: at },
  ],
})

/** The same on a database that has `reports`, with a row in it. */
export const reportRows = (): Rows => ({
  ...submissionRows(),
  reports: [
    {
      ...{ id: idOf(20), kind: 'spam', skill_id: idOf(5), version: '1.0.0', digest: `\\x${'d'.repeat(64)}` },
      ...{
        details: 'It sells watches.',
        sender_hash: 'e'.repeat(64),
        created_at: at,
        due_at: at,
        outcome: 'dismissed',
      },
      ...{ reason: 'It is about watches.', decided_by: 'somebody', decided_at: at },
    },
  ],
})

/** The same on a database that has `publications`, with rows in its tables. */
export const publicationRows = (): Rows => ({
  ...reportRows(),
  publications: [
    {
      ...{ id: idOf(20), issuer: 'https://a.example', repository_id: 7, owner_id: 8, repository: 'acme/kit' },
      ...{ commit_sha: 'c'.repeat(40), ref: 'refs/heads/main', workflow: 'w', run_id: '1', run_attempt: 1 },
      ...{ event: 'push', published_at: at },
    },
  ],
  version_provenance: [{ version_id: idOf(16), publication_id: idOf(20) }],
})

/** The same on a database that has `own`, with rows in its tables. */
export const ownRows = (): Rows => ({
  ...deliveryRows(),
  author_acts: [
    { id: '1', publisher_id: idOf(90), skill_id: idOf(5), act: 'hide', details: {}, repository: 'a/b', at },
  ],
  author_settings: [{ skill_id: idOf(5), homepage: 'https://a.example', updated_at: at }],
  finding_answers: [{ skill_id: idOf(5), rule: 'remote-code', answer: 'A quotation.', answered_at: at }],
  former_slugs: [{ slug: 'acme--old', skill_id: idOf(5), since: at }],
  skill_transfers: [
    {
      ...{ id: idOf(21), skill_id: idOf(5), from_publisher_id: idOf(90), to_publisher_id: idOf(90) },
      ...{ state: 'declined', offered_at: at, expires_at: at, decided_at: at },
    },
  ],
})

/** The same on a database that counts skills in `search_terms`. */
export const keptSearchPlanRows = (): Rows => {
  const { search_counts: _, ...rows } = ownRows()
  return {
    ...rows,
    search_terms: [{ id: '7', term: 'pdf', skills: [0, 0, 1] }],
    search_words: [{ id: '1', word: 'pdf', term_id: 7, skills: 1 }],
    skill_search: [{ skill_id: idOf(5), keys: [114], words: [1], limits: [] }],
  }
}

/** The same on a database that has `author_hooks`, with rows in its tables. */
export const hookRows = (): Rows => ({
  ...keptSearchPlanRows(),
  author_hooks: [
    {
      ...{
        id: idOf(22),
        repository_id: 7,
        repository: 'acme/kit',
        url: 'https://a.example/hook',
        secret: 'whsec_AAAA',
      },
      ...{ status: 'active', created_at: at },
    },
  ],
  hook_deliveries: [{ id: idOf(23), hook_id: idOf(22), origin: 'act:1', event: 'act', data: {}, created_at: at }],
})

/** The same on a database that keeps `author_events`. */
export const authorEventRows = (): Rows => ({
  ...hookRows(),
  author_events: [
    { id: idOf(24), publisher_id: idOf(90), skill_id: idOf(5), origin: 'act:1', event: 'act', data: {}, at },
  ],
})

/** The same on a database that has `proof_keys`. */
export const proofKeyRows = (): Rows => ({
  ...authorEventRows(),
  used_tokens: [{ issuer: 'https://a.example', jti: 'a', used_at: at, expires_at: at, proof_key: 'github:7/8' }],
  author_challenges: [{ id: idOf(19), challenge: 'a text', created_at: at, expires_at: at, proof_key: 'github:7/8' }],
  author_hooks: [
    {
      ...{ id: idOf(22), proof_key: 'github:7/8', repository: 'acme/kit', url: 'https://a.example/hook' },
      ...{ secret: 'whsec_AAAA', status: 'active', created_at: at },
    },
  ],
})

/** The same on a database that has `issuer_rules`. */
export const issuerRuleRows = (): Rows => ({
  ...proofKeyRows(),
  oidc_issuers: [
    { issuer: 'https://a.example', jwks_uri: 'https://a.example/keys', kind: 'a', rules: {}, created_at: at },
  ],
})

/** The same on a database that counts the skills of a term in two numbers. */
export const termCountRows = (): Rows => ({
  ...issuerRuleRows(),
  search_terms: [{ id: '7', term: 'pdf', skills: 1, strong: 0, levels: 4 }],
})

/** Inserts rows as they are; a column that a row leaves out gets its default. */
export async function insertRows(db: Db, rows: Rows): Promise<void> {
  const inserts = Object.entries(rows).flatMap(([table, list]) =>
    list.map((row) => {
      const columns = sql.join(
        Object.keys(row).map((name) => sql.identifier(name)),
        sql`, `,
      )
      return db.execute(sql`insert into ${sql.identifier(table)} (${columns}) overriding system value
        select ${columns} from jsonb_populate_record(null::${sql.identifier(table)}, ${JSON.stringify(row)}::jsonb)`)
    }),
  )
  const [first, ...others] = inserts
  if (first) await db.batch([first, ...others])
}

/** All rows of all tables, with every column that there is. */
export async function readRows(db: Db): Promise<Rows> {
  const tables = await listTables(db)
  const found: Rows = {}
  for (const table of tables) {
    const { rows } = await db.execute(sql`select to_jsonb(t) as row from ${sql.identifier(table)} t`)
    found[table] = rows.map((row) => row.row as Row)
  }
  return found
}

/** What `search_terms` counts. */
const GONE_TABLES = ['search_keys', 'search_counts']

/**
 * The rows as texts that two databases can be compared by: only the tables and columns that `like` has, times in
 * milliseconds (some are text in the earlier system), in one order. What is gone stays away.
 */
export function comparable(rows: Rows, like: Rows): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(like)
      .filter(([table]) => !GONE_TABLES.includes(table))
      .map(([table, list]) => {
        const gone: readonly string[] = Object.entries(GONE).find(([name]) => name === table)?.[1] ?? []
        const names = Object.keys(list[0] ?? {}).filter((name) => !gone.includes(name))
        const lines = (rows[table] ?? []).map((row) =>
          JSON.stringify(names.map((name) => [name, plain(name, row[name])])),
        )
        return [table, lines.sort()]
      }),
  )
}

const plain = (name: string, value: unknown) =>
  name.endsWith('_at') && typeof value === 'string' ? Date.parse(value) : value

/** The same on a database that has `git_blobs`, with a row in it. */
export function gitBlobRows(): Rows {
  return { ...scoreBandRows(), git_blobs: [{ id: `\\x${'c'.repeat(40)}`, sha256: `\\x${'a'.repeat(64)}` }] }
}

/** The same on a database that has `submissions`, with a row in it. */
export const submissionRows = (): Rows => ({
  ...authorRows(),
  submissions: [{ repo: 'acme/kit', claimed_until: at, submitted_at: at, outcome: 'accepted' }],
})

/** The same on a database that has `github_deliveries`, with a row in it. */
export const deliveryRows = (): Rows => ({
  ...publicationRows(),
  github_deliveries: [{ id: idOf(21), received_at: at }],
})
