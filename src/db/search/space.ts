import { type SQL, sql } from 'drizzle-orm'
import { learnSpace, type PlacedTerm, type TermLevels } from '../../domain/search/learn-space.ts'
import { type Place, placeTerms } from '../../domain/search/place-terms.ts'
import { batch } from '../changes.ts'
import type { Db } from '../connect.ts'
import { lockSearchIndex } from '../locks.ts'
import { SKILLS_THERE } from './keys.ts'

/** So many skills a space is learned from: enough for the words that matter, few enough for the time a Worker has. */
const SAMPLE = 4000
/** Fewer skills have too little in common to learn from. */
const FEWEST = 300
/** A space is learned anew when the catalogue has so many times the skills, or once it is so old. */
const GROWTH = 1.5
const MAX_AGE = '7 days'
/** The keys of so many skills are two megabytes. */
const SKILLS_A_PAGE = 1000
/** Comes before every id. */
const NONE = '00000000-0000-0000-0000-000000000000'

/** The space in use, as a scalar query. */
export const CURRENT_SPACE: SQL = sql`(select max(space) from search_spaces)`

/** Whether there are enough skills to learn a space from, and the one in use is too old or of a much smaller catalogue. */
export async function isSpaceOutdated(db: Db): Promise<boolean> {
  const { rows } = await db.execute<{ outdated: boolean }>(sql`
    select there >= ${FEWEST} and not exists (
      select from search_spaces where made_at > now() - ${MAX_AGE}::interval and skills * ${GROWTH}::float8 >= there) as outdated
    from (select ${SKILLS_THERE} as there) t`)
  return rows[0]?.outdated ?? false
}

/** Learns a space from a sample of the catalogue and puts it into use. Skills are still to be placed in it. Deletes what counts no skills. */
export async function renewSpace(db: Db): Promise<void> {
  const sample: TermLevels[] = []
  for (let after: string | undefined = NONE; after !== undefined && sample.length < SAMPLE; ) {
    const { rows }: { rows: { id: string; keys: number[] }[] } = await db.execute(sql`
      select skill_id as id, to_json(keys) as keys from skill_search where skill_id > ${after}::uuid and keys[1] > 0 order by skill_id limit ${SKILLS_A_PAGE}`)
    sample.push(...rows.map(({ keys }) => levelsOf(keys)))
    after = rows.at(-1)?.id
  }
  await storeSpace(db, learnSpace(sample))
}

const levelsOf = (keys: readonly number[]): TermLevels =>
  new Map(keys.map((key) => [Math.floor(Math.abs(key) / 16), Math.abs(key) % 16]))

/** Terms of words that no skill has any more. Those of copies are not counted; what limits a search has a colon. */
const UNUSED_TERMS = sql`
  with of_copies as materialized (
    select distinct -key / 16 as id from skill_search cross join unnest(keys) key where keys[1] < 0
  )
  delete from search_terms t where t.term not like '%:%' and skills = 0 and id <> 0
    and not exists (select from search_words w where w.term_id = t.id) and not exists (select from of_copies c where c.id = t.id)`

const storeSpace = (db: Db, terms: readonly PlacedTerm[]) =>
  batch(db, {
    space: sql`
      insert into search_spaces (space, made_at, skills)
      select coalesce(max(space), 0) + 1, now(), ${SKILLS_THERE} from search_spaces`,
    terms: sql`
      insert into search_vectors (space, term_id, rarity, vector)
      select ${CURRENT_SPACE}, t.id, t.rarity, t.vector from json_to_recordset(${JSON.stringify(terms)}::json) t(id int, rarity real, vector smallint[]) order by t.id`,
    earlier: [
      sql`delete from search_vectors where space < ${CURRENT_SPACE}`,
      sql`delete from search_spaces where space < ${CURRENT_SPACE}`,
    ],
    unused: [lockSearchIndex, sql`delete from search_words where skills = 0`, UNUSED_TERMS],
  })

/** The terms of the space in use, by id. */
async function readSpace(db: Db): Promise<Map<number, Place>> {
  const { rows } = await db.execute<{ id: number; rarity: number; vector: string }>(sql`
    select term_id as id, rarity, vector::text as vector from search_vectors where space = ${CURRENT_SPACE}`)
  return new Map(rows.map(({ id, rarity, vector }) => [id, { rarity, vector: readVector(vector) }]))
}

/** A vector as PostgreSQL writes arrays. As JSON it would take it twice as long. */
export const readVector = (written: string): number[] => JSON.parse(`[${written.slice(1, -1)}]`)

/** Places the skills that are not yet in the space in use, page by page, while it may go on. Returns how many it looked at. */
export async function placeOtherSkills(db: Db, mayGoOn: () => boolean | Promise<boolean>): Promise<number> {
  let looked = 0
  let placed: Map<number, Place> | undefined
  while (await mayGoOn()) {
    const { rows } = await db.execute<{ space: number; id: string; keys: number[] }>(sql`
      select s.space, ss.skill_id as id, to_json(ss.keys) as keys from search_spaces s
        cross join lateral (select * from skill_search where skill_id > s.placed_to order by skill_id limit ${SKILLS_A_PAGE}) ss
      where s.space = ${CURRENT_SPACE} order by ss.skill_id`)
    placed ??= rows.length === 0 ? new Map<number, Place>() : await readSpace(db)
    const terms = placed
    const places = rows.map(({ id, keys }) => ({ id, vector: placeTerms(levelsOf(keys), terms) }))
    await storePlaces(db, rows[0]?.space ?? 0, places)
    looked += rows.length
    if (rows.length < SKILLS_A_PAGE) break
  }
  return looked
}

type PlacedSkill = { id: string; vector: number[] | null }

/** A page of places. Fewer than a page are the last ones. */
const storePlaces = (db: Db, space: number, places: readonly PlacedSkill[]) =>
  batch(db, {
    $lock: lockSearchIndex,
    placed: storingVectors(
      sql`select * from json_to_recordset(${JSON.stringify(places)}::json) as g(id uuid, vector smallint[])`,
      space,
    ),
    unplaced: sql`delete from skill_vectors where skill_id = any(${sql.param(places.filter(({ vector }) => !vector).map(({ id }) => id))}::uuid[])`,
    reached: sql`
      update search_spaces set placed_to = ${places.length < SKILLS_A_PAGE ? null : places.at(-1)?.id}::uuid
      where space = ${CURRENT_SPACE} and space = ${space} and placed_to is not null`,
  })

/** `places`: a query of id and vector, which may be null. */
export const storingVectors = (places: SQL, space: number): SQL => sql`
  insert into skill_vectors as v (skill_id, space, vector) select id, ${space}::int, vector from (${places}) places where vector is not null order by id
  on conflict (skill_id) do update set space = excluded.space, vector = excluded.vector
    where (v.space, v.vector) is distinct from (excluded.space, excluded.vector)`
