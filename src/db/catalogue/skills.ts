import { type SQL, sql } from 'drizzle-orm'
import { understand } from '../../domain/search/understand.ts'
import type { Db } from '../connect.ts'
import type { JsonText } from '../json.ts'
import { ifGiven, type ListPage, type OrderKeys, type Page, type RowList, readRows, selectRows } from '../lists.ts'
import { limitTerm } from '../search/changed-skills.ts'
import { searchMatches } from '../search/matches.ts'
import { publisherWithHandle } from './publishers.ts'
import { CARD_TABLES, ITEM, type Item, itemOf } from './skill-card.ts'
import { IS_LISTED } from './skill-json.ts'

export type SkillSort = 'relevance' | 'latest' | 'popular' | 'tokens'
export type SkillFilter = {
  q?: string | undefined
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
}
/** What more skills than this have is common. */
const COMMON = 2000

const SKILLS = sql`skills s join skill_popularity p on p.skill_id = s.id`

/** Larger than every count: a skill whose tokens have not been counted comes last. As `ix_skills_listed_tokens` has it. */
const TOKENS = 'coalesce(s.context_tokens, 2147483647)'

const ORDERS: Record<Exclude<SkillSort, 'relevance'>, OrderKeys> = {
  latest: { 's.updated_at': 'timestamptz', 's.id': 'uuid' },
  // The score of the boards, which is indexed; that of the last count may be a step newer.
  popular: { 'p.placed_score': 'float8', 'p.skill_id': 'uuid' },
  tokens: { [TOKENS]: 'int', 's.id': 'uuid' },
}

/** The same orders of the skills that match a search. */
const SEARCH_ORDERS: Record<SkillSort, OrderKeys> = {
  relevance: { 'm.relevance': 'numeric', 'm.popularity_score': 'float8', 'm.skill_id': 'uuid' },
  latest: { 'm.updated_at': 'timestamptz', 'm.skill_id': 'uuid' },
  popular: { 'm.popularity_score': 'float8', 'm.skill_id': 'uuid' },
  tokens: { 'm.context_tokens': 'int', 'm.skill_id': 'uuid' },
}

/**
 * Lists public skills, the first in their order first. `relevance` needs a `q`. A category or tag that does not exist has
 * no skills.
 */
export function listSkills(db: Db, f: SkillFilter, sort: SkillSort, p: ListPage): Promise<Page> {
  const list = skillList(f, sort)
  const tag = onlyTagOf(f)
  if ('page' in p || f.q !== undefined) return readRows(db, list, p)
  if (tag !== undefined) return readRows(db, withOneTag(list, tag, p), p)
  // An owner's skills are few in any case.
  if (f.maxTokens === undefined || f.owner !== undefined || sort === 'tokens') return readRows(db, list, p)
  return readRows(db, withMaxTokens(list, f.maxTokens, p), p)
}

/** Lists the public skills that match the words of `q` best. */
export const searchSkills = async (
  db: Db,
  { size, ...f }: { q: string; maxTokens: number | undefined; size: number },
): Promise<JsonText> => (await readRows(db, skillList(f, 'relevance'), { size })).body

function skillList(f: SkillFilter, sort: SkillSort): RowList<Item> {
  const conditions = conditionsOf(f)
  const list = { tag: sort, direction: sort === 'tokens' ? 'asc' : 'desc', columns: ITEM, item: itemOf } as const
  if (f.q !== undefined)
    return {
      ...list,
      ctes: searchMatches({
        query: understand(f.q),
        conditions,
        limits: limitsOf(f),
        copiesToo: f.owner !== undefined,
      }),
      from: sql`matches m`,
      where: [],
      order: SEARCH_ORDERS[sort],
      // A common word matches thousands, of which a page shows few.
      shown: { from: CARD_TABLES, id: sql`s.id`, rowId: sql`m.skill_id` },
    }
  if (sort === 'relevance') throw new Error('A list by relevance needs words to search for.')
  // Every skill has a popularity row, so the count does not need them.
  return { ...list, from: CARD_TABLES, counted: sql`skills s`, where: conditions, order: ORDERS[sort] }
}

const conditionsOf = ({ owner, category, tags = [], license, repo, digest, maxTokens }: SkillFilter) => [
  // Copies are folded into their original, but an owner's own list also has the owner's copies.
  owner === undefined
    ? IS_LISTED
    : sql`s.status = 'active' and s.publisher_id = (select id from (${publisherWithHandle(owner)}) p)`,
  ifGiven(category, (key) => sql`s.category_id = (select id from categories where key = ${key})`),
  ...tags.map((key) => sql`s.id in (select skill_id from skill_tags where tag_id = any(${tagsMeantBy(key)}))`),
  ifGiven(license, (license) => sql`s.license = ${license}`),
  ifGiven(repo, (repo) => sql`lower(s.canonical_repo) = ${repo}`),
  ifGiven(maxTokens, (most) => sql`${sql.raw(TOKENS)} <= ${most}`),
  ifGiven(
    digest,
    (digest) => sql`s.id in (select skill_id from skill_versions where digest = decode(${digest}, 'hex'))`,
  ),
]

