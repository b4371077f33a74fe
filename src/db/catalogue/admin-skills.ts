import { type SQL, sql } from 'drizzle-orm'
import { nameSlug } from '../../domain/catalogue/slug.ts'
import type { Editor } from '../accounts/record-audit.ts'
import { change, idOf } from '../changes.ts'
import type { Db } from '../connect.ts'
import { touchedSkills, touchedStanding } from '../feed/outbox.ts'
import { type JsonText, readJson, rfc3339 } from '../json.ts'
import { ifGiven, readList, type TimeKeys } from '../lists.ts'
import { lockCatalogue, lockCatalogueAndPopularity } from '../locks.ts'
import { refoldCopies } from './copies.ts'
import { ensureHandle, publisherWithHandle } from './publishers.ts'
import { LAST_SEEN_AT, SPECIFICATION, TAGS } from './skill-json.ts'
import { setTags } from './taxonomy/tags.ts'

/** The columns that an admin sets, with their types. JSON and SQL share the names. */
const COLUMNS = {
  name: 'text',
  owner: 'text',
  summary: 'text',
  description_md: 'text',
  canonical_repo: 'text',
  category_id: 'uuid',
  skill_type: 'text',
  spec_format: 'text',
  spec_version: 'text',
  capabilities: 'jsonb',
  trigger_hints: 'jsonb',
  negative_triggers: 'jsonb',
  license: 'text',
  content_policy: 'text',
  license_confidence: 'text',
  status: 'text',
} as const

type SkillTag = { key: string; name: string }
/** Fields to set. Null clears a field; a missing field stays as it is, or gets its default in a new skill. */
export type SkillFields = { [K in keyof typeof COLUMNS]?: unknown } & { tags?: readonly SkillTag[] | undefined }

// Without the text, which may have a megabyte: a page of a list must fit into an answer.
const SKILL = sql`
  'id', s.id, 'slug', s.slug, 'name', s.name, 'owner', s.owner, 'summary', s.summary,
  'canonical_repo', s.canonical_repo, 'category_id', s.category_id, ${SPECIFICATION},
  'license', s.license, 'content_policy', s.content_policy, 'license_confidence', s.license_confidence, 'status', s.status,
  'tags', ${TAGS},
  'duplicate_of', s.duplicate_of, 'last_seen_at', ${LAST_SEEN_AT}, 'vanished_at', ${rfc3339('s.vanished_at')}, 'last_changed_at', ${rfc3339('s.last_changed_at')},
  'created_at', ${rfc3339('s.created_at')}, 'updated_at', ${rfc3339('s.updated_at')}`

/** One skill of any status with all its fields, or null. */
export const findAdminSkill = (db: Db, id: string): Promise<JsonText | null> =>
  readJson(
    db,
    sql`select json_build_object(${SKILL}, 'description_md', s.description_md)::text as body from skills s where s.id = ${id}::uuid`,
  )

/** Lists skills of any status without their texts, the last changed first. */
export const listAdminSkills = (
  db: Db,
  p: { status?: string | undefined; q?: string | undefined; size: number; after?: TimeKeys | undefined },
): Promise<JsonText> =>
  readList(
    db,
    {
      tag: 'admin-skills',
      from: sql`skills s`,
      id: 's.ctid',
      where: [
        ifGiven(p.status, (status) => sql`s.status = ${status}`),
        ifGiven(p.q, (q) => sql`(s.name ilike ${likeAnywhere(q)} or s.slug ilike ${likeAnywhere(q)})`),
      ],
      order: { 's.updated_at': 'timestamptz', 's.id': 'uuid' },
      direction: 'desc',
      item: SKILL,
    },
    p,
  )

const likeAnywhere = (text: string) => `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`

const setColumns = (fields: SkillFields) =>
  Object.entries(COLUMNS).flatMap(([column, type]) => {
    const value = fields[column as keyof typeof COLUMNS]
    if (value === undefined) return []
    const text = value === null || type !== 'jsonb' ? value : JSON.stringify(value)
    const given = sql`${text}::${sql.raw(type)}`
    if (column === 'owner' && typeof value === 'string')
      return [
        { column, value: sql`(select handle from (${publisherWithHandle(value)}) p)` },
        { column: 'publisher_id', value: sql`(select id from (${publisherWithHandle(value)}) p)` },
      ]
    // No foreign key checks that the category still exists.
    return [{ column, value: column === 'category_id' ? sql`(select id from categories where id = ${given})` : given }]
  })

/**
 * Creates a skill with its tags and popularity row, for the publisher whose handle is `owner`, or for a new
 * local publisher. Returns null if the publisher already has a skill whose slug ends in this name.
 */
