import { type SQL, sql } from 'drizzle-orm'
import { allOf } from '../lists.ts'

/** How many of the most used skills with the words in name, tags or summary are ranked. */
const MAX_BY_SUMMARY = 2000

/** If fewer skills than this have the words there, the texts are searched too. */
const ENOUGH_BY_SUMMARY = 100
/** How many of the most used skills with the words in their text are ranked. */
const MAX_BY_TEXT = 500

/** How many of the words that no skill has are searched as typing errors, the longest first. */
const MAX_UNKNOWN = 3

/** Counting the skills with a word stops here: the word is common. */
const MAX_COUNTED = 1000

/** The weight of a word in the text. A word in tags or summary weighs 0.4, a word in the name 1. */
const TEXT_WEIGHT = 0.05

/**
 * CTEs that turn the words of `q` into `matches (skill_id, updated_at, popularity_score, context_tokens, exact, complete, relevance)`: skills
 * `s` with most of the words that meet the conditions. `tokens`: what their context costs, as an expression.
 * Rare words weigh more (BM25's inverse document frequency, which `ts_rank` does not have). A word that no skill has is a
 * typing error or is in a language that `tsvector` does not split, so it is searched by trigrams.
 */
export const searchMatches = (q: string, conditions: readonly (SQL | undefined)[], tokens: SQL): SQL => sql`
  -- the words of the query, split and stemmed as in the index; the plain words if all of them are stop words
  lexemes as (
    select lexeme from unnest(to_tsvector('english', translate(${q}, '-_/.:', '     '))) limit 12
  ), words as (
    select lexeme as word from lexemes
    union all
    (select distinct w from regexp_split_to_table(lower(left(${q}, 200)), '\\s+') w
      where w ~ '[[:alnum:]]' and not exists (select from lexemes) order by w limit 12)
  ),
  -- how many skills have each word, up to a bound; words outside ASCII match as prefixes, because Korean appends particles
  terms as materialized (
    select w.word, tsq.q, (
        select count(*) from (select from skills s where (s.search @@ tsq.q or s.search_body @@ tsq.q) and s.status = 'active' limit ${MAX_COUNTED}) counted
      ) as df
    from words w cross join lateral (
      select ('''' || replace(replace(w.word, '\\', '\\\\'), '''', '''''') || '''' || case when w.word ~ '[^[:ascii:]]' then ':*' else '' end)::tsquery as q
    ) tsq
  ), fuzzy as materialized (
    select t.word, f.skill_id, f.similarity
    from (select word from terms where df = 0 order by length(word) desc, word limit ${MAX_UNKNOWN}) t
    cross join lateral similar_skills(t.word) f
  ),
  -- words without any match are dropped; the others weigh by their rarity
  asked as materialized (
    select t.word, t.q, t.df, row_number() over (order by t.df, t.word) as nth, count(*) over () as n,
      ceil(count(*) over () * 0.6) as needed,
      ln(1 + (size.skills - t.df + 0.5) / (t.df + 0.5)) as idf
    from terms t cross join (select greatest(reltuples, ${MAX_COUNTED}) as skills from pg_class where oid = 'skills'::regclass) size
    where t.df > 0 or exists (select from fuzzy f where f.word = t.word)
  ),
  -- a skill with enough of the n words has one of the n - needed + 1 rarest, so only those words are looked up
  rarest as (
    select string_agg(q::text, ' | ')::tsquery as q from asked where nth <= n - needed + 1 and df > 0
  ), near as materialized (
    select s.id, p.popularity_score from skills s join skill_popularity p on p.skill_id = s.id
    where s.search @@ (select q from rarest) order by p.popularity_score desc, s.id limit ${MAX_BY_SUMMARY}
  ), candidates as (
    select id, popularity_score from near
    union
    (select s.id, p.popularity_score from skills s join skill_popularity p on p.skill_id = s.id
      where (select count(*) from near) < ${ENOUGH_BY_SUMMARY} and s.search_body @@ (select q from rarest)
      order by p.popularity_score desc, s.id limit ${MAX_BY_TEXT})
    union
    select p.skill_id, p.popularity_score from fuzzy join skill_popularity p using (skill_id)
    union
    select s.id, p.popularity_score from skills s join skill_popularity p on p.skill_id = s.id where s.name = ${nameOf(q)}
  ),
  matches as (
    select s.id as skill_id, s.updated_at, c.popularity_score, ${tokens} as context_tokens, (${IS_NAMED} = ${nameOf(q)})::int as exact, (found.n = wanted.n)::int as complete,
      round(coalesce(found.relevance, 0)::numeric, 3) as relevance
    from candidates c cross join lateral (select * from skills where id = c.id offset 0) s
    cross join (select coalesce(max(n), 0) as n, coalesce(max(needed), 0) as needed from asked) wanted
    cross join lateral (
      select count(*) as n, sum(hit.weight) as relevance from (
        select a.idf * case when s.search @@ a.q then ts_rank('{0, 0, 0.4, 1}', s.search, a.q) else ${sql.raw(String(TEXT_WEIGHT))} end as weight
        from asked a where s.search @@ a.q or s.search_body @@ a.q
        union all
        select a.idf * f.similarity * 0.5 from fuzzy f join asked a on a.word = f.word where f.skill_id = s.id
      ) hit
    ) found
    where (found.n >= wanted.needed or ${IS_NAMED} = ${nameOf(q)}) and ${allOf(conditions)}
  )`

// The query "PDF tools" matches the names pdf-tools and "PDF Tools" exactly; some files write a name with spaces.
const IS_NAMED = sql.raw(`regexp_replace(lower(s.name), '[\\s_]+', '-', 'g')`)
const nameOf = (q: string) =>
  q
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-')