/** What the index of search can limit itself to: each a query of terms of which a skill has to have one. */
const limitsOf = ({ owner, category, tags = [], license, repo }: SkillFilter): SQL[] =>
  [
    ifGiven(owner, (owner) => sql`select ${limitTerm('publisher', sql`p.id`)} from (${publisherWithHandle(owner)}) p`),
    ifGiven(category, (key) => sql`select ${limitTerm('category', sql`id`)} from categories where key = ${key}`),
    ...tags.map((key) => sql`select ${limitTerm('tag', sql`id`)} from unnest(${tagsMeantBy(key)}) id`),
    ifGiven(license, (license) => sql`select ${limitTerm('license', sql`${license}`)}`),
    ifGiven(repo, (repo) => sql`select ${limitTerm('repo', sql`${repo}`)}`),
  ].filter((limit) => limit !== undefined)

/** The tag, if nothing else is asked for. */
const onlyTagOf = ({ tags = [], ...rest }: SkillFilter): string | undefined =>
  tags.length === 1 && Object.values(rest).every((value) => value === undefined) ? tags[0] : undefined

/**
 * The list of one tag. The planner cannot know how many skills have the tag. If it is rare, its skills are gathered and
 * sorted; if it is common, all skills are read in the order of the list until the page is full.
 */
function withOneTag(list: RowList<Item>, key: string, p: ListPage): RowList<Item> {
  const page = (from: SQL, condition: SQL) => selectRows({ ...list, from, where: [IS_LISTED, condition] }, sql`s.id`, p)
  const ctes = sql`
    tag as materialized (
      select ids, (select count(*) from (select from skill_tags where tag_id = any(ids) limit ${COMMON + 1}) counted) > ${COMMON} as is_common
      from (select ${tagsMeantBy(key)} as ids offset 0) meant
    ), gathered as (
      ${page(RARE, sql`true`)}
    ), walked as (
      ${page(
        SKILLS,
        sql`(select is_common from tag) and exists (
          select from skill_tags st where st.skill_id = s.id and st.tag_id = any((select ids from tag)::uuid[]) offset 0)`,
      )}
    ), tagged as materialized (select id from gathered union all select id from walked)`
  return { ...list, ctes, where: [sql`s.id in (select id from tagged)`] }
}

/**
 * A list of the skills that cost little, in another order. If few do, they are gathered and sorted; if many do, all skills are read in
 * the order of the list until the page is full.
 */
function withMaxTokens(list: RowList<Item>, most: number, p: ListPage): RowList<Item> {
  const page = (from: SQL, condition: SQL) =>
    selectRows({ ...list, from, where: [...list.where, condition] }, sql`s.id`, p)
  const ctes = sql`
    cheap as materialized (
      select array_agg(id) as ids, count(*) > ${COMMON} as is_common
      from (
        -- in the order of the index, so that the planner reads no more of it
        select s.id from skills s where ${IS_LISTED} and ${sql.raw(TOKENS)} <= ${most} order by ${sql.raw(TOKENS)}, s.id limit ${COMMON + 1}
      ) counted
    ), gathered as (
      ${page(CHEAP, sql`true`)}
    ), walked as (
      ${page(SKILLS, sql`(select is_common from cheap)`)}
    ), found as materialized (select id from gathered union all select id from walked)`
  return { ...list, ctes, where: [sql`s.id in (select id from found)`] }
}

/** The skills that cost little, if they are few. */
const CHEAP = sql`(select unnest(ids) as skill_id from cheap where not is_common) t
  cross join lateral (select * from skills where id = t.skill_id offset 0) s
  cross join lateral (select * from skill_popularity where skill_id = t.skill_id offset 0) p`

/** The skills with a rare tag, each looked up by its id: left to itself, the planner would scan all skills. */
const RARE = sql`(
    select distinct skill_id from skill_tags where tag_id = any((select ids from tag where not is_common)::uuid[]) limit ${COMMON}
  ) t cross join lateral (select * from skills where id = t.skill_id offset 0) s
  cross join lateral (select * from skill_popularity where skill_id = t.skill_id offset 0) p`

/** Tag ids, as an array. The key of a merged or renamed tag finds the skills of the tag that it stands for. A skill may still have a merged tag. */
export const tagsMeantBy = (key: string): SQL => sql`array(
  select m.id from tags t join tags m on m.id = coalesce(t.merged_into, t.id) or m.merged_into = coalesce(t.merged_into, t.id) where t.key = ${key})`
