import { sql } from 'drizzle-orm'
import { batch } from '../changes.ts'
import type { Db } from '../connect.ts'
import { lockSearchIndex } from '../locks.ts'
import { joinByHash } from '../memory.ts'

/** What search stores of a changed skill. `terms` and `words` are empty if it is not active or is gone. */
export type IndexedSkill = {
  id: string
  /** The change that was read. */
  change: string
  isCopy: boolean
  /** Each term with its level of impact. */
  terms: Readonly<Record<string, number>>
  /** Each word as it is written, with its term. */
  words: Readonly<Record<string, string>>
  /** What a search can be limited to, as terms. */
  limits: readonly string[]
}

/** The key of a term with a level, negative for a copy. */
const KEY = sql`case when g.copy then -1 else 1 end * (t.id * 16 + (term.value)::int)`

/**
 * Stores what search knows of skills, and counts what changed by it. A skill that changed again since it was read keeps its place among
 * the changed ones and is left as it is. Safe to repeat. Returns the ids of those that were stored.
 */
export async function storeIndex(db: Db, skills: readonly IndexedSkill[]): Promise<string[]> {
  const given = sql`given as materialized (
    select * from json_to_recordset(${JSON.stringify(skills.map(({ isCopy, ...s }) => ({ ...s, copy: isCopy })))}::json)
      as g(id uuid, change uuid, copy boolean, terms jsonb, words jsonb, limits jsonb))`
  const { stored } = await batch(db, {
    $lock: lockSearchIndex,
    $plan: joinByHash,
    $terms: sql`
      with ${given}, asked as (
        select jsonb_object_keys(terms) as term from given union select jsonb_array_elements_text(limits) from given)
      insert into search_terms (term) select term from asked a where not exists (select from search_terms t where t.term = a.term) order by term`,
    stored: sql<{ id: string }>`
      with ${given}, free as (
        select c.skill_id from skill_search_changes c join given g on g.id = c.skill_id and g.change = c.change for update of c skip locked
      ), mine as materialized (
        delete from skill_search_changes where skill_id in (select skill_id from free) returning skill_id
      ), old as materialized (
        select s.* from skill_search s where s.skill_id in (select skill_id from mine)
      ), keyed as (
        select g.id, array_agg(${KEY} order by t.id) as keys
        from given g join mine on mine.skill_id = g.id, jsonb_each_text(g.terms) term join search_terms t on t.term = term.key group by g.id
      ), new as materialized (
        select k.id as skill_id, k.keys, array(select jsonb_object_keys(g.words) where not g.copy order by 1) as words,
          array(select t.id from jsonb_array_elements_text(g.limits) one join search_terms t on t.term = one.value order by t.id) as limits
        from keyed k join given g on g.id = k.id
      ), put as (
        insert into skill_search as s (skill_id, keys, words, limits) select skill_id, keys, words, limits from new order by skill_id
        on conflict (skill_id) do update set keys = excluded.keys, words = excluded.words, limits = excluded.limits
          where (s.keys, s.words, s.limits) is distinct from (excluded.keys, excluded.words, excluded.limits)
      ), gone as (
        delete from skill_search where skill_id in (select skill_id from mine except select skill_id from new)
      ), key_diff as (
        select key, sum(n)::int as n from (
          select unnest(keys) as key, 1 as n from new union all select unnest(keys), -1 from old
          union all select 0, 1 from new where keys[1] > 0 union all select 0, -1 from old where keys[1] > 0
        ) change where key >= 0 group by key having sum(n) <> 0
      ), keys_counted as (
        insert into search_keys as k (key, skills) select key, n from key_diff order by key
        on conflict (key) do update set skills = k.skills + excluded.skills
      ), word_terms as materialized (
        select distinct on (word.key) word.key as word, t.id from given g, jsonb_each_text(g.words) word join search_terms t on t.term = word.value
      ), word_diff as (
        select word, sum(n)::int as n from (
          select unnest(words) as word, 1 as n from new union all select unnest(words), -1 from old
        ) change group by word having sum(n) <> 0
      ), words_counted as (
        insert into search_words as w (word, term_id, skills) select d.word, coalesce(t.id, 0), d.n from word_diff d left join word_terms t using (word)
        order by d.word
        on conflict (word) do update set skills = w.skills + excluded.skills
      )
      select skill_id as id from mine`,
    $unused: [
      sql`delete from search_keys where skills <= 0 and key <> 0`,
      sql`delete from search_words where skills <= 0`,
    ],
  })
  return stored.map(({ id }) => id)
}
