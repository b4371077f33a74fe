import { sql } from 'drizzle-orm'
import { explainMatch, type Hit } from '../../domain/search/explain-match.ts'
import { CARD_TABLES, ITEM, type Item, itemOf, joinObjects } from '../catalogue/skill-card.ts'
import type { SkillFilter } from '../catalogue/skill-filter.ts'
import type { Db } from '../connect.ts'
import { type ListPage, type OrderKeys, type Page, readRows } from '../lists.ts'
import { searchMatches } from './matches.ts'
import { searchFor } from './search-limits.ts'

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

/** What words that no skill has are corrected to. */
const CORRECTIONS = sql`(select json_agg(json_build_object('mask', mask, 'as', "as") order by way) from parts where how = 'corrected') as corrections`

type FoundItem = Item & { hits: Hit[] | null; corrections: { mask: number; as: string }[] | null }

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
  const corrected = new Map<number, string>()
  const page = await readRows<FoundItem>(
    db,
    {
      tag: sort,
      direction: sort === 'tokens' ? 'asc' : 'desc',
      ctes: searchMatches(search),
      from: sql`matches m`,
      where: [],
      order: ORDERS[sort],
      // A common word matches hundreds, of which a page shows few.
      shown: { from: CARD_TABLES, id: sql`s.id`, rowId: sql`m.skill_id` },
      columns: sql`${ITEM}, ${HITS}, ${CORRECTIONS}`,
      item: ({ hits, corrections, ...row }) => {
        const item = itemOf(row)
        const explained = explainMatch(query.words, hits ?? [], JSON.parse(item))
        for (const { mask, as } of corrections ?? []) if (!corrected.has(mask)) corrected.set(mask, as)
        return joinObjects(item, JSON.stringify(explained))
      },
    },
    p,
  )
  const understood = {
    words: query.words,
    ignored: query.ignored,
    did_you_mean: meant(q, new Map(query.words.map((word, n) => [word, corrected.get(1 << n) ?? word]))),
  }
  return { ...page, body: joinObjects(page.body, JSON.stringify({ search: understood })) }
}

/** The query with its typing errors corrected, or null if it has none. */
function meant(q: string, corrected: ReadonlyMap<string, string>): string | null {
  const better = q.replaceAll(/[\p{L}\p{N}]+/gu, (word) => corrected.get(word.toLowerCase()) ?? word)
  return better.toLowerCase() === q.toLowerCase() ? null : better
}
