import { type SQL, sql } from 'drizzle-orm'
import { type Client, LATEST, REFUSED_BECAUSE } from '../clients/installable.ts'
import { ifGiven } from '../lists.ts'
import { publisherWithHandle } from './publishers.ts'
import { IS_LISTED } from './skill-json.ts'

export type SkillFilter = {
  category?: string | undefined
  /** A skill has to have all of them. */
  tags?: readonly string[] | undefined
  owner?: string | undefined
  license?: string | undefined
  /** `owner/name` at GitHub, in any case. */
  repo?: string | undefined
  /** Of the folder of one of its versions, as hexadecimal digits. */
  digest?: string | undefined
  /** The most that it may cost to use it. A skill whose tokens have not been counted is left out. */
  maxTokens?: number | undefined
  verdict?: string | undefined
  /** A client that can install it from here. */
  client?: Client | undefined
}

/** Larger than every count: a skill whose tokens have not been counted comes last. As `ix_skills_listed_tokens` has it. */
export const TOKENS = 'coalesce(s.context_tokens, 2147483647)'

/** The conditions that a skill `s` of a list meets. */
export const conditionsOf = (filter: SkillFilter): (SQL | undefined)[] => [
  // Copies are folded into their original, but an owner's own list also has the owner's copies.
  filter.owner === undefined ? IS_LISTED : sql`s.status = 'active'`,
  ...filteredBy(filter),
]

/** The conditions that a filter adds for a skill `s`. */
export const filteredBy = (f: SkillFilter): (SQL | undefined)[] => [
  ifGiven(f.owner, (owner) => sql`s.publisher_id = (select id from (${publisherWithHandle(owner)}) p)`),
  ifGiven(f.category, (key) => sql`s.category_id = (select id from categories where key = ${key})`),
  ...(f.tags ?? []).map(
    (key) => sql`s.id in (select skill_id from skill_tags where tag_id = any(${tagsMeantBy(key)}))`,
  ),
  ifGiven(f.license, (license) => sql`s.license = ${license}`),
  ifGiven(f.repo, (repo) => sql`lower(s.canonical_repo) = ${repo}`),
  ifGiven(f.verdict, hasVerdict),
  ifGiven(f.client, canBeInstalledBy),
  ifGiven(f.maxTokens, (most) => sql`${sql.raw(TOKENS)} <= ${most}`),
  ifGiven(
    f.digest,
    (digest) => sql`s.id in (select skill_id from skill_versions where digest = decode(${digest}, 'hex'))`,
  ),
]

/** True if client can install the newest version of `s`. Looked up for each skill, as its folder says it. */
const canBeInstalledBy = (client: Client): SQL => sql`(
  select ${REFUSED_BECAUSE[client]} is null from (select) one left join lateral ${LATEST} latest on true)`

/** True if `s` has a verdict. As `ix_skills_listed_verdict` has it. */
export const hasVerdict = (verdict: string): SQL => sql`s.verdict = ${verdict}`

/** Tag ids, as an array. The key of a merged or renamed tag finds the skills of the tag that it stands for. A skill may still have a merged tag. */
export const tagsMeantBy = (key: string): SQL => sql`array(
  select m.id from tags t join tags m on m.id = coalesce(t.merged_into, t.id) or m.merged_into = coalesce(t.merged_into, t.id) where t.key = ${key})`
