import { type SQL, sql } from 'drizzle-orm'
import { understand } from '../../domain/search/understand.ts'
import { publisherWithHandle } from '../catalogue/publishers.ts'
import { filteredBy, type SkillFilter, tagsMeantBy } from '../catalogue/skill-filter.ts'
import { ifGiven } from '../lists.ts'
import { limitTerm } from './changed-skills.ts'
import type { Search } from './matches.ts'

/** So many skills of one digest are searched. */
const MAX_AMONG = 2000

/** The search for the words of `q` among the skills that meet a filter. */
export const searchFor = (q: string, filter: SkillFilter): Search => ({
  query: understand(q),
  conditions: filteredBy(filter),
  limits: limitsOf(filter),
  among: ifGiven(
    filter.digest,
    (digest) => sql`select skill_id from skill_versions where digest = decode(${digest}, 'hex') limit ${MAX_AMONG}`,
  ),
  maxTokens: filter.maxTokens,
  verdict: filter.verdict,
  copiesToo: filter.owner !== undefined,
})

/** What the index of search can limit itself to: each a query of terms of which a skill has to have one. */
const limitsOf = ({ owner, category, tags = [], license, repo }: SkillFilter): SQL[] =>
  [
    ifGiven(owner, (owner) => sql`select ${limitTerm('publisher', sql`p.id`)} from (${publisherWithHandle(owner)}) p`),
    ifGiven(category, (key) => sql`select ${limitTerm('category', sql`id`)} from categories where key = ${key}`),
    ...tags.map((key) => sql`select ${limitTerm('tag', sql`id`)} from unnest(${tagsMeantBy(key)}) id`),
    ifGiven(license, (license) => sql`select ${limitTerm('license', sql`${license}`)}`),
    ifGiven(repo, (repo) => sql`select ${limitTerm('repo', sql`${repo}`)}`),
  ].filter((limit) => limit !== undefined)
