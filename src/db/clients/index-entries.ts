import { type SQL, sql } from 'drizzle-orm'
import { publisherWithHandle } from '../catalogue/publishers.ts'
import type { SkillRef } from '../catalogue/skill-detail.ts'
import { tagsMeantBy } from '../catalogue/skills.ts'
import type { Db } from '../connect.ts'
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
  /** Paths of all its files. */
  files: string[]
}

/** `isKnown`: there is, or was, such a skill, publisher, category, tag or list. */
export type SkillIndex = { isKnown: boolean; entries: IndexEntry[] }

/** The most skills of an index: a client downloads all of them to install one. */
export const MAX_ENTRIES = 200
/** Of a larger scope only the oldest skills are looked at, so that its cost is bounded and newer skills push none out. */
const LOOKED_AT = 1000

const skillNamed = (ref: SkillRef): SQL => ('id' in ref ? sql`s.id = ${ref.id}::uuid` : sql`s.slug = ${ref.slug}`)

/** The newest version of skill `s` that can be installed, as a relation of (digest, zip_sha256, withheld, fault). */
export const NEWEST_OFFERED = sql`(
  select v.digest, f.zip_sha256, ${WITHHELD} as withheld, f.client_faults ->> 'skills_cli' as fault from skill_versions v join folders f on f.digest = v.digest
  where v.skill_id = s.id and v.yanked_at is null and f.is_complete order by v.nth desc limit 1)`

const IN_PUBLISHER = (handle: string): SQL => sql`select id from (${publisherWithHandle(handle)}) p`
const IN_CATEGORY = (key: string): SQL => sql`select id from categories where key = ${key}`
const IN_LIST = (id: string): SQL => sql`select unnest(skills) from skill_lists where id = ${id}`

/** The condition that skill `s` is in a scope, and whether there is such a scope. Copies are only in scopes that mean them. */
function scoped(scope: IndexScope): { isIn: SQL; isKnown: SQL } {
  if (scope === 'all') return { isIn: sql`s.duplicate_of is null`, isKnown: sql`true` }
  if ('skill' in scope) {
    const isIn = skillNamed(scope.skill)
    return { isIn, isKnown: sql`exists (select from skills s where ${isIn} and s.status <> 'draft')` }
  }
  if ('publisher' in scope) {
    const ids = IN_PUBLISHER(scope.publisher)
    return { isIn: sql`s.publisher_id = (${ids})`, isKnown: sql`exists (${ids})` }
  }
  if ('category' in scope) {
    const ids = IN_CATEGORY(scope.category)
    return { isIn: sql`s.category_id = (${ids}) and s.duplicate_of is null`, isKnown: sql`exists (${ids})` }
  }
  if ('tag' in scope) {
    const ids = tagsMeantBy(scope.tag)
    const tagged = sql`select skill_id from skill_tags where tag_id = any(${ids})`
    return { isIn: sql`s.id in (${tagged}) and s.duplicate_of is null`, isKnown: sql`cardinality(${ids}) > 0` }
  }
  return { isIn: sql`s.id in (${IN_LIST(scope.list)})`, isKnown: sql`exists (${IN_LIST(scope.list)})` }
}

/**
 * The skills of a scope that the `skills` command line can install, each with its newest version. The oldest come first and stay:
 * a client reports what leaves an index as deleted. Of several with one name, the first is sent: the client keeps one of them.
 */
export async function readSkillIndex(db: Db, scope: IndexScope): Promise<SkillIndex> {
  const { isIn, isKnown } = scoped(scope)
  const { rows } = await db.execute<SkillIndex>(sql`
    with oldest as materialized (
      select s.* from skills s where ${isIn} and s.status = 'active' and ${HAS_VALID_ENTRY} order by s.created_at, s.id limit ${LOOKED_AT}
    ), newest as (
      select s.slug, ${CLIENT_NAME} as name, s.summary, s.created_at, s.id, v.digest, v.zip_sha256
      from oldest s cross join lateral ${NEWEST_OFFERED} v
      where v.withheld is null and v.fault is null and v.zip_sha256 is not null
    ), first as (select distinct on (name) * from newest order by name, created_at, id)
    select ${isKnown} as "isKnown", coalesce((
      select json_agg(json_build_object('slug', slug, 'name', name, 'description', summary, 'digest', encode(e.digest, 'hex'), 'zipSha256', encode(zip_sha256, 'hex'),
        'files', (select json_agg(path order by path) from folder_files ff where ff.digest = e.digest)) order by created_at, id)
      from (select * from first order by created_at, id limit ${MAX_ENTRIES}) e), '[]') as entries`)
  return rows[0] ?? { isKnown: false, entries: [] }
}
