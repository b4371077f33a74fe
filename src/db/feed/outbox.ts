import { type SQL, sql } from 'drizzle-orm'
import { type FieldType, type Kind, PROJECTIONS, TOMBSTONE } from '../../domain/feed/publication.ts'
import { textIsWithheld } from '../trust/text-withheld.ts'

type Publication<K extends Kind> = {
  /** The table whose rows are published, and its key. */
  table: string
  key: string
  /** Joins to other tables that a row `x` needs. */
  joins?: string
  /** True if `x` is public. Otherwise it is published as a tombstone. */
  isPublished: string
  /** An expression over `x` for each published field. */
  values: Record<keyof (typeof PROJECTIONS)[K]['fields'], string>
}

/** The columns of the popularity that are published, beside its key. */
const POPULARITY = {
  stars: 'github_stars',
  forks: 'github_forks',
  views_1d: 'views_1d',
  views_7d: 'views_7d',
  views_30d: 'views_30d',
  uses_1d: 'uses_1d',
  uses_7d: 'uses_7d',
  uses_30d: 'uses_30d',
  favorites_total: 'favorites_total',
  score: 'popularity_score',
} as const

/** The columns that a write of popularity must return from its row `p` for `enqueueRows`. */
export const POPULARITY_ROW = sql.raw(['skill_id', ...Object.values(POPULARITY)].map((c) => `p.${c}`).join(', '))

const same = <F extends string>(...fields: F[]) =>
  Object.fromEntries(fields.map((field) => [field, `x.${field}`])) as Record<F, string>

/** The newest day whose boards readers can see. */
const NEWEST_DAY = '(select max(day) from board_day_builds where switched_on_at is not null)'

const PUBLICATIONS: { [K in Kind]: Publication<K> } = {
  category: {
    table: 'categories',
    key: 'id',
    isPublished: 'x.is_active',
    values: same('key', 'name', 'description', 'sort_order'),
  },
  tag: {
    table: 'tags',
    key: 'id',
    // A tag that only drafts have is not public yet.
    isPublished: `exists (select from skill_tags st join skills s on s.id = st.skill_id where st.tag_id = x.id and s.status = 'active')`,
    values: same('key', 'name'),
  },
  skill: {
    table: 'skills',
    key: 'id',
    joins: 'left join categories c on c.id = x.category_id',
    isPublished: `x.status = 'active'`,
    values: {
      ...same('slug', 'name', 'owner', 'summary', 'license', 'license_confidence', 'content_policy'),
      ...same('canonical_repo', 'skill_path', 'skill_type', 'spec_format', 'spec_version', 'content_hash'),
      duplicate_of: '(select o.slug from skills o where o.id = x.duplicate_of)',
      ...same('verdict', 'risk', 'vanished_at', 'created_at', 'updated_at', 'last_changed_at'),
      category: 'c.key',
      tags: `array(select t.key from skill_tags st join tags t on t.id = st.tag_id where st.skill_id = x.id order by t.key collate "C")`,
    },
  },
  document: {
    table: 'skills',
    key: 'id',
    isPublished: `x.status = 'active' and x.vanished_at is null and x.content_policy = 'full' and x.description_md is not null and not ${textIsWithheld('x.id')}`,
    values: same('description_md', 'content_hash', 'license'),
  },
  version: {
    table: 'skill_versions',
    key: 'id',
    joins: 'left join skills s on s.id = x.skill_id left join folders f on f.digest = x.digest',
    isPublished: `s.status = 'active' and x.held is distinct from 'malicious'`,
    values: {
      skill: 's.slug',
      digest: `'sha256:' || encode(x.digest, 'hex')`,
      is_complete: 'f.is_complete',
      commit: 'x.commit_sha',
      ...same('version', 'license', 'content_policy', 'created_at', 'yanked_at', 'yank_reason', 'verdict', 'risk'),
      is_held: 'x.held is not null',
      manifest: 'x.digest',
    },
  },
  popularity: {
    table: 'skill_popularity',
    key: 'skill_id',
    joins: 'left join skills s on s.id = x.skill_id',
    isPublished: `s.status = 'active'`,
    values: Object.fromEntries(
      Object.entries(POPULARITY).map(([field, column]) => [field, `x.${column}`]),
    ) as Publication<'popularity'>['values'],
  },
  tier: {
    table: 'skills',
    key: 'id',
    joins: `left join board_days b on b.skill_id = x.id and b.day = ${NEWEST_DAY}`,
    isPublished: `x.status = 'active' and b.power_rank is not null`,
    values: { power_rank: 'b.power_rank', relaxed: 'b.relaxed' },
  },
}

/** Writes a field as RFC 8785 does: the same bytes that TypeScript hashes. Decimals are limited to plain notation. */
const CANONICAL: Record<FieldType, (value: string) => string> = {
  text: (value) => `coalesce(to_json(${value})::text, 'null')`,
  texts: (value) =>
    `'[' || (select coalesce(string_agg(to_json(item)::text, ',' order by nth), '') from unnest(${value}) with ordinality u(item, nth)) || ']'`,
  files: (digest) =>
    `'[' || (select coalesce(string_agg(concat('{"mode":"', mode, '","path":', to_json(path), ',"sha256":"', encode(sha256, 'hex'), '","size":', size, '}'), ',' order by path), '')
      from folder_files where digest = ${digest}) || ']'`,
  time: (value) =>
    `coalesce('"' || to_char(${value} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '"', 'null')`,
  integer: (value) => `coalesce((${value})::text, 'null')`,
  boolean: (value) => `coalesce((${value})::text, 'null')`,
  decimal: (value) =>
    `coalesce(case when abs(${value}) < 1e15 then trim_scale(round((${value})::numeric, 4))::text end, 'null')`,
}

