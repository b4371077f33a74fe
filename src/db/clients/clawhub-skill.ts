import { type SQL, sql } from 'drizzle-orm'
import { namedPublisher } from '../../domain/catalogue/publisher.ts'
import type { ClawhubSkill } from '../../domain/clients/clawhub-skill.ts'
import { DEPRECATION } from '../authors/author-skill.ts'
import { IS_WITHDRAWN, VANISHED_AT } from '../catalogue/withdrawn.ts'
import type { Db } from '../connect.ts'
import { IS_OFFERED } from '../files/newest-version.ts'
import { SOURCE_URL } from '../files/versions.ts'
import { MALICIOUS_REASON, WITHHELD } from '../files/withheld.ts'
import { CLIENT_NAME } from './client-name.ts'

/** A skill as `clawhub` names it: `@owner/name`, or `name` alone. */
export type ClawhubRef = { name: string; owner: string | undefined }

/** The name under which clients install skill `s`, as its index has it. */
export const NAME_KEY = `split_part(s.slug, repeat('-', 2), 2) collate "C"`
const NAME = sql.raw(NAME_KEY)

/** Pairs for json_build_object, behind a comma. */
export type MorePairs = SQL

/** So many owners of one name are looked at. */
const MOST_OWNERS = 20

/** A time as the milliseconds that JavaScript counts. */
export const epochMs = (column: string): SQL => sql.raw(`floor(extract(epoch from ${column}) * 1000)::bigint`)

// Not every handle can be a part of a path, as the client uses it; the part of a slug can.
const OWNER = sql.raw(
  `case when s.owner ~ '^[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$' then s.owner else split_part(s.slug, '--', 1) end`,
)

/** The rules whose findings count, worst or not. */
const RULES_FOUND = sql`(
  select coalesce(json_agg(e.key order by e.key), '[]') from scan_reports rep cross join lateral jsonb_each_text(rep.rules) e
  where rep.digest = v.digest and e.value <> 'pass')`

/** A version `v` of skill `s`, with its folder `f`. Pairs for json_build_object. */
export const VERSION = sql`
  'version', v.version, 'createdAt', ${epochMs('v.created_at')}, 'license', v.license, 'changes', v.changes -> 'files', 'isYanked', v.yanked_at is not null,
  'yankReason', v.yank_reason, 'withheld', ${WITHHELD}, 'maliciousReason', ${MALICIOUS_REASON}, 'repo', v.repo, 'path', v.path, 'commit', v.commit_sha, 'sourceUrl', ${SOURCE_URL},
  'digest', encode(v.digest, 'hex'), 'verdict', v.verdict, 'judgedAt', ${epochMs('v.judged_at')}, 'rules', ${RULES_FOUND}`

/** The newest version of `s` that can be installed, or else the newest, which says why it cannot. */
const NEWEST = sql`(
  select json_build_object(${VERSION}) from skill_versions v join folders f on f.digest = v.digest
  where v.skill_id = s.id order by (${IS_OFFERED}) desc, v.nth desc limit 1)`

const STARS = sql`(select count(*) from skill_stars st where st.skill_id = s.id)`

/** The tables of a `ClawhubSkill`. */
export const CLAWHUB_TABLES = sql`skills s left join skill_popularity p on p.skill_id = s.id`

/** A `ClawhubSkill`. Pairs for json_build_object. */
export const CLAWHUB_SKILL = sql`
  'id', s.id, 'slug', s.slug, 'name', ${CLIENT_NAME}, 'owner', ${OWNER}, 'title', s.name, 'summary', s.summary, 'license', s.license,
  'isActive', s.status = 'active', 'isVanished', ${sql.raw(VANISHED_AT)} is not null and not ${IS_WITHDRAWN}, 'createdAt', ${epochMs('s.created_at')}, 'updatedAt', ${epochMs('s.updated_at')},
  'uses', coalesce(p.uses_30d, 0), 'stars', ${STARS}, 'deprecated', ${DEPRECATION}, 'newest', ${NEWEST}`

/** The ids of the skills that are meant, which need not be active. */
function meant({ name, owner }: ClawhubRef): SQL {
  if (owner === undefined) return sql`select s.id from skills s where ${NAME} = ${name}`
  const { publisherName, publisherPart } = namedPublisher({ kind: null, name: owner })
  return sql`
    select s.id from skills s where s.slug = ${`${publisherPart}--${name}`}
    union
    select f.skill_id from former_slugs f where f.slug = ${`${publisherPart}--${name}`}
    union
    select s.id from skills s where lower(s.owner) = lower(${publisherName}) and ${NAME} = ${name}`
}

/**
 * The skills of one name: those that are active, or else the newest of the archived ones. With an owner, it is one. Each has what `more`
 * adds to it, as pairs for json_build_object.
 */
export async function findClawhubSkills<More extends object = object>(
  db: Db,
  ref: ClawhubRef,
  more: MorePairs = sql``,
): Promise<(ClawhubSkill & More)[]> {
  const { rows } = await db.execute<{ skill: ClawhubSkill & More }>(sql`
    select json_build_object(${CLAWHUB_SKILL} ${more}) as skill from ${CLAWHUB_TABLES}
    where s.id in (${meant(ref)}) and s.status in ('active', 'archived')
    order by s.status = 'active' desc, case when s.status = 'active' then s.created_at end, s.created_at desc, s.id limit ${MOST_OWNERS}`)
  const skills = rows.map(({ skill }) => skill)
  const active = skills.filter(({ isActive }) => isActive)
  if (active.length > 0) return ref.owner === undefined ? active : active.slice(0, 1)
  return skills.slice(0, 1)
}

/** Pairs to add: the newest version that has this hash on disk, as `match`. */
export const matching = (hash: string): MorePairs => sql`, 'match', (
  select v.version from skill_versions v join folders f on f.digest = v.digest
  where v.skill_id = s.id and f.clawhub_hash = decode(${hash}, 'hex') order by v.nth desc limit 1)`
