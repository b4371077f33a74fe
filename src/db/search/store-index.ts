import { sql } from 'drizzle-orm'
import { LEVELS } from '../../domain/search/weights.ts'
import { batch } from '../changes.ts'
import type { Db } from '../connect.ts'
import { lockSearchIndex } from '../locks.ts'
import { joinByHash } from '../memory.ts'
import { storingVectors } from './space.ts'

/** What search stores of a changed skill. `terms`, `words` and `limits` are empty if it is not active or is gone. */
export type IndexedSkill = {
  id: string
  /** The change that was read. */
  change: string
  isCopy: boolean
  /** Each term with its level of impact. */
  terms: ReadonlyMap<string, number>
  /** Each word as it is written, with its term. */
  words: ReadonlyMap<string, string>
  /** What a search can be limited to, as terms. */
  limits: readonly string[]
  /** Where it lies in the space of meaning, if anywhere. */
  vector: readonly number[] | null
}

const LEVEL_NUMBERS = Array.from({ length: LEVELS }, (_, level) => level)
/** The counts of a term's levels: those of a change, and those of the stored counts `c` with a change added. */
const CHANGES = sql.raw(
  LEVEL_NUMBERS.map((level) => `coalesce(sum(n) filter (where key & 15 = ${level}), 0)::int`).join(', '),
)
const CHANGED_COUNTS = sql.raw(
  LEVEL_NUMBERS.map((level) => `coalesce(c.skills[${level + 1}], 0) + coalesce(excluded.skills[${level + 1}], 0)`).join(
    ', ',
  ),
)

/**
 * Stores what search knows of skills, and counts what changed by it. A skill that changed again since it was read keeps its place among
 * the changed ones and is left as it is. Safe to repeat. Returns the ids of those that were stored. Whatever is large is looked up by
 * its key, row by row, so that the cost does not grow with the catalogue.
 */
export async function storeIndex(db: Db, skills: readonly IndexedSkill[], space: number): Promise<string[]> {
  const { given, terms, words } = compact(skills)
  const { stored } = await batch(db, {
    $lock: lockSearchIndex,
    $plan: joinByHash,
    $terms: sql`
      insert into search_terms (term) select term from json_array_elements_text(${terms}::json) asked(term)
      where not exists (select from search_terms t where t.term = asked.term offset 0) order by term`,
    stored: sql<{ id: string }>`
      with given as materialized (
        select * from json_to_recordset(${given}::json)
          as g(id uuid, change uuid, copy boolean, keys int[], words text[], limits int[], vector smallint[])
      ), numbered as materialized (
        -- the ids of the given terms, in their order
        select array_agg(t.id order by asked.nth) as ids from json_array_elements_text(${terms}::json) with ordinality asked(term, nth)
          cross join lateral (select id from search_terms where term = asked.term offset 0) t
      ), free as (
        select c.skill_id from skill_search_changes c join given g on g.id = c.skill_id and g.change = c.change
        where c.skill_id = any(array(select id from given)) for update of c skip locked
      ), mine as materialized (
        delete from skill_search_changes where skill_id = any(array(select skill_id from free)) returning skill_id
      ), old as materialized (
        select s.* from skill_search s where s.skill_id = any(array(select skill_id from mine))
      ), new as materialized (
        select g.id as skill_id, g.words,
          array(select case when g.copy then -1 else 1 end * (ids[k / 16] * 16 + k % 16) from unnest(g.keys) k order by 1) as keys,
          array(select ids[l] from unnest(g.limits) l order by 1) as limits
        from given g join mine on mine.skill_id = g.id cross join numbered where cardinality(g.keys) > 0
      ), put as (
        insert into skill_search as s (skill_id, keys, words, limits) select skill_id, keys, words, limits from new order by skill_id
        on conflict (skill_id) do update set keys = excluded.keys, words = excluded.words, limits = excluded.limits
          where (s.keys, s.words, s.limits) is distinct from (excluded.keys, excluded.words, excluded.limits)
      ), gone as (
        delete from skill_search where skill_id = any(array(select skill_id from mine except select skill_id from new))
      ), counted as (
        insert into search_counts as c (term_id, skills) select key >> 4, trim_array(array[${CHANGES}], ${sql.raw(String(LEVELS - 1))} - max(key & 15)) from (
          select key, sum(n)::int as n from (
            select unnest(keys) as key, 1 as n from new union all select unnest(keys), -1 from old
            union all select 0, 1 from new where keys[1] > 0 union all select 0, -1 from old where keys[1] > 0
          ) change where key >= 0 group by key having sum(n) <> 0
        ) changed group by key >> 4 order by 1
        on conflict (term_id) do update set skills =
          trim_array(array[${CHANGED_COUNTS}], ${sql.raw(String(LEVELS))} - greatest(cardinality(c.skills), cardinality(excluded.skills)))
      ), words_counted as (
        insert into search_words as w (word, term_id, skills)
        select d.word, coalesce(ids[term.value::int], 0), d.n from (
          select word, sum(n)::int as n from (
            select unnest(words) as word, 1 as n from new union all select unnest(words), -1 from old
          ) change group by word having sum(n) <> 0
        ) d left join json_each_text(${words}::json) term on term.key = d.word cross join numbered order by d.word
        on conflict (word) do update set skills = w.skills + excluded.skills
      ), placed as (
        ${storingVectors(sql`select g.id, g.vector from given g join mine on mine.skill_id = g.id`, space)}
      )
      select skill_id as id from mine`,
    $unplaced: sql`delete from skill_vectors where skill_id = any(${sql.param(idsOf(skills, ({ vector }) => !vector))}::uuid[])`,
    // Otherwise each search scans the list of what is to be merged into the index, until a later write merges it.
    $merged: sql`select gin_clean_pending_list('ix_skill_search_keys')`,
  })
  return stored.map(({ id }) => id)
}

const idsOf = (skills: readonly IndexedSkill[], isMeant: (skill: IndexedSkill) => boolean) =>
  skills.filter(isMeant).map(({ id }) => id)

/** The skills as JSON, with the numbers of terms from 1 in place of the terms. A key is 16 times that number, plus the level. */
function compact(skills: readonly IndexedSkill[]) {
  const numbers = new Map<string, number>()
  const numberOf = (term: string) => {
    const number = numbers.get(term) ?? numbers.size + 1
    numbers.set(term, number)
    return number
  }
  const words: Record<string, number> = {}
  const given = skills.map(({ id, change, isCopy, ...skill }) => {
    for (const [word, term] of skill.words) words[word] = numberOf(term)
    return {
      ...{ id, change, copy: isCopy, vector: skill.vector },
      keys: [...skill.terms].map(([term, level]) => numberOf(term) * 16 + level),
      words: isCopy ? [] : [...skill.words.keys()].toSorted(),
      limits: skill.limits.map(numberOf),
    }
  })
  return { given: JSON.stringify(given), terms: JSON.stringify([...numbers.keys()]), words: JSON.stringify(words) }
}
