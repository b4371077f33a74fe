import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { continueChange } from '../../../src/db/catalogue/upkeep/finish-changes.ts'
import { listUnfinished } from '../../../src/db/catalogue/upkeep/unfinished.ts'
import type { Db } from '../../../src/db/connect.ts'
import { expectedState, publishAll, publishedState } from '../oracles/feed-oracle.ts'

/** The id of the tag or alias with this key. */
export async function tagId(db: Db, key: string): Promise<string> {
  const { rows } = await db.execute<{ id: string }>(sql`select id from tags where key = ${key}`)
  if (!rows[0]) throw new Error(`There is no tag ${key}.`)
  return rows[0].id
}

/** All tags and aliases: `key` for a tag, `key → key` for an alias. */
export async function tagKeys(db: Db): Promise<string[]> {
  const { rows } = await db.execute<{ key: string }>(sql`
    select t.key || coalesce(' → ' || o.key, '') as key from tags t left join tags o on o.id = t.merged_into order by t.key collate "C"`)
  return rows.map(({ key }) => key)
}

/**
 * The faults of the tags: a chain of aliases, a skill with an alias, a skill whose search words or card differ from its tags,
 * or a wrong number of public skills.
 */
export async function tagFaults(db: Db): Promise<string[]> {
  const { rows } = await db.execute<{ fault: string }>(sql`
    select format('%s stands for an alias', a.key) as fault from tags a join tags b on b.id = a.merged_into where b.merged_into is not null
    union all
    select format('%s has the alias %s', s.slug, t.key) from skill_tags st join tags t on t.id = st.tag_id join skills s on s.id = st.skill_id
    where t.merged_into is not null
    union all
    select format('%s counts %s skills instead of %s', key, counted, skills) from (
      select t.key, coalesce((select c.skills from tag_counts c where c.tag_id = t.id), 0) as counted, (
        select count(*) from skill_tags st join skills s on s.id = st.skill_id
        where st.tag_id = t.id and s.status = 'active' and s.duplicate_of is null) as skills
      from tags t) t where counted <> skills
    union all
    select format('%s is not found by %s', s.slug, t.key) from skill_tags st join tags t on t.id = st.tag_id join skills s on s.id = st.skill_id
    where ${words('s.search_tags')} not like '%' || ${words('t.key')} || '%'
    union all
    select format('%s is found by %s', s.slug, t.key) from skills s join tags t on ${words('s.search_tags')} like '%' || ${words('t.key')} || '%'
    where not exists (
      select from skill_tags st join tags o on o.id = st.tag_id
      where st.skill_id = s.id and ${words(`o.key || ' ' || o.name`)} like '%' || ${words('t.key')} || '%')`)
  return [...rows.map(({ fault }) => fault), ...(await cardFaults(db))]
}

/** Each skill whose card is missing, or differs from the one that would be built now. */
export async function cardFaults(db: Db): Promise<string[]> {
  const { rows } = await db.execute<{ fault: string }>(sql`
    select format('%s says %s instead of %s', slug, card, built_card(id)) as fault from skills
    where card::text is distinct from built_card(id)::text order by slug`)
  return rows.map(({ fault }) => fault)
}

const words = (text: string) => sql.raw(`(' ' || lower(translate(${text}, '-', ' ')) || ' ')`)

/** Finishes every change that has begun, `limit` skills a page. */
export async function finishAll(db: Db, limit?: number) {
  // A change may wait for another one, so that the next round finishes it.
  for (let round = 0; round < 5; round++)
    for (const change of await listUnfinished(db, { limit: 1000 }))
      for (let isLeft = true; isLeft; ) isLeft = await continueChange(db, change, limit)
  expect(await listUnfinished(db, { limit: 1 })).toEqual([])
}

/** Checks that what is published equals the tables, and that cards say the same. */
export async function expectFeedIsTrue(db: Db) {
  expect(await cardFaults(db)).toEqual([])
  await publishAll(db)
  expect(await publishedState(db)).toEqual(await expectedState(db))
}

/** Checks that no cache and no other site may read an answer. */
export function expectPrivate(response: Response) {
  expect(response.headers.get('Cache-Control')).toBe('private, no-store')
  expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
}
