import { getTableColumns, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import {
  adminUsers,
  categories,
  categoryAliases,
  deviceLogins,
  rawSkills,
  reports,
  sites,
  skillImprovements,
  skillSources,
  skills,
  skillTransfers,
  skillVersions,
  tags,
  trustDecisions,
} from '../../../drizzle/schema.ts'
import { rfc3339 } from '../json.ts'

/** Who makes a change: the name of a user or operator, and the request's id. The `actor` of an event is a visitor. */
export type Editor = { name: string; requestId: string | null }

type Audited = {
  /** The target type in the log, if it differs from the name here. */
  as?: string
  table: PgTable
  /** The logged fields of a row `x`, as jsonb. Never a secret, at most its fingerprint. */
  body: SQL
}

/** A row `x` as jsonb, without `updated_at` and the columns in `except`. Times look as in every other answer. */
function rowOf(table: PgTable, ...except: string[]): SQL {
  const hidden = ['updated_at', ...except]
  const times = Object.values(getTableColumns(table))
    .filter((column) => column.getSQLType() === 'timestamp with time zone' && !hidden.includes(column.name))
    .map(({ name }) => sql`${sql.raw(`'${name}'`)}, ${rfc3339(`x.${name}`)}`)
  const row = sql`(to_jsonb(x) || jsonb_build_object(${sql.join(times, sql`, `)}))`
  return sql`(${row} - ${sql.raw(`'{${hidden.join(',')}}'::text[]`)})`
}

const TAGS_OF_X = sql`jsonb_build_object('tags', (
  select coalesce(jsonb_agg(t.key order by t.key), '[]') from skill_tags st join tags t on t.id = st.tag_id where st.skill_id = x.id))`

/** Shows that a secret changed, and nothing else: eight digits of a hash of its hash. */
const fingerprint = (of: 'password' | 'secret') =>
  sql.raw(`jsonb_build_object('${of}_fingerprint', left(encode(sha256(convert_to(x.${of}_hash, 'UTF8')), 'hex'), 8))`)

const AUDITED = {
  skill: {
    table: skills,
    body: sql`${rowOf(skills, 'search_tags', 'card', 'last_seen_at')} || ${TAGS_OF_X}`,
  },
  // For acts that change thousands of skills: only what they change, as all the texts would not fit into memory.
  skill_category: { as: 'skill', table: skills, body: sql`jsonb_build_object('category_id', x.category_id)` },
  skill_tags: { as: 'skill', table: skills, body: TAGS_OF_X },
  skill_status: {
    as: 'skill',
    table: skills,
    body: sql`jsonb_build_object('status', x.status, 'vanished_at', ${rfc3339('x.vanished_at')})`,
  },
  skill_version: {
    table: skillVersions,
    body: sql`jsonb_build_object('skill_id', x.skill_id, 'version', x.version, 'digest', encode(x.digest, 'hex'), 'content_policy', x.content_policy, 'yanked_at', ${rfc3339('x.yanked_at')}, 'yank_reason', x.yank_reason,
      'unyank_reason', case when x.yanked_at is null then x.yank_history -> -1 ->> 'reason' end)`,
  },
  raw_skill: {
    table: rawSkills,
    // Without the bytes, as the hash shows whether they changed.
    body: sql`jsonb_build_object('status', x.status, 'file_hash', x.content_hash, 'folder_digest', encode(x.folder_digest, 'hex'), 'review_reason', x.review_reason,
      'reviewed_by', x.reviewed_by, 'reviewed_at', ${rfc3339('x.reviewed_at')}, 'parse_status', x.parse_status,
      'parse_errors', x.parse_errors, 'name_raw', x.name_raw, 'description_raw', x.description_raw,
      'category_raw', x.category_raw, 'license_raw', x.license_raw, 'tags_raw', x.tags_raw, 'data_json', x.data_json)`,
  },
  trust_decision: {
    table: trustDecisions,
    body: sql`jsonb_build_object('decision', x.decision, 'digest', encode(x.digest, 'hex'), 'skill_id', x.skill_id, 'rules', x.rules, 'reason', x.reason,
      'revoked_at', ${rfc3339('x.revoked_at')}, 'revoke_reason', x.revoke_reason)`,
  },
  report: {
    table: reports,
    body: sql`jsonb_build_object('kind', x.kind, 'skill_id', x.skill_id, 'version', x.version, 'outcome', x.outcome, 'reason', x.reason, 'decision_id', x.decision_id)`,
  },
  source: { table: skillSources, body: rowOf(skillSources) },
  category: { table: categories, body: rowOf(categories) },
  tag: { table: tags, body: rowOf(tags) },
  category_alias: { table: categoryAliases, body: rowOf(categoryAliases) },
  user: {
    table: adminUsers,
    body: sql`${rowOf(adminUsers, 'password_hash', 'last_login_at')} || ${fingerprint('password')}`,
  },
  // Who may act in whose name; never a code.
  device_login: { table: deviceLogins, body: sql`jsonb_build_object('approved_by', x.account ->> 'username')` },
  improvement: { table: skillImprovements, body: rowOf(skillImprovements) },
  skill_transfer: { table: skillTransfers, body: rowOf(skillTransfers) },
  site: { table: sites, body: sql`${rowOf(sites, 'secret_hash')} || ${fingerprint('secret')}` },
} as const satisfies Record<string, Audited>

export type AuditedType = keyof typeof AUDITED

const settingOf = (type: AuditedType) => `audit.${type}`

const remembered = (type: AuditedType): SQL =>
  sql.raw(`coalesce(nullif(current_setting('${settingOf(type)}', true), ''), '{}')::jsonb`)

function statesOf(type: AuditedType, ids: SQL): SQL {
  const { table, body } = AUDITED[type]
  return sql`select x.id::text as id, ${body} as body from ${table} x where x.id in (${ids})`
}

/**
 * A statement that remembers things (a query of id) until the end of its transaction, as they are before a write. It
 * locks them, so nobody else changes them meanwhile.
 */
export const rememberBefore = (type: AuditedType, ids: SQL): SQL => sql`
  select set_config('${sql.raw(settingOf(type))}', coalesce((
    select jsonb_object_agg(id, body)::text from (${statesOf(type, ids)} for no key update of x) s), '{}'), true) is null`

/** The things that `rememberBefore` found in this transaction, as a query of id. */
export const rememberedIds = (type: AuditedType): SQL =>
  sql`select k::uuid as id from jsonb_object_keys(${remembered(type)}) k`

/**
 * A statement that records how things (a query of id) have changed since `rememberBefore` in the same batch: the fields
 * that differ, or all fields of a new or deleted thing. Things that were not remembered are new.
 */
export const recordChanges = (editor: Editor, action: string, type: AuditedType, ids: SQL): SQL => sql`
  insert into audit_log (at, actor, action, target_type, target_id, before, after, request_id)
  select now(), left(${editor.name}, 120), ${action}, ${logged(type)}, coalesce(b.id, a.id), ${differing('b', 'a')}, ${differing('a', 'b')}, ${editor.requestId}
  from (
    select key as id, value as body from jsonb_each(${remembered(type)})
  ) b full join (${statesOf(type, ids)}) a on a.id = b.id
  where b.body is distinct from a.body
  order by coalesce(b.id, a.id)`

const logged = (type: AuditedType): string => (AUDITED[type] as Audited).as ?? type

const differing = (of: string, than: string): SQL =>
  sql.raw(`case when ${of}.body is null or ${than}.body is null then ${of}.body else (
    select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(${of}.body) where ${than}.body -> key is distinct from value) end`)

/** A statement that records an act that changes no audited row, such as running a job by hand. */
export const recordAct = (
  editor: Editor,
  action: string,
  target: { type: string; id: string },
  details: Record<string, unknown>,
): SQL => recordActs(editor, action, { type: target.type, ids: sql`select ${target.id}::text as id` }, details)

/** The same for each of some things (a query of id), which may be none. */
export const recordActs = (
  editor: Editor,
  action: string,
  targets: { type: string; ids: SQL },
  details: Record<string, unknown>,
): SQL => sql`
  insert into audit_log (at, actor, action, target_type, target_id, after, request_id)
  select now(), left(${editor.name}, 120), ${action}, ${targets.type}, t.id::text, ${JSON.stringify(details)}::jsonb, ${editor.requestId}
  from (${targets.ids}) t`
