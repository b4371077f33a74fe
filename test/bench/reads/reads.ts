import { type SQL, sql } from 'drizzle-orm'
import { findSkill } from '../../../src/db/catalogue/skill-detail.ts'
import { listSkills } from '../../../src/db/catalogue/skills.ts'
import type { Db } from '../../../src/db/connect.ts'
import { listActiveSkills } from '../../../src/db/intake/crawling/stars.ts'
import { readBoard } from '../../../src/db/ranking/rankings.ts'
import { searchSkills } from '../../../src/db/search/search-skills.ts'
import { CATEGORIES } from '../../../src/domain/catalogue/categories.ts'

/** One kind of read: its addresses, the statements behind them, and what it is held against. */
export type Read = {
  name: string
  paths: string[]
  statements: (() => Promise<unknown>)[]
  /** The ids, names and scores of the rows of the first address, by a plain join: the least that a database has to do. */
  plain?: SQL
  /** Goals: its database time as a multiple of that of `plain`, and its rate as a share of that of a bare "hello". */
  atMost?: number
  ofHello?: number
}

const WORDS = ['protein model', 'deploy test report', 'bacodi', 'forms']

const plain = (condition: SQL): SQL => sql`
  select s.id, s.name, p.popularity_score from skills s join skill_popularity p on p.skill_id = s.id
  where s.status = 'active' and s.duplicate_of is null and ${condition} order by p.popularity_score desc, p.skill_id desc limit 20`

export async function publicReads(db: Db): Promise<Read[]> {
  const slugs = (await listActiveSkills(db)).slice(0, 200).map(({ slug }) => slug)
  const [first = ''] = slugs
  const category = CATEGORIES[0]?.key ?? ''
  return [
    {
      name: 'list',
      paths: ['/v1/skills?size=20'],
      statements: [() => listSkills(db, {}, 'popular', { size: 20 })],
      plain: plain(sql`true`),
      atMost: 2,
      ofHello: 0.16,
    },
    {
      name: 'category list',
      paths: [`/v1/skills?size=20&category=${category}`],
      statements: [() => listSkills(db, { category }, 'popular', { size: 20 })],
      plain: plain(sql`s.category_id = (select id from categories where key = ${category})`),
      atMost: 2.5,
    },
    {
      name: 'search',
      paths: WORDS.map((q) => `/v1/skills?q=${encodeURIComponent(q)}`),
      statements: WORDS.map((q) => () => searchSkills(db, { q }, 'relevance', { size: 20 })),
    },
    {
      name: 'detail',
      paths: slugs.map((slug) => `/v1/skills/${slug}`),
      statements: slugs.map((slug) => () => findSkill(db, { slug })),
      plain: plain(sql`s.slug = ${first}`),
      atMost: 2.5,
      ofHello: 0.16,
    },
    {
      name: 'board',
      paths: ['/v1/rankings?page_size=20'],
      statements: [() => readBoard(db, { by: 'popularity' }, { size: 20, after: 0, page: 1 })],
      plain: plain(sql`true`),
      atMost: 2.5,
      ofHello: 0.16,
    },
  ]
}
