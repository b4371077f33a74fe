import { sql } from 'drizzle-orm'
import { STRONG_FROM } from '../../domain/search/weights.ts'
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
    stored: sql<{ id: string }>`
      with given as materialized (
        select * from json_to_recordset(${given}::json)
          as g(id uuid, change uuid, copy boolean, keys int[], words int[], limits int[], vector smallint[])
      ), numbered as materialized (
        -- the ids of the given terms; new ones get theirs here, so that each is written once, with its counts
        select asked.nth, asked.term, t.id is null as is_new, coalesce(t.id, nextval('search_terms_id_seq')::int) as id
        from json_array_elements_text(${terms}::json) with ordinality asked(term, nth)
          left join lateral (select id from search_terms where term = asked.term offset 0) t on true
      ), term_ids as materialized (select array_agg(id order by nth) as ids from numbered
      ), spelled as materialized (
        -- the same of the given words, or those whose term is another one since
        select asked.nth, pair->>0 as word, t.id as term_id, w.term_id is distinct from t.id as is_new, coalesce(w.id, nextval('search_words_id_seq')::int) as id
        from term_ids cross join json_array_elements(${words}::json) with ordinality asked(pair, nth)
          cross join lateral (select term_ids.ids[(pair->>1)::int] as id) t
          left join lateral (select id, term_id from search_words where word = pair->>0 offset 0) w on true
      ), word_ids as materialized (select array_agg(id order by nth) as ids from spelled
      ), free as (
        select c.skill_id from skill_search_changes c join given g on g.id = c.skill_id and g.change = c.change
        where c.skill_id = any(array(select id from given)) for update of c skip locked
      ), mine as materialized (
        delete from skill_search_changes where skill_id = any(array(select skill_id from free)) returning skill_id
      ), old as materialized (
        select s.* from skill_search s where s.skill_id = any(array(select skill_id from mine))
      ), new as materialized (
        select g.id as skill_id, array(select word_ids.ids[w] from unnest(g.words) w order by 1) as words,
          array(select case when g.copy then -1 else 1 end * (term_ids.ids[k / 16] * 16 + k % 16) from unnest(g.keys) k order by 1) as keys,
          array(select term_ids.ids[l] from unnest(g.limits) l order by 1) as limits
        from given g join mine on mine.skill_id = g.id cross join term_ids cross join word_ids where cardinality(g.keys) > 0
      ), put as (
        insert into skill_search as s (skill_id, keys, words, limits) select skill_id, keys, words, limits from new order by skill_id
        on conflict (skill_id) do update set keys = excluded.keys, words = excluded.words, limits = excluded.limits, padding = excluded.padding
          where (s.keys, s.words, s.limits) is distinct from (excluded.keys, excluded.words, excluded.limits)
      ), gone as (
        delete from skill_search where skill_id = any(array(select skill_id from mine except select skill_id from new))
      ), counted as (
        -- what is there conflicts, and is found by its key; a join might read all terms
        insert into search_terms as c (id, term, skills, strong, levels) overriding system value
        select id, coalesce(n.term, ''), coalesce(d.skills, 0), coalesce(d.strong, 0), coalesce(d.levels, 0)::smallint
        from (select id, term from numbered where is_new) n full join (
          select key >> 4 as id, sum(n)::int as skills, coalesce(sum(n) filter (where key & 15 >= ${STRONG_FROM}), 0)::int as strong,
            coalesce(bit_or(1 << (key & 15)) filter (where n > 0), 0) as levels, coalesce(bit_or(1 << (key & 15)) filter (where n < 0), 0) as left
          from (
            select unnest(keys) as key, 1 as n from new union all select unnest(keys), -1 from old
            union all select 0, 1 from new where keys[1] > 0 union all select 0, -1 from old where keys[1] > 0
          ) change where key >= 0 group by key >> 4
        ) d using (id) where n.id is not null or d.skills <> 0 or d.strong <> 0 or d.levels & ~d.left <> 0 order by id
        on conflict (id) do update set skills = c.skills + excluded.skills, strong = c.strong + excluded.strong, levels = c.levels | excluded.levels
      ), words_counted as (
        insert into search_words as w (id, word, term_id, skills) overriding system value
        select id, coalesce(s.word, ''), coalesce(s.term_id, 0), coalesce(d.n, 0) from (select id, word, term_id from spelled where is_new) s full join (
          select id, sum(n)::int as n from (
            select unnest(words) as id, 1 as n from new union all select unnest(words), -1 from old
          ) change group by id having sum(n) <> 0
        ) d using (id) order by id
        on conflict (id) do update set skills = w.skills + excluded.skills, term_id = coalesce(nullif(excluded.term_id, 0), w.term_id)
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

/** The skills as JSON, with the numbers of terms and words from 1 in place of them. A key is 16 times the number of its term, plus the level. */
function compact(skills: readonly IndexedSkill[]) {
  const [terms, words] = [new Map<string, number>(), new Map<string, number>()]
  const termOf = new Map<string, string>()
  const given = skills.map(({ id, change, isCopy, ...skill }) => {
    if (!isCopy) for (const [word, term] of skill.words) termOf.set(word, term)
    return {
      ...{ id, change, copy: isCopy, vector: skill.vector },
      keys: [...skill.terms].map(([term, level]) => numberIn(terms, term) * 16 + level),
      words: isCopy ? [] : [...skill.words.keys()].map((word) => numberIn(words, word)),
      limits: skill.limits.map((limit) => numberIn(terms, limit)),
    }
  })
  const spelled = [...words.keys()].map((word) => [word, numberIn(terms, termOf.get(word) as string)])
  return {
    given: JSON.stringify(given),
    terms: JSON.stringify([...terms.keys()]),
    words: JSON.stringify(spelled),
  }
}

function numberIn(numbers: Map<string, number>, of: string): number {
  const number = numbers.get(of) ?? numbers.size + 1
  numbers.set(of, number)
  return number
}