function canonicalBody(kind: Kind): string {
  const values: Record<string, string> = PUBLICATIONS[kind].values
  const fields = Object.entries<FieldType>(PROJECTIONS[kind].fields).sort(([a], [b]) => (a < b ? -1 : 1))
  const parts = fields.map(
    ([name, type], i) => `'${i === 0 ? '{' : ','}"${name}":', ${CANONICAL[type](values[name] ?? 'null')}`,
  )
  return `concat(${parts.join(', ')}, '}')`
}

/**
 * A query of the published form of `rows` (rows of the kind's table): source_id, body (canonical JSON), payload_hash and
 * deleted. `sourceId` is the expression for the id, for rows that may be gone and have NULL in all their own columns.
 */
function projectRows(kind: Kind, rows: SQL, sourceId = `x.${PUBLICATIONS[kind].key}`): SQL {
  const { joins = '', isPublished } = PUBLICATIONS[kind]
  return sql`
    select source_id, body, encode(sha256(convert_to(body, 'UTF8')), 'hex') as payload_hash, not is_published as deleted from (
      select source_id, is_published, case when is_published then ${sql.raw(canonicalBody(kind))} else '${sql.raw(TOMBSTONE)}' end as body
      from (${rows}) x ${sql.raw(joins)}
        cross join lateral (select ${sql.raw(sourceId)} as source_id, (${sql.raw(isPublished)}) is true as is_published) d
      offset 0) projected`
}

/** A statement that enqueues rows as a write has left them, for writes where only the write itself knows which rows these are. */
export const enqueueRows = (kind: Kind, rows: SQL): SQL => enqueueProjected(kind, projectRows(kind, rows))

/** A statement that enqueues the rows of `projectRows` or `projectTouched`. */
export const enqueueProjected = (kind: Kind, projected: SQL): SQL => sql`
  insert into publish_outbox (kind, source_id, payload, payload_hash, schema_version, deleted)
  select ${sql.raw(`'${kind}'`)}, source_id, body::json, payload_hash, ${sql.raw(String(PROJECTIONS[kind].schemaVersion))}, deleted
  from (${projected}) p`

/** The table of a kind, and its key. */
export const tableOf = (kind: Kind): { table: SQL; key: SQL } => {
  const { table, key } = PUBLICATIONS[kind]
  return { table: sql.raw(table), key: sql.raw(key) }
}

/** As `projectRows`, for the current rows of `ids` (a query of id). An id without a row becomes a tombstone. */
export function projectTouched(kind: Kind, ids: SQL): SQL {
  const { table, key } = tableOf(kind)
  const rows = sql`select touched.id as touched_id, r.* from (${ids}) touched left join ${table} r on r.${key} = touched.id`
  return projectRows(kind, rows, 'x.touched_id')
}

/**
 * A statement that enqueues the current state of `ids` (a query of id). Run it after the writes of the same transaction,
 * under `lockCatalogue`, or `lockPopularity` for popularity. A new skill's popularity needs no lock.
 */
export const enqueueTouched = (kind: Kind, ids: SQL): SQL => enqueueProjected(kind, projectTouched(kind, ids))

/** The things of one kind (a query of id) that a change has touched. */
export type Announcement = { kind: Kind; ids: SQL }

const REMEMBERED = 'feed.tags'

const remembered = sql`nullif(current_setting('${sql.raw(REMEMBERED)}', true), '')`

/** A statement that remembers lost tags (a query of id) until the end of the transaction, for `touchedSkills`. */
export const rememberTags = (ids: SQL): SQL =>
  sql`select set_config('${sql.raw(REMEMBERED)}', concat_ws(',', ${remembered}, (select string_agg(id::text, ',') from (${ids}) r)), true) is null`

/** The tags that skills have, and those that they have lost in this transaction. */
const tagsOf = (ids: SQL): SQL => sql`
  select tag_id as id from skill_tags where skill_id in (${ids})
  union select unnest(string_to_array(${remembered}, ','))::uuid`

/**
 * Announces skills (a query of id) that a change has touched: their tags, including lost ones, the skills and their texts.
 * Needs `lockCatalogue`. If skills may become public or stop being so, add `touchedStanding`.
 */
export const touchedSkills = (ids: SQL): Announcement[] => [
  { kind: 'tag', ids: tagsOf(ids) },
  { kind: 'skill', ids },
  { kind: 'document', ids },
]

/**
 * Announces skills (a query of id) that may become public or stop being so: their versions, their popularity, and their tiers if
 * the newest day's board has them. Needs both locks, except for new skills.
 */
export const touchedStanding = (ids: SQL): Announcement[] => [
  { kind: 'version', ids: sql`select id from skill_versions where skill_id in (${ids})` },
  { kind: 'popularity', ids },
  {
    kind: 'tier',
    ids: sql`select d.skill_id as id from board_days d where d.day = ${sql.raw(NEWEST_DAY)} and d.skill_id in (${ids})`,
  },
]
