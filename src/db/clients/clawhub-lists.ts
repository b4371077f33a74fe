import { type SQL, sql } from 'drizzle-orm'
import type { ClawhubSkill } from '../../domain/clients/clawhub-skill.ts'
import { IS_LISTED } from '../catalogue/skill-json.ts'
import type { Db } from '../connect.ts'
import { type List, type ListPage, type OrderKeys, readList } from '../lists.ts'
import { searchMatches } from '../search/matches.ts'
import { searchFor } from '../search/search-limits.ts'
import { CLAWHUB_SKILL, CLAWHUB_TABLES, NAME_KEY } from './clawhub-skill.ts'

/** `updated`: what the client means if it names no order. */
export type ClawhubSort = 'updated' | 'createdAt' | 'downloads' | 'installs' | 'trending' | 'stars'

type Ordering = { from: SQL; ctes?: SQL; order: OrderKeys; direction: 'asc' | 'desc' }
type Skills = { items: ClawhubSkill[]; next_cursor: string | null }

/** An order by a count is among so many skills: the most popular, and those with stars. Counts have no index, since they change often. */
const COUNTED = 2000

const bySkill = (column: string): Ordering => ({
  ...{ from: sql`skills s`, direction: 'desc' },
  order: { [column]: 'timestamptz', 's.id': 'uuid' },
})

const byCount = (count: SQL): Ordering => ({
  ctes: sql`
    popular as materialized (
      select p.skill_id from skill_popularity p join skills s on s.id = p.skill_id where ${IS_LISTED}
      order by p.placed_score desc, p.skill_id desc limit ${COUNTED}
    ), counted as (
      select s.*, ${count} as count, p.placed_score
      from (select skill_id from popular union (select skill_id from skill_stars limit ${COUNTED})) one
        join skills s on s.id = one.skill_id join skill_popularity p on p.skill_id = s.id
    )`,
  from: sql`counted s`,
  order: { 's.count': 'int', 's.placed_score': 'float8', 's.id': 'uuid' },
  direction: 'desc',
})

const ORDERINGS: Record<ClawhubSort, Ordering> = {
  updated: bySkill('s.updated_at'),
  createdAt: bySkill('s.created_at'),
  downloads: byCount(sql`p.uses_30d`),
  installs: byCount(sql`p.uses_30d`),
  trending: byCount(sql`p.uses_7d`),
  stars: byCount(sql`(select count(*)::int from skill_stars st where st.skill_id = s.id)`),
}

const BY_NAME: Ordering = { from: sql`skills s`, order: { [NAME_KEY]: 'text', 's.id': 'uuid' }, direction: 'asc' }

/** Lists public skills in an order. */
export const listClawhubSkills = (db: Db, sort: ClawhubSort, p: ListPage): Promise<Skills> =>
  read(db, sort, ORDERINGS[sort], [IS_LISTED], p)

/** Lists the active skills whose names begin with `prefix`, by name. Copies too: each can be installed. */
export const listClawhubByPrefix = (db: Db, prefix: string, p: ListPage): Promise<Skills> => {
  const name = sql.raw(NAME_KEY)
  // No character sorts after U+10FFFF.
  const begins = sql`${name} >= ${prefix} and ${name} < ${`${prefix}\u{10ffff}`} and s.status = 'active'`
  return read(db, 'name', BY_NAME, [begins], p)
}

async function read(db: Db, tag: string, ordering: Ordering, where: SQL[], p: ListPage): Promise<Skills> {
  const list: List = {
    tag: `clawhub-${tag}`,
    ...ordering,
    where,
    id: 's.id',
    item: CLAWHUB_SKILL,
    shown: CLAWHUB_TABLES,
  }
  return JSON.parse(await readList(db, list, p))
}

export type ClawhubHit = ClawhubSkill & { score: number }

/** The skills that match the words best; with `exact`, the active ones of exactly this name. */
export async function searchClawhub(db: Db, p: { q: string; exact: boolean; size: number }): Promise<ClawhubHit[]> {
  const { rows } = await db.execute<{ skill: ClawhubHit }>(sql`
    with ${p.exact ? named(p.q, p.size) : best(p.q, p.size)}
    select json_build_object(${CLAWHUB_SKILL}, 'score', found.score) as skill
    from found join skills s on s.id = found.id left join skill_popularity p on p.skill_id = s.id order by found.nth`)
  return rows.map(({ skill }) => skill)
}

const best = (q: string, size: number): SQL => sql`
  ${searchMatches(searchFor(q, {}))}, found as materialized (
    select skill_id as id, relevance as score, row_number() over (order by relevance desc, popularity_score desc, skill_id desc) as nth
    from matches order by nth limit ${size}
  )`

const named = (q: string, size: number): SQL => sql`
  found as materialized (
    select s.id, 1 as score, row_number() over (order by p.placed_score desc nulls last, s.id) as nth from ${CLAWHUB_TABLES}
    where ${sql.raw(NAME_KEY)} = ${q
      .trim()
      .toLowerCase()
      .replaceAll(/[\s_]+/g, '-')} and s.status = 'active' order by nth limit ${size}
  )`
