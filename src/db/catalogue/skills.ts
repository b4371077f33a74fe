import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import type { JsonText } from '../json.ts'
import { ifGiven, type ListPage, type OrderKeys, type Page, type RowList, readRows } from '../lists.ts'
import { publisherWithHandle } from './publishers.ts'
import { searchMatches } from './search-terms.ts'
import { CARD_TABLES, ITEM, type Item, itemOf } from './skill-card.ts'
import { IS_LISTED } from './skill-json.ts'

export type SkillSort = 'relevance' | 'latest' | 'popular'
export type SkillFilter = {
  q?: string | undefined
  category?: string | undefined
  /** A skill has to have all of them. */
  tags?: readonly string[] | undefined
  owner?: string | undefined
  license?: string | undefined
}
/** The keys of each order. */
const ORDERS: Record<SkillSort, OrderKeys> = {
  relevance: {
    'm.exact': 'int',
    'm.complete': 'int',
    'm.relevance': 'numeric',
    'p.popularity_score': 'float8',
    's.id': 'uuid',
  },
  latest: { 's.updated_at': 'timestamptz', 's.id': 'uuid' },
  popular: { 'p.popularity_score': 'float8', 'p.skill_id': 'uuid' },
}

/**
 * Lists public skills, the first in their order first. `relevance` needs a `q`. A category or tag that does not exist has
 * no skills.
 */
export const listSkills = (db: Db, f: SkillFilter, sort: SkillSort, p: ListPage): Promise<Page> =>
  readRows(db, skillList(f, sort), p)

/** Lists the public skills that match the words of `q` best. */
export const searchSkills = async (db: Db, q: string | undefined, size: number): Promise<JsonText> =>
  (await readRows(db, skillList({ q }, 'relevance'), { size })).body

const skillList = (f: SkillFilter, sort: SkillSort): RowList<Item> => ({
  tag: sort,
  ctes: f.q === undefined ? undefined : searchMatches(f.q),
  from: f.q === undefined ? CARD_TABLES : sql`${CARD_TABLES} join matches m on m.skill_id = s.id`,
  // Every skill has a popularity row, so the count does not need them.
  counted: f.q === undefined ? sql`skills s` : undefined,
  where: conditionsOf(f),
  order: ORDERS[sort],
  direction: 'desc',
  columns: ITEM,
  item: itemOf,
})

const conditionsOf = ({ owner, category, tags = [], license }: SkillFilter) => [
  // Copies are folded into their original, but an owner's own list also has the owner's copies.
  owner === undefined
    ? IS_LISTED
    : sql`s.status = 'active' and s.publisher_id = (select id from (${publisherWithHandle(owner)}) p)`,
  ifGiven(category, (key) => sql`s.category_id = (select id from categories where key = ${key})`),
  ...tags.map((key) => sql`s.id in (select skill_id from skill_tags where tag_id = any(${tagsMeantBy(key)}))`),
  ifGiven(license, (license) => sql`s.license = ${license}`),
]

// The key of a merged or renamed tag finds the skills of the tag that it stands for. A skill may still have a merged tag.
const tagsMeantBy = (key: string): SQL => sql`array(
  select m.id from tags t join tags m on m.id = coalesce(t.merged_into, t.id) or m.merged_into = coalesce(t.merged_into, t.id) where t.key = ${key})`
