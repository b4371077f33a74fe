import { type SQL, sql } from 'drizzle-orm'

/** Who changes something: the name of a user or operator, and the id of the request. Not the `actor` of an event, who visits. */
export type Editor = { name: string; requestId: string | null }

type Audited = {
  /** What it is in the log, where that is not its name here. */
  as?: string
  /** The table, its rows named `x`, and their key. */
  from: string
  key: string
  /** What is kept of a row, as jsonb. Never a secret: of those a fingerprint at the most. */
  body: string
}

const UNTOLD = `'{updated_at}'::text[]`

const TAGS_OF_X = `(
  select coalesce(jsonb_agg(t.key order by t.key), '[]') from skill_tags st join tags t on t.id = st.tag_id where st.skill_id = x.id)`

/** That it is another one than before, and no more: eight digits of a hash of its hash. */
const fingerprint = (of: 'password' | 'secret') =>
  `jsonb_build_object('${of}_fingerprint', left(encode(sha256(convert_to(x.${of}_hash, 'UTF8')), 'hex'), 8))`

const AUDITED = {
  skill: {
    from: 'skills x',
    key: 'x.id',
    body: `to_jsonb(x) - '{search,search_body,search_text,search_tags,last_seen_at}'::text[] || jsonb_build_object('tags', ${TAGS_OF_X})`,
  },
  // Of skills that one act changes by the thousand, what it changes and no more: their texts would not fit into a transaction's memory.
  skill_category: {
    as: 'skill',
    from: 'skills x',
    key: 'x.id',
    body: `jsonb_build_object('category_id', x.category_id)`,
  },
  skill_tags: { as: 'skill', from: 'skills x', key: 'x.id', body: `jsonb_build_object('tags', ${TAGS_OF_X})` },
  raw_skill: {
    from: 'raw_skills x',
    key: 'x.id',
    // Without its bytes: its hash says whether they are the same.
    body: `jsonb_build_object('status', x.status, 'content_hash', x.content_hash, 'review_reason', x.review_reason,
      'reviewed_by', x.reviewed_by, 'reviewed_at', x.reviewed_at, 'parse_status', x.parse_status, 'parse_errors', x.parse_errors,
      'name_raw', x.name_raw, 'description_raw', x.description_raw, 'category_raw', x.category_raw, 'license_raw', x.license_raw,
      'tags_raw', x.tags_raw, 'data_json', x.data_json)`,
  },
  source: { from: 'skill_sources x', key: 'x.id', body: 'to_jsonb(x)' },
  category: { from: 'categories x', key: 'x.id', body: 'to_jsonb(x)' },
  tag: { from: 'tags x', key: 'x.id', body: 'to_jsonb(x)' },
  category_alias: { from: 'category_aliases x', key: 'x.id', body: 'to_jsonb(x)' },
  user: {
    from: 'admin_users x',
    key: 'x.id',
    body: `to_jsonb(x) - '{password_hash,last_login_at}'::text[] || ${fingerprint('password')}`,
  },
  improvement: { from: 'skill_improvements x', key: 'x.id', body: 'to_jsonb(x)' },
  site: {
    from: 'sites x',
    key: 'x.id',
    body: `to_jsonb(x) - 'secret_hash' || ${fingerprint('secret')}`,
  },
} as const satisfies Record<string, Audited>

export type AuditedType = keyof typeof AUDITED

const settingOf = (type: AuditedType) => `audit.${type}`

const remembered = (type: AuditedType): SQL =>
  sql.raw(`coalesce(nullif(current_setting('${settingOf(type)}', true), ''), '{}')::jsonb`)

function statesOf(type: AuditedType, ids: SQL): SQL {
  const { from, key, body } = AUDITED[type]
  return sql`select ${sql.raw(key)}::text as id, (${sql.raw(body)}) - ${sql.raw(UNTOLD)} as body from ${sql.raw(from)} where ${sql.raw(key)} in (${ids})`
}

/**
 * A statement that keeps in mind, until the end of its transaction, how things (a query of id) are before a write changes them; nobody
 * else changes them meanwhile.
 */
export const rememberBefore = (type: AuditedType, ids: SQL): SQL => sql`
  select set_config('${sql.raw(settingOf(type))}', coalesce((
    select jsonb_object_agg(id, body)::text from (${statesOf(type, ids)} for no key update of x) s), '{}'), true) is null`

/** The things that `rememberBefore` has found in this transaction: a query of id. */
export const rememberedIds = (type: AuditedType): SQL =>
  sql`select k::uuid as id from jsonb_object_keys(${remembered(type)}) k`

/**
 * A statement that writes down what became of things (a query of id) since `rememberBefore` in the same batch, without which they are
 * new: the fields that differ, all of one that came or went, and nothing of one that is as it was.
 */
export const recordChanges = (actor: Editor, action: string, type: AuditedType, ids: SQL): SQL => sql`
  insert into audit_log (at, actor, action, target_type, target_id, before, after, request_id)
  select now(), left(${actor.name}, 120), ${action}, ${logged(type)}, coalesce(b.id, a.id), ${differing('b', 'a')}, ${differing('a', 'b')}, ${actor.requestId}
  from (
    select key as id, value as body from jsonb_each(${remembered(type)})
  ) b full join (${statesOf(type, ids)}) a on a.id = b.id
  where b.body is distinct from a.body
  order by coalesce(b.id, a.id)`

const logged = (type: AuditedType): string => (AUDITED[type] as Audited).as ?? type

const differing = (of: string, than: string): SQL =>
  sql.raw(`case when ${of}.body is null or ${than}.body is null then ${of}.body else (
    select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(${of}.body) where ${than}.body -> key is distinct from value) end`)

/** A statement that writes down what somebody did where no row shows it: a job that was run by hand. */
export const recordAct = (
  actor: Editor,
  action: string,
  target: { type: string; id: string },
  details: Record<string, unknown>,
): SQL => sql`
  insert into audit_log (at, actor, action, target_type, target_id, after, request_id)
  values (now(), left(${actor.name}, 120), ${action}, ${target.type}, ${target.id}, ${JSON.stringify(details)}::jsonb, ${actor.requestId})`
