import { type SQL, sql } from 'drizzle-orm'
import { explainMatch, type Hit } from '../../domain/search/explain-match.ts'
import { understand } from '../../domain/search/understand.ts'
import { publisherWithHandle } from '../catalogue/publishers.ts'
import { CARD_TABLES, ITEM, type Item, itemOf, joinObjects } from '../catalogue/skill-card.ts'
import { conditionsOf, type SkillFilter, tagsMeantBy } from '../catalogue/skill-filter.ts'
import type { Db } from '../connect.ts'
import { ifGiven, type ListPage, type OrderKeys, type Page, readRows } from '../lists.ts'
import { limitTerm } from './changed-skills.ts'
import { searchMatches } from './matches.ts'

export type SearchSort = 'relevance' | 'latest' | 'popular' | 'tokens'

const ORDERS: Record<SearchSort, OrderKeys> = {
  relevance: { 'm.relevance': 'numeric', 'm.popularity_score': 'float8', 'm.skill_id': 'uuid' },
  latest: { 'm.updated_at': 'timestamptz', 'm.skill_id': 'uuid' },
  popular: { 'm.popularity_score': 'float8', 'm.skill_id': 'uuid' },
  tokens: { 'm.context_tokens': 'int', 'm.skill_id': 'uuid' },
}

/** The ways in which a skill `s` of a page was found. A way of several terms counts if the skill has all of them. */
const HITS = sql`(
  select json_agg(json_build_object('mask', mask, 'as', "as", 'how', how)) from (
    select p.way, p.mask, p.as, p.how from skill_search ss cross join unnest(ss.keys) one(key) join parts p on p.term_id = abs(one.key) / 16
    where ss.skill_id = s.id group by p.way, p.mask, p.as, p.how, p.parts having count(*) >= p.parts) hit) as hits`

type FoundItem = Item & { hits: Hit[] | null }

/**
 * Lists the public skills that match the words of `q`, by default the best first. Each says what matched where; the answer says which words
 * were searched for, which were ignored, and what the query probably means if some of its words are typing errors.
 */
export async function searchSkills(
  db: Db,
  { q, ...filter }: SkillFilter & { q: string },
  sort: SearchSort,
  p: ListPage,
): Promise<Page> {
  const query = understand(q)
  const corrected = new Map<string, string>()
  const page = await readRows<FoundItem>(
    db,
    {
      tag: sort,
      direction: sort === 'tokens' ? 'asc' : 'desc',
      ctes: searchMatches({
        query,
        conditions: conditionsOf(filter),
        limits: limitsOf(filter),
        copiesToo: filter.owner !== undefined,
      }),
      from: sql`matches m`,
      where: [],
      order: ORDERS[sort],
      // A common word matches hundreds, of which a page shows few.
      shown: { from: CARD_TABLES, id: sql`s.id`, rowId: sql`m.skill_id` },
      columns: sql`${ITEM}, ${HITS}`,
      item: ({ hits, ...row }) => {
        const item = itemOf(row)
        const explained = explainMatch(query.words, hits ?? [], JSON.parse(item))
        for (const { word, as, how } of explained.matches)
          if (how === 'corrected' && !corrected.has(word)) corrected.set(word, as)
        return joinObjects(item, JSON.stringify(explained))
      },
    },
    p,
  )
  const search = { words: query.words, ignored: query.ignored, did_you_mean: meant(q, corrected) }
  return { ...page, body: joinObjects(page.body, JSON.stringify({ search })) }
}

/** The query with its typing errors corrected, or null if it has none. */
function meant(q: string, corrected: ReadonlyMap<string, string>): string | null {
  if (corrected.size === 0) return null
  return q.replaceAll(/[\p{L}\p{N}]+/gu, (word) => corrected.get(word.toLowerCase()) ?? word)
}

/** What the index of search can limit itself to: each a query of terms of which a skill has to have one. */
const limitsOf = ({ owner, category, tags = [], license, repo }: SkillFilter): SQL[] =>
  [
    ifGiven(owner, (owner) => sql`select ${limitTerm('publisher', sql`p.id`)} from (${publisherWithHandle(owner)}) p`),
    ifGiven(category, (key) => sql`select ${limitTerm('category', sql`id`)} from categories where key = ${key}`),
    ...tags.map((key) => sql`select ${limitTerm('tag', sql`id`)} from unnest(${tagsMeantBy(key)}) id`),
    ifGiven(license, (license) => sql`select ${limitTerm('license', sql`${license}`)}`),
    ifGiven(repo, (repo) => sql`select ${limitTerm('repo', sql`${repo}`)}`),
  ].filter((limit) => limit !== undefined)
