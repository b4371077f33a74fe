import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { cursorText, type JsonText, readJson } from '../json.ts'
import { searchMatches } from './search-terms.ts'
import { LIST_FIELDS, LISTED } from './skill-json.ts'

export type SkillSort = 'relevance' | 'latest' | 'popular'
export type SkillFilter = {
  q?: string | undefined
  category?: string | undefined
  tag?: string | undefined
  owner?: string | undefined
  license?: string | undefined
}
/** Where a page begins: behind the keys of a row, or at a numbered page, which also counts the total. */
export type SkillPage = { size: number } & ({ after?: readonly (string | number)[] | undefined } | { page: number })

/** The keys of each order, all descending, and the type that a cursor's value has in SQL. */
const ORDERS: Record<SkillSort, readonly (readonly [key: string, type: string])[]> = {
  relevance: [
    ['m.exact', 'int'],
    ['m.complete', 'int'],
    ['m.relevance', 'numeric'],
    ['p.popularity_score', 'float8'],
    ['s.id', 'uuid'],
  ],
  latest: [
    ['s.updated_at', 'timestamptz'],
    ['s.id', 'uuid'],
  ],
  popular: [
    ['p.popularity_score', 'float8'],
    ['p.skill_id', 'uuid'],
  ],
}

/** Listed skills in one statement, as `{items, next_cursor}` and for a numbered page `page, size, total, total_pages` too. */
export async function listSkills(db: Db, f: SkillFilter, sort: SkillSort, p: SkillPage): Promise<JsonText> {
  const order = ORDERS[sort]
  const keys = order.map(([key]) => key)
  const after = 'after' in p ? p.after : undefined
  const offset = 'page' in p ? (p.page - 1) * p.size : 0
  const conditions = filters(f)
  const query = sql`
    with ${f.q === undefined ? sql`` : sql`${searchMatches(f.q)},`}
    ${'page' in p ? sql`counted as (select count(*) as total from ${FROM(f.q)} where ${conditions}),` : sql``}
    -- one row more than the page: it tells whether another page follows
    page as (
      select s.id, ${cursorText(sort, keys)} as cursor, ${sql.raw(keys.map((key, i) => `${key} as k${i}`).join(', '))}
      from ${FROM(f.q)} where ${conditions} ${after ? sql`and ${isBehind(order, after)}` : sql``}
      order by ${sql.raw(keys.map((key) => `${key} desc`).join(', '))}
      limit ${p.size + 1} offset ${offset}
    ), numbered as (
      select id, cursor, row_number() over (order by ${sql.raw(keys.map((_, i) => `k${i} desc`).join(', '))}) as nth from page
    )
    select json_build_object(
      'items', coalesce(json_agg(json_build_object(${LIST_FIELDS}) order by page.nth) filter (where page.nth <= ${p.size}), '[]'),
      'next_cursor', case when count(*) > ${p.size} then max(page.cursor) filter (where page.nth = ${p.size}) end
      ${'page' in p ? pageFields(p.page, p.size) : sql``}
    )::text as body
    from numbered page join skills s on s.id = page.id join skill_popularity p on p.skill_id = s.id`
  return (await readJson(db, query)) ?? '{"items":[],"next_cursor":null}'
}

const FROM = (q: string | undefined) =>
  q === undefined
    ? sql`skills s join skill_popularity p on p.skill_id = s.id`
    : sql`matches m join skills s on s.id = m.skill_id join skill_popularity p on p.skill_id = s.id`

/** Copies are folded into their original, but an owner's own list has the owner's copies too. */
function filters(f: SkillFilter): SQL {
  const all = [f.owner === undefined ? LISTED : sql`s.status = 'active' and lower(s.owner) = lower(${f.owner})`]
  if (f.category !== undefined) all.push(sql`s.category_id = (select id from categories where key = ${f.category})`)
  // The key of a merged or renamed tag finds what the tag has that it stands for.
  if (f.tag !== undefined)
    all.push(sql`s.id in (
      select skill_id from skill_tags where tag_id = (select coalesce(merged_into, id) from tags where key = ${f.tag}))`)
  if (f.license !== undefined) all.push(sql`s.license = ${f.license}`)
  return sql.join(all, sql` and `)
}

function isBehind(order: (typeof ORDERS)[SkillSort], after: readonly (string | number)[]): SQL {
  const keys = sql.raw(order.map(([key]) => key).join(', '))
  const values = order.map(([, type], i) => sql`${String(after[i])}::${sql.raw(type)}`)
  return sql`(${keys}) < (${sql.join(values, sql`, `)})`
}

const pageFields = (page: number, size: number): SQL => sql`,
      'page', ${page}::int, 'size', ${size}::int, 'total', (select total from counted),
      'total_pages', (select ceil(total / ${size}::numeric) from counted)`
