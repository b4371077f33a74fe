import { sql } from 'drizzle-orm'
import { STRONG_FROM } from '../../domain/search/weights.ts'
import { batch } from '../changes.ts'
import type { Db } from '../connect.ts'
import { lockSearchIndex } from '../locks.ts'
import { joinByHash } from '../memory.ts'
import type { KnownWords, SkillWords } from './known-words.ts'
import { CURRENT_SPACE, storingVectors } from './space.ts'

/** What search stores of a changed skill. `terms`, `words` and `limits` are empty if it is not active or is gone. */
export type IndexedSkill = SkillWords & {
  id: string
  /** The change that was read. */
  change: string
  isCopy: boolean
  /** Where it lies in the space of meaning, if anywhere. */
  vector: readonly number[] | null
}

/**
 * Stores what search knows of skills, and counts what changed by it. A skill that changed again since it was read keeps its place among
 * the changed ones and is left as it is; if a new space was learned since `known` was read, all of them do. Safe to repeat. Returns the ids
 * of those that were stored. Whatever is large is looked up by lists of keys, so that the cost does not grow with the catalogue.
 */
export async function storeIndex(db: Db, skills: readonly IndexedSkill[], known: KnownWords): Promise<string[]> {
  const { given, terms, words } = compact(skills, known)
  const { stored } = await batch(db, {
    $lock: lockSearchIndex,
    $plan: joinByHash,
    stored: sql<{ id: string }>`
      with given as materialized (
        select * from json_to_recordset(${given}::json)
          as g(id uuid, change uuid, copy boolean, keys int[], words int[], limits int[], vector smallint[])
      ), holds as materialized (select coalesce(${CURRENT_SPACE}, 0) = ${known.space}::int as space
      ), asked as materialized (select * from json_array_elements_text(${terms}::json) with ordinality a(term, nth)
      ), numbered as materialized (
        -- the ids of terms that were not known; new ones get theirs here, so that each is written once, with its counts
        select nth, term, t.id is null as is_new, coalesce(t.id, nextval('search_terms_id_seq')::int) as id
        from asked left join (select id, term from search_terms where term = any(array(select term from asked))) t using (term)
      ), term_ids as materialized (select array_agg(id order by nth) as ids from numbered
      ), asked_words as materialized (
        select nth, pair->>0 as word, case when (pair->>1)::int > 0 then (pair->>1)::int else term_ids.ids[-(pair->>1)::int] end as term_id
        from holds cross join term_ids cross join json_array_elements(${words}::json) with ordinality a(pair, nth) where holds.space
      ), spelled as materialized (
        -- the same of words, and of those that have another term now
        select nth, word, a.term_id, w.id is null as is_new, coalesce(w.id, nextval('search_words_id_seq')::int) as id
        from asked_words a left join (select * from search_words where word = any(array(select word from asked_words))) w using (word)
      ), word_ids as materialized (select array_agg(id order by nth) as ids from spelled
      ), free as (
        select c.skill_id from skill_search_changes c join given g on g.id = c.skill_id and g.change = c.change
        where c.skill_id = any(array(select id from given)) and (select space from holds) for update of c skip locked
      ), mine as materialized (
        delete from skill_search_changes where skill_id = any(array(select skill_id from free)) returning skill_id
      ), old as materialized (
        select s.* from skill_search s where s.skill_id = any(array(select skill_id from mine))
      ), new as materialized (
        select g.id as skill_id, array(select case when w > 0 then w else word_ids.ids[-w] end from unnest(g.words) w order by 1) as words,
          array(select case when g.copy then -1 else 1 end * case when k > 0 then k else term_ids.ids[-k / 16] * 16 + -k % 16 end from unnest(g.keys) k order by 1) as keys,
          array(select case when l > 0 then l else term_ids.ids[-l] end from unnest(g.limits) l order by 1) as limits
        from given g join mine on mine.skill_id = g.id cross join term_ids cross join word_ids where cardinality(g.keys) > 0
      ), put as (
        insert into skill_search as s (skill_id, keys, words, limits) select skill_id, keys, words, limits from new order by skill_id
        on conflict (skill_id) do update set keys = excluded.keys, words = excluded.words, limits = excluded.limits, padding = excluded.padding
          where (s.keys, s.words, s.limits) is distinct from (excluded.keys, excluded.words, excluded.limits)
      ), gone as (
        delete from skill_search where skill_id = any(array(select skill_id from mine except select skill_id from new))
      ), change as materialized (
        select key >> 4 as id, sum(n)::int as skills, coalesce(sum(n) filter (where key & 15 >= ${STRONG_FROM}), 0)::int as strong,
          coalesce(bit_or(1 << (key & 15)) filter (where n > 0), 0)::smallint as levels, coalesce(bit_or(1 << (key & 15)) filter (where n < 0), 0)::smallint as "left"
        from (
          select unnest(keys) as key, 1 as n from new union all select unnest(keys), -1 from old
          union all select 0, 1 from new where keys[1] > 0 union all select 0, -1 from old where keys[1] > 0
        ) c where key >= 0 group by key >> 4
      ), added as (
        insert into search_terms (id, term, skills, strong, levels) overriding system value
        select id, term, coalesce(skills, 0), coalesce(strong, 0), coalesce(levels, 0)
        from (select id, term from numbered where is_new union all select 0, '' where not exists (select from search_terms where id = 0)) n
          left join change using (id) order by id
      ), counted as (
        update search_terms t set skills = t.skills + c.skills, strong = t.strong + c.strong, levels = t.levels | c.levels
        from change c where c.id = t.id and t.id = any(array(select id from change)) and (c.skills <> 0 or c.strong <> 0 or c.levels & ~c.left <> 0)
      ), words_change as materialized (
        select id, sum(n)::int as skills from (select unnest(words) as id, 1 as n from new union all select unnest(words), -1 from old) c group by id
      ), words_added as (
        insert into search_words (id, word, term_id, skills) overriding system value
        select id, word, term_id, coalesce(skills, 0) from spelled left join words_change using (id) where is_new order by id
      ), words_counted as (
        update search_words w set skills = w.skills + coalesce(c.skills, 0), term_id = coalesce(c.term_id, w.term_id)
        from (select id, skills, s.term_id from words_change full join (select id, term_id from spelled where not is_new) s using (id)) c
        where c.id = w.id and w.id = any(array(select id from words_change union all select id from spelled)) and (c.skills <> 0 or c.term_id is not null)
      ), placed as (
        ${storingVectors(sql`select g.id, g.vector from given g join mine on mine.skill_id = g.id`, known.space ?? 0)}
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

/** The skills as JSON. A key is 16 times the id of its term, plus the level. What is not known has a number from -1 down in place of its id. */
function compact(skills: readonly IndexedSkill[], known: KnownWords) {
  const [terms, words] = [new Map<string, number>(), new Map<string, number>()]
  const termOf = new Map<string, string>()
  const idOf = (term: string) => known.terms.get(term) ?? -numberIn(terms, term)
  const wordOf = (word: string, term: string) => {
    const stored = known.words.get(word)
    if (stored && stored.termId === known.terms.get(term)) return stored.id
    termOf.set(word, term)
    return -numberIn(words, word)
  }
  const given = skills.map(({ id, change, isCopy, ...skill }) => ({
    ...{ id, change, copy: isCopy, vector: skill.vector },
    keys: [...skill.terms].map(([term, level]) => keyOf(idOf(term), level)),
    words: isCopy ? [] : [...skill.words].map(([word, term]) => wordOf(word, term)),
    limits: skill.limits.map(idOf),
  }))
  const spelled = [...words.keys()].map((word) => [word, idOf(termOf.get(word) as string)])
  return { given: JSON.stringify(given), terms: JSON.stringify([...terms.keys()]), words: JSON.stringify(spelled) }
}

const keyOf = (id: number, level: number) => (id > 0 ? id * 16 + level : id * 16 - level)

function numberIn(numbers: Map<string, number>, of: string): number {
  const number = numbers.get(of) ?? numbers.size + 1
  numbers.set(of, number)
  return number
}
