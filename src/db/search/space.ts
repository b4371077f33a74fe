import { type SQL, sql } from 'drizzle-orm'
import { learnSpace, type PlacedTerm } from '../../domain/search/learn-space.ts'
import { batch } from '../changes.ts'
import type { Db } from '../connect.ts'
import { lockSearchIndex } from '../locks.ts'
import { joinByHash } from '../memory.ts'

/** So many skills a space is learned from: enough for the words that matter, few enough for the time a Worker has. */
const SAMPLE = 4000
/** Fewer skills have too little in common to learn from. */
const FEWEST = 300
/** A space is learned anew when the catalogue has so many times the skills, or once it is so old. */
const GROWTH = 1.5
const MAX_AGE = '7 days'
/** A skill lies where its most telling terms do. */
const TELLING = 30
const SKILLS_A_PAGE = 1000

/** The space in use, as a scalar query. */
export const CURRENT_SPACE: SQL = sql`(select max(space) from search_spaces)`

/** Whether there are enough skills to learn a space from, and the one in use is too old or of a much smaller catalogue. */
export async function isSpaceOutdated(db: Db): Promise<boolean> {
  const { rows } = await db.execute<{ outdated: boolean }>(sql`
    select k.skills >= ${FEWEST} and not exists (
      select from search_spaces where made_at > now() - ${MAX_AGE}::interval and skills * ${GROWTH}::float8 >= k.skills) as outdated
    from search_keys k where k.key = 0`)
  return rows[0]?.outdated ?? false
}

/** Learns a space from a sample of the catalogue and puts it into use. Skills are still to be placed in it. */
export async function renewSpace(db: Db): Promise<void> {
  const { rows } = await db.execute<{ keys: number[] }>(sql`
    select to_json(keys) as keys from skill_search where keys[1] > 0 order by skill_id limit ${SAMPLE}`)
  const skills = rows.map(({ keys }) => new Map(keys.map((key) => [Math.floor(key / 16), key % 16])))
  await storeSpace(db, learnSpace(skills))
}

const storeSpace = (db: Db, terms: readonly PlacedTerm[]) =>
  batch(db, {
    space: sql`
      insert into search_spaces (space, made_at, skills)
      select coalesce(max(space), 0) + 1, now(), (select skills from search_keys where key = 0) from search_spaces`,
    terms: sql`
      insert into search_vectors (space, term_id, rarity, vector)
      select ${CURRENT_SPACE}, t.id, t.rarity, t.vector from json_to_recordset(${JSON.stringify(terms)}::json)
        t(id int, rarity real, vector real[]) order by t.id`,
    earlier: [
      sql`delete from search_vectors where space < ${CURRENT_SPACE}`,
      sql`delete from search_spaces where space < ${CURRENT_SPACE}`,
    ],
  })

/** Places skills in the space in use. Those without telling terms have no place. */
export async function placeSkills(db: Db, skills: SQL): Promise<void> {
  await batch(db, { $plan: joinByHash, placed: placing(skills) })
}

/** Places the skills that are not yet in the space in use, page by page, while it may go on. Returns how many it looked at. */
export async function placeOtherSkills(db: Db, mayGoOn: () => boolean | Promise<boolean>): Promise<number> {
  const page = sql`
    select ss.skill_id from skill_search ss join search_spaces s on s.space = ${CURRENT_SPACE} and ss.skill_id > s.placed_to
    order by ss.skill_id limit ${SKILLS_A_PAGE}`
  let looked = 0
  while (await mayGoOn()) {
    const { step } = await batch(db, {
      $lock: lockSearchIndex,
      $plan: joinByHash,
      placed: placing(page),
      step: sql<{ n: number }>`
        with page as materialized (${page}), step as (
          update search_spaces set placed_to = (select skill_id from page order by skill_id desc limit 1) where space = ${CURRENT_SPACE} and placed_to is not null
        ) select count(*)::int as n from page`,
    })
    looked += step[0]?.n ?? 0
    if (step[0]?.n === 0) break
  }
  return looked
}

/** `skills`: a query of skill_id. */
const placing = (skills: SQL): SQL => sql`
  with asked as materialized (${skills}), telling as (
    select skill_id, vector, impact from (
      select a.skill_id, v.vector, (one.key % 16 + 0.5) / 16 as impact,
        row_number() over (partition by a.skill_id order by (one.key % 16 + 0.5) * v.rarity desc, one.key) as nth
      from asked a join skill_search ss using (skill_id) cross join unnest(ss.keys) one(key)
        join search_vectors v on v.term_id = one.key / 16 and v.space = ${CURRENT_SPACE}
    ) ranked where nth <= ${TELLING}
  ), summed as (
    select skill_id, i, sum(impact * x) as x from telling cross join unnest(vector) with ordinality component(x, i) group by skill_id, i
  ), placed as (
    select skill_id, array_agg(round(127 * x / length)::smallint order by i) as vector
    from (select s.*, sqrt(sum(x * x) over (partition by skill_id)) as length from summed s) s where length > 0 group by skill_id
  ), gone as (
    delete from skill_vectors where skill_id in (select skill_id from asked except select skill_id from placed)
  )
  insert into skill_vectors as v (skill_id, space, vector) select skill_id, ${CURRENT_SPACE}, vector from placed order by skill_id
  on conflict (skill_id) do update set space = excluded.space, vector = excluded.vector
    where (v.space, v.vector) is distinct from (excluded.space, excluded.vector)`
