import { sql } from 'drizzle-orm'
import { explainMatch, type Hit } from '../../domain/search/explain-match.ts'
import { CARD_TABLES, ITEM, type Item, itemOf, joinObjects } from '../catalogue/skill-card.ts'
import { type SkillFilter, TOKENS } from '../catalogue/skill-filter.ts'
import type { Db } from '../connect.ts'
import { type ListPage, type OrderKeys, type Page, readRows } from '../lists.ts'
import { searchMatches } from './matches.ts'
import { searchFor } from './search-limits.ts'

export type SearchSort = 'relevance' | 'latest' | 'popular' | 'tokens'

const ORDERS: Record<SearchSort, OrderKeys> = {
  relevance: { 'm.relevance': 'numeric', 'm.popularity_score': 'float8', 'm.skill_id': 'uuid' },
  latest: { 'of.updated_at': 'timestamptz', 'm.skill_id': 'uuid' },
  popular: { 'm.popularity_score': 'float8', 'm.skill_id': 'uuid' },
  tokens: { 'of.tokens': 'int', 'm.skill_id': 'uuid' },
}

/** The matches with what only some orders need. */
const WITH_SKILLS = sql`matches m cross join lateral (
  select updated_at, ${sql.raw(TOKENS)} as tokens from skills s where id = m.skill_id offset 0) of`

/** Which of the terms that were looked for a skill `s` of a page has. The keys of a copy are negative. */
const TERMS = sql`array_to_json(array(
  select abs(key) / 16 from skill_search ss cross join unnest(ss.keys) key
  where ss.skill_id = s.id and abs(key) / 16 = any((select terms from searched)::int[]))) as terms`

/** What was looked for: the terms of each way, and how many of them a skill has to have. */
const WAYS = sql`(select ways from searched)`

type FoundWay = Hit & { terms: number[]; parts: number }

type FoundItem = Item & { terms: number[]; once: FoundWay[] | null }

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
  const search = searchFor(q, filter)
  const { query } = search
  let ways: FoundWay[] = []
  const page = await readRows<FoundItem>(
    db,
    {
      tag: sort,
      direction: sort === 'tokens' ? 'asc' : 'desc',
      ctes: searchMatches(search),
      from: sort === 'latest' || sort === 'tokens' ? WITH_SKILLS : sql`matches m`,
      where: [],
      order: ORDERS[sort],
      // A common word matches hundreds, of which a page shows few.
      shown: { from: CARD_TABLES, id: sql`s.id`, rowId: sql`m.skill_id` },
      columns: sql`${ITEM}, ${TERMS}`,
      once: WAYS,
      item: ({ terms, once, ...row }) => {
        ways = once ?? ways
        const item = itemOf(row)
        const has = new Set(terms)
        const hits = ways.filter((way) => way.terms.filter((term) => has.has(term)).length >= way.parts)
        return joinObjects(item, JSON.stringify(explainMatch(query.words, hits, JSON.parse(item))))
      },
    },
    p,
  )
  const corrected = ways.filter(({ how }) => how === 'corrected')
  const understood = {
    words: query.words,
    ignored: query.ignored,
    did_you_mean: meant(
      q,
      new Map(query.words.map((word, n) => [word, corrected.find(({ mask }) => mask === 1 << n)?.as ?? word])),
    ),
  }
  return { ...page, body: joinObjects(page.body, JSON.stringify({ search: understood })) }
}

/** The query with its typing errors corrected, or null if it has none. */
function meant(q: string, corrected: ReadonlyMap<string, string>): string | null {
  const better = q.replaceAll(/[\p{L}\p{N}]+/gu, (word) => corrected.get(word.toLowerCase()) ?? word)
  return better.toLowerCase() === q.toLowerCase() ? null : better
}
