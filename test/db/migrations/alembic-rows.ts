import { at, dated, idOf, type Row, type Rows } from './rows.ts'

export const source = {
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