export async function createSkill(
  db: Db,
  editor: Editor,
  id: string,
  fields: SkillFields & { owner: string; name: string },
): Promise<JsonText | null> {
  const set = setColumns({ status: 'draft', ...fields })
  const slug = sql`(select slug_part from (${publisherWithHandle(fields.owner)}) p) || '--' || ${nameSlug(fields.name)}`
  const columns = sql.raw(set.map(({ column }) => column).join(', '))
  const values = sql.join(
    set.map(({ value }) => value),
    sql`, `,
  )
  // A query of no id if the slug was taken: then nothing is tagged, announced or recorded.
  const created = ifThere(id)
  await change(db, {
    lock: lockCatalogue,
    write: {
      publisher: ensureHandle(fields.owner),
      created: sql`
        insert into skills (id, slug, curated, search_tags, last_changed_at, created_at, updated_at, ${columns})
        select ${id}::uuid, ${slug}, true, ${searchTags(fields.tags ?? [])}, now(), now(), now(), ${values}
        where not exists (select from former_slugs f where f.slug = ${slug}) on conflict do nothing`,
      counted: sql`
        insert into skill_popularity (skill_id, score_updated_at) select id, now() from skills where id = ${id}::uuid on conflict do nothing`,
      tagged: tagStatements(created, fields.tags ?? []),
    },
    // No tick can have counted a new skill yet, so its popularity needs no lock.
    announce: [...touchedSkills(created), { kind: 'popularity', ids: created }],
    record: { by: editor, of: [{ action: 'skill.create', type: 'skill', were: null, are: created }] },
  })
  return findAdminSkill(db, id)
}

/**
 * Sets the fields given, and the tags if they are given; from then on the skill is curated. `owner` transfers the skill to
 * the publisher with that handle. A text that an admin writes is not a copy of another skill's. Equal values are no change. Returns null if the skill does not exist.
 */
export async function updateSkill(db: Db, editor: Editor, id: string, fields: SkillFields): Promise<JsonText | null> {
  const mayComeOrGo = fields.status !== undefined
  const mine = ifThere(id)
  await change(db, {
    lock: mayComeOrGo ? lockCatalogueAndPopularity : lockCatalogue,
    write: {
      publisher: ensureHandle(fields.owner, mine),
      updated: setFields(mine, fields),
      // What an admin says of the status overrules the author.
      overruled: mayComeOrGo ? sql`update author_settings set hidden_at = null where skill_id = ${id}::uuid` : [],
      refolded: refoldCopies(idOf(id)),
    },
    announce: [...touchedSkills(mine), ...(mayComeOrGo ? touchedStanding(mine) : [])],
    record: { by: editor, of: [{ action: 'skill.update', type: 'skill', were: mine, are: mine }] },
  })
  return findAdminSkill(db, id)
}

/** Statements that set fields of skills (a query of id) and mark them as curated: for a change that also refolds copies. */
export function setFields(ids: SQL, fields: SkillFields): SQL[] {
  const given = setColumns(fields)
  const tagged = fields.tags ? tagStatements(ids, fields.tags) : []
  if (given.length === 0) return [sql`update skills set curated = true where id in (${ids})`, ...tagged]
  const set = given.map(({ column }) => `${column} = g.${column}`)
  if (fields.description_md !== undefined) set.push(...OF_A_NEW_TEXT)
  // What an admin archives stays archived when its file comes back.
  if (fields.status !== undefined)
    set.push(`auto_archived_at = case when g.status = 'archived' then null else s.auto_archived_at end`)
  const both = (row: string) => given.map(({ column }) => `${row}.${column}`).join(', ')
  return [
    sql`
      update skills s set ${sql.raw(set.join(', '))}, curated = true,
        updated_at = case when ${sql.raw(`(${both('s')}) is distinct from (${both('g')})`)} then now() else s.updated_at end
      from (select ${sql.join(
        given.map(({ column, value }) => sql`${value} as ${sql.raw(column)}`),
        sql`, `,
      )}) g where s.id in (${ids})`,
    ...tagged,
  ]
}

const OF_A_NEW_TEXT = [
  ['content_hash', 'null'],
  ['duplicate_of', 'null'],
  ['last_changed_at', 'now()'],
].map(
  ([column, value]) =>
    `${column} = case when s.description_md is distinct from g.description_md then ${value} else s.${column} end`,
)

const ifThere = (id: string): SQL => sql`select id from skills where id = ${id}::uuid`

const searchTags = (tags: readonly SkillTag[]) => tags.map((tag) => tag.name).join(' ')

// Joins `skills`, so that nothing is tagged if a new skill was not created because its slug was taken.
const tagStatements = (ids: SQL, tags: readonly SkillTag[]): SQL[] =>
  setTags(
    sql`select s.id as skill_id, t.key, t.name from skills s cross join jsonb_to_recordset(${JSON.stringify(tags)}::jsonb) as t(key text, name text) where s.id in (${ids})`,
    ids,
  )
