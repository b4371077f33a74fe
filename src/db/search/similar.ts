import { sql } from 'drizzle-orm'
import { CARD_TABLES, ITEM, type Item, itemOf, joinObjects } from '../catalogue/skill-card.ts'
import type { SkillRef } from '../catalogue/skill-detail.ts'
import { IS_LISTED } from '../catalogue/skill-json.ts'
import type { Db } from '../connect.ts'
import type { JsonText } from '../json.ts'
import { impactOf, keysOf, SKILLS_THERE } from './keys.ts'
import { CURRENT_SPACE } from './space.ts'

/** So many of a skill's terms are looked at, those with the highest levels. */
const MAX_TERMS = 100
/** So many of them, those that tell most of the skill, decide which other skills are looked at. */
const TELLING = 25
/** So many entries of the index are read, those that promise most first. */
const MAX_READ = 2500
/** So many skills are compared. */
const COMPARED = 200
/** The square of the length of a vector. */
const SQUARE = 127 * 127
/** Skills that are less close have only some words in common. */
const LEAST = 0.2

type Near = Item & { closeness: string }

/**
 * Up to `size` public skills that mean about the same as an active skill, the closest first, as `{items}`. Returns null if there is no
 * such skill. Those that share its most telling terms are compared. Closeness is the mean of how much of these terms they have and of the
 * cosine of their vectors: either alone finds fewer of the skills that people judge to answer one query. Without a space the terms decide.
 */
export async function findSimilar(db: Db, ref: SkillRef, size: number): Promise<JsonText | null> {
  const { rows } = await db.execute<Near | { card: null }>(sql`
    with me as materialized (
      select s.id, s.publisher_id, s.name, s.content_hash, ss.keys, v.vector
      from skills s left join skill_search ss on ss.skill_id = s.id left join skill_vectors v on v.skill_id = s.id and v.space = ${CURRENT_SPACE}
      where ${'id' in ref ? sql`s.id = ${ref.id}::uuid` : sql`s.slug = ${ref.slug}`} and s.status = 'active'
    ),
    -- the keys of a copy are negative
    terms as materialized (
      select abs(key) / 16 as term_id, ${impactOf(sql`abs(key) % 16`)} as impact from me, unnest(me.keys) key
      order by abs(key) % 16 desc, abs(key) limit ${MAX_TERMS}
    ),
    telling as materialized (
      select t.term_id, t.impact, ln(1 + greatest(n.skills, df) / df) as rarity from terms t
        cross join lateral (select sum(skills)::float8 as df from (${keysOf(sql`t.term_id`)}) keys) k
        cross join (select ${SKILLS_THERE} as skills) n
      -- a word that no other skill has finds none
      where df > 1 order by t.impact * ln(1 + greatest(n.skills, df) / df) desc, t.term_id limit ${TELLING}
    ),
    reads as (
      select r.*, sum(skills) over (order by value desc, key) - skills as before from (
        select k.key, k.skills, t.rarity * t.impact * ${impactOf(sql`k.key % 16`)} as value from telling t
          cross join lateral (${keysOf(sql`t.term_id`)}) k
      ) r
    ),
    sharing as materialized (
      select f.skill_id, least(1, sum(r.value) / (select sum(rarity * impact * impact) from telling)) as share from reads r
        cross join lateral skills_with_keys_1(array[r.key], (${MAX_READ} - r.before)::bigint) f(skill_id)
      where r.before < ${MAX_READ} group by f.skill_id order by share desc, f.skill_id limit ${COMPARED}
    ),
    compared as materialized (
      select c.skill_id, (c.share + coalesce(
        (select sum(a::int * b) from unnest(v.vector, me.vector) component(a, b))::float8 / ${SQUARE}::float8, c.share)) / 2 as closeness
      from sharing c cross join me left join skill_vectors v on v.skill_id = c.skill_id and v.space = ${CURRENT_SPACE}
    ),
    near as materialized (
      select n.* from compared n cross join me cross join lateral (select * from skills where id = n.skill_id offset 0) s
      where n.closeness >= ${LEAST} and ${IS_LISTED} and s.id <> me.id and (s.content_hash = me.content_hash) is not true
        and (s.publisher_id, s.name) is distinct from (me.publisher_id, me.name)
      order by n.closeness desc, n.skill_id limit ${size}
    )
    select ${ITEM}, round(near.closeness::numeric, 2) as closeness
    from me left join (near join (${CARD_TABLES}) on s.id = near.skill_id) on true order by near.closeness desc, near.skill_id`)
  if (rows.length === 0) return null
  const items = rows.filter((row): row is Near => row.card !== null)
  return `{"items":[${items.map(withCloseness).join(',')}]}`
}

const withCloseness = (row: Near): JsonText =>
  joinObjects(itemOf(row), JSON.stringify({ closeness: Number(row.closeness) }))
