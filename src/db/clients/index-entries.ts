import { type SQL, sql } from 'drizzle-orm'
import { publisherWithHandle } from '../catalogue/publishers.ts'
import type { SkillRef } from '../catalogue/skill-detail.ts'
import { tagsMeantBy } from '../catalogue/skill-filter.ts'
import type { Db } from '../connect.ts'
import { newestInstallable } from '../files/newest-version.ts'
import { WITHHELD } from '../files/withheld.ts'
import { CLIENT_NAME, HAS_VALID_ENTRY } from './client-name.ts'

/** What an index of skills is about. */
export type IndexScope =
  | { skill: SkillRef }
  | { publisher: string }
  | { category: string }
  | { tag: string }
  | { list: string }
  | 'all'

/** A skill in an index: what the `skills` command line needs to install its newest version. */
export type IndexEntry = {
  slug: string
  /** The name under which it is installed. */
  name: string
  description: string
  /** Of the folder and of its zip, as hexadecimal digits. */
  digest: string
  zipSha256: string
  /** Paths of all its files, if they were asked for. */
  files?: string[]
}

/** `isKnown`: there is, or was, such a skill, publisher, category, tag or list. */
export type SkillIndex = { isKnown: boolean; entries: IndexEntry[] }

/** The most skills of an index: a client downloads all of them to install one. */
export const MAX_ENTRIES = 200
/** Of a larger scope only the oldest skills are looked at, so that its cost is bounded and newer skills push none out. */
const LOOKED_AT = 1000
/** A tag of more skills than this is common. */
const COMMON = 2000

const skillNamed = (ref: SkillRef): SQL => ('id' in ref ? sql`s.id = ${ref.id}::uuid` : sql`s.slug = ${ref.slug}`)

/** The newest version of skill `s` that can be installed, as a relation of (digest, zip_sha256, withheld, fault). */
export const NEWEST_OFFERED = newestInstallable(
  sql`v.digest, f.zip_sha256, ${WITHHELD} as withheld, f.client_faults ->> 'skills_cli' as fault`,
)

/** True if there is nothing that keeps all versions of `s` from being given out. */
const MAY_BE_OFFERED = sql`s.status = 'active' and s.vanished_at is null and s.content_policy = 'full' and ${HAS_VALID_ENTRY}`
const IS_ORIGINAL = sql`s.duplicate_of is null`

const COLUMNS = sql.raw(
  ['id', 'slug', 'summary', 'created_at', 'vanished_at', 'content_policy'].map((column) => `s.${column}`).join(', '),
)
/** The oldest skills of a scope. An index holds their order, or few skills are in the scope. */
const oldest = (from: SQL, isIn: SQL): SQL =>
  sql`select ${COLUMNS} from ${from} where ${isIn} and ${MAY_BE_OFFERED} order by s.created_at, s.id limit ${LOOKED_AT}`

const SKILLS = sql`skills s`

/** The skills that may be in an index, and whether there is such a scope. Copies are only in scopes that mean them. */
function scoped(scope: IndexScope): { skills: SQL; isKnown: SQL } {
  if (scope === 'all') return { skills: oldest(SKILLS, IS_ORIGINAL), isKnown: sql`true` }
  if ('skill' in scope) {
    const isIt = skillNamed(scope.skill)
    return {
      skills: oldest(SKILLS, isIt),
      isKnown: sql`exists (select from skills s where ${isIt} and s.status <> 'draft')`,
    }
  }
  if ('publisher' in scope) {
    const id = sql`select id from (${publisherWithHandle(scope.publisher)}) p`
    return { skills: oldest(SKILLS, sql`s.publisher_id = (${id})`), isKnown: sql`exists (${id})` }
  }
  if ('category' in scope) {
    const id = sql`select id from categories where key = ${scope.category}`
    return { skills: oldest(SKILLS, sql`s.category_id = (${id}) and ${IS_ORIGINAL}`), isKnown: sql`exists (${id})` }
  }
  if ('tag' in scope) return { skills: tagged(scope.tag), isKnown: sql`cardinality(${tagsMeantBy(scope.tag)}) > 0` }
  const ids = sql`select unnest(skills) from skill_lists where id = ${scope.list}`
  return { skills: oldest(SKILLS, sql`s.id in (${ids})`), isKnown: sql`exists (${ids})` }
}

/** The skills of a rare tag are gathered and sorted; for a common one, skills are read in order until there are enough. */
function tagged(key: string): SQL {
  const ids = tagsMeantBy(key)
  const isCommon = sql`(select count(*) > ${COMMON} from (select from skill_tags where tag_id = any(${ids}) limit ${COMMON + 1}) counted)`
  const few = sql`(select distinct skill_id from skill_tags where tag_id = any(${ids}) limit ${COMMON}) t
    cross join lateral (select * from skills where id = t.skill_id offset 0) s`
  const has = sql`exists (select from skill_tags st where st.skill_id = s.id and st.tag_id = any(${ids}) offset 0)`
  return sql`
    select * from (${oldest(few, sql`not ${isCommon} and ${IS_ORIGINAL}`)}) rare
    union all select * from (${oldest(SKILLS, sql`${isCommon} and ${IS_ORIGINAL} and ${has}`)}) common`
}

/** What the description of a deprecated skill `e` begins with: the index has no field for it. */
const DEPRECATED = sql`(
  select 'Deprecated: ' || rtrim(a.deprecation_reason, '.') || '.' || coalesce(' Use ' || (select n.slug from skills n where n.id = a.successor_id and n.status = 'active') || ' instead.', '')
  from author_settings a where a.skill_id = e.id and a.deprecated_at is not null)`
/** Of an entry. */
const MAX_DESCRIPTION = 1024

type Read = { withFiles?: boolean; name?: string }

/**
 * The skills of a scope that the `skills` command line can install, each with its newest version; `name`: only the one that is
 * installed under it. The oldest come first and stay: a client reports what leaves an index as deleted. Of several with one name,
 * the first is sent: the client keeps one of them.
 */
export async function readSkillIndex(
  db: Db,
  scope: IndexScope,
  { withFiles = false, name }: Read = {},
): Promise<SkillIndex> {
  const { skills, isKnown } = scoped(scope)
  const files = sql`, 'files', (select json_agg(path order by path) from folder_files ff where ff.digest = e.digest)`
  const { rows } = await db.execute<SkillIndex>(sql`
    with oldest as materialized (${skills}), newest as (
      select s.slug, ${CLIENT_NAME} as name, s.summary, s.created_at, s.id, v.digest, v.zip_sha256
      from oldest s cross join lateral ${NEWEST_OFFERED} v
      where v.withheld is null and v.fault is null and v.zip_sha256 is not null ${name === undefined ? sql`` : sql`and ${CLIENT_NAME} = ${name}`}
    ), first as (select distinct on (name) * from newest order by name, created_at, id)
    select ${isKnown} as "isKnown", coalesce((
      select json_agg(json_build_object('slug', slug, 'name', name, 'description', left(concat_ws(' ', ${DEPRECATED}, summary), ${MAX_DESCRIPTION}::int), 'digest', encode(e.digest, 'hex'),
        'zipSha256', encode(zip_sha256, 'hex') ${withFiles ? files : sql``}) order by created_at, id)
      from (select * from first order by created_at, id limit ${MAX_ENTRIES}) e), '[]') as entries`)
  return rows[0] ?? { isKnown: false, entries: [] }
}
