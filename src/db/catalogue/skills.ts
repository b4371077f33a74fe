import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { type ListPage, type OrderKeys, type Page, type RowList, readRows, selectRows } from '../lists.ts'
import { CARD_TABLES, ITEM, type Item, itemOf } from './skill-card.ts'
import { conditionsOf, hasVerdict, type SkillFilter, TOKENS, tagsMeantBy } from './skill-filter.ts'
import { IS_LISTED } from './skill-json.ts'

export type SkillSort = 'latest' | 'popular' | 'tokens'

/** What more skills than this have is common. */
const COMMON = 2000

const SKILLS = sql`skills s join skill_popularity p on p.skill_id = s.id`

const ORDERS: Record<SkillSort, OrderKeys> = {
  latest: { 's.updated_at': 'timestamptz', 's.id': 'uuid' },
  // The score of the boards, which is indexed; that of the last count may be a step newer.
  popular: { 'p.placed_score': 'float8', 'p.skill_id': 'uuid' },
  tokens: { [TOKENS]: 'int', 's.id': 'uuid' },
}

/**
 * Lists public skills, the first in their order first. A category or tag that does not exist has no skills.
 */
export function listSkills(db: Db, f: SkillFilter, sort: SkillSort, p: ListPage): Promise<Page> {
  const list = skillList(f, sort)
  const tag = onlyTagOf(f)
  if ('page' in p) return readRows(db, list, p)
  if (tag !== undefined) return readRows(db, withOneTag(list, tag, p), p)
  // An owner's skills are few in any case.
  if (f.owner !== undefined) return readRows(db, list, p)
  if (f.verdict !== undefined) return readRows(db, withOne(list, withVerdict(f.verdict), p), p)
  if (f.maxTokens === undefined || sort === 'tokens') return readRows(db, list, p)
  return readRows(db, withOne(list, costingAtMost(f.maxTokens), p), p)
}

function skillList(f: SkillFilter, sort: SkillSort): RowList<Item> {
  const conditions = conditionsOf(f)
  const list = { tag: sort, direction: sort === 'tokens' ? 'asc' : 'desc', columns: ITEM, item: itemOf } as const
  // Every skill has a popularity row, so the count does not need them.
  return { ...list, from: CARD_TABLES, counted: sql`skills s`, where: conditions, order: ORDERS[sort] }
}

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

/** Skills `s` that an index finds in this order. */
type Indexed = { condition: SQL; order: SQL }

const costingAtMost = (most: number): Indexed => ({
  condition: sql`${sql.raw(TOKENS)} <= ${most}`,
  order: sql.raw(`${TOKENS}, s.id`),
})
const withVerdict = (verdict: string): Indexed => ({
  condition: hasVerdict(verdict),
  order: sql.raw('s.updated_at desc nulls first, s.id desc nulls first'),
})

/**
 * A list of the skills that meet one condition, in an order that its index does not have. If few do, they are gathered and sorted; if
 * many do, all skills are read in the order of the list until the page is full.
 */
function withOne(list: RowList<Item>, { condition, order }: Indexed, p: ListPage): RowList<Item> {
  const page = (from: SQL, isRead: SQL) => selectRows({ ...list, from, where: [...list.where, isRead] }, sql`s.id`, p)
  const ctes = sql`
    few as materialized (
      select array_agg(id) as ids, count(*) > ${COMMON} as is_common
      from (
        -- in the order of the index, so that the planner reads no more of it
        select s.id from skills s where ${IS_LISTED} and ${condition} order by ${order} limit ${COMMON + 1}
      ) counted
    ), gathered as (
      ${page(FEW, sql`true`)}
    ), walked as (
      ${page(SKILLS, sql`(select is_common from few)`)}
    ), found as materialized (select id from gathered union all select id from walked)`
  return { ...list, ctes, where: [sql`s.id in (select id from found)`] }
}

/** The skills that meet the condition, if they are few. */
const FEW = sql`(select unnest(ids) as skill_id from few where not is_common) t
  cross join lateral (select * from skills where id = t.skill_id offset 0) s
  cross join lateral (select * from skill_popularity where skill_id = t.skill_id offset 0) p`

/** The skills with a rare tag, each looked up by its id: left to itself, the planner would scan all skills. */
const RARE = sql`(
    select distinct skill_id from skill_tags where tag_id = any((select ids from tag where not is_common)::uuid[]) limit ${COMMON}
  ) t cross join lateral (select * from skills where id = t.skill_id offset 0) s
  cross join lateral (select * from skill_popularity where skill_id = t.skill_id offset 0) p`
