import { type SQL, sql } from 'drizzle-orm'
import { VECTOR_LENGTH } from '../../domain/search/place-terms.ts'
import type { Understood } from '../../domain/search/understand.ts'
import { LEVELS } from '../../domain/search/weights.ts'
import { CLIENT_NAME } from '../clients/client-name.ts'
import { allOf } from '../lists.ts'
import { partsOf } from './parts.ts'
import { CURRENT_SPACE } from './space.ts'

/** So many entries of the index are read for a query, those that promise most first. What is left out would add least. */
const MAX_READ = 2000
/** A key that more skills have is not read from the index, which would list them all. Those of them that are used most are looked at instead. */
const MAX_LISTED = 20_000
const MAX_USED = 1000
/** If no more skills than this are within the limits of a search, all of their entries are read. */
const MAX_NARROW = 2000
/** So many skills are matches at most, the best ones. */
const MAX_MATCHES = 300
/** A skill with less than this share of the best one's score is no match. */
const LEAST_SHARE = 0.15
/** Each further skill of one name counts so much less, so that they do not crowd out the others. */
const CROWDED = 0.6
/** What a skill of exactly the name that is asked for gains: it comes first once somebody has used it, or if its publisher is verified. */
const NAMED = 0.15
const EARNED = 1
/** So many skills of exactly the name that is asked for are looked at. */
const MAX_NAMED = 20
/** How much rarity counts: BM25's inverse document frequency to this power. */
const RARITY = 0.85
/** So much of a score depends on how many of the query's words a skill has. */
const COMPLETENESS = 0.3
/** The impact of words that are found together: which level each has is not read. */
const TOGETHER = 0.4
/** So much does it count that a skill is about the same as the query, whatever its words. The best ones by their words are compared. */
const MEANING = 0.3
const COMPARED = 60
/** A skill's use lifts its score by less than this share, and by half of it at this popularity. */
const MOST_LIFT = 0.1
const HALF_LIFTED = 20

/** By how much a skill's use lifts it. */
const lift = sql.raw(`(1 + ${MOST_LIFT} * p.popularity_score / (${HALF_LIFTED} + p.popularity_score))`)

export type Search = {
  query: Understood
  /** The conditions that a skill `s` has to meet. */
  conditions: readonly (SQL | undefined)[]
  /** For each limit of the search, a query of the terms of which a skill has to have one. */
  limits: readonly SQL[]
  /** A query of the few skills that are searched, if they are known beforehand. */
  among?: SQL | undefined
  /** A condition on a skill `s` that the index does not know. It is checked before the best matches are chosen. */
  also?: SQL | undefined
  /** Whether copies are searched too, as in the list of an owner. */
  copiesToo: boolean
}

/**
 * CTEs that end in `matches (skill_id, relevance, …)` and `parts`, what was looked for. Scores are BM25F's: a word that few skills have weighs
 * more, and how much it says of a skill is stored with the skill. Of each word the best way counts, so that a synonym adds nothing to
 * the word itself. `mask`: the words of the query that a way stands for, as bits.
 */
export const searchMatches = (search: Search): SQL => sql`
  ${partsOf(search.query)},
  ${readsOf(search)},
  hits as (
    select found.skill_id, r.mask, r.value from reads r cross join lateral (${entries(search, sql`ss.keys && r.one`)}) found
    where r.other is null and r.is_listed
    union all
    select found.skill_id, r.mask, r.value
    from reads r cross join lateral (${entries(search, sql`ss.keys && r.one and ss.keys && r.other`)}) found
    where r.other is not null and r.is_listed
    union all
    select found.skill_id, r.mask, r.value from reads r cross join lateral (${mostUsed(search)}) found
    where r.other is null and not r.is_listed
  ),
  scored as materialized (
    select skill_id, score, max(score) over () as top, row_number() over (order by score desc, skill_id) as nth from (
      select skill_id, (${sum(bestOf(search.query.words))}) * (${number(1 - COMPLETENESS)} + ${number(COMPLETENESS)} * (
        ${sum(hasOf(search.query.words))}) / ${number(Math.max(1, search.query.words.length))}) as score
      from hits ${search.also === undefined ? sql`` : sql`where exists (select from skills s where s.id = hits.skill_id and ${search.also} offset 0)`}
      group by skill_id order by score desc, skill_id limit ${number(MAX_MATCHES)}
    ) best
  ),
  meaning as materialized (
    select array_agg(x order by i) as vector, sqrt(sum(x * x)) as length from (
      select i, sum(p.weight * x) as x
      from (select term_id, max(weight / parts) as weight from parts group by term_id) p
        cross join lateral (select vector from search_vectors where term_id = p.term_id and space = ${CURRENT_SPACE} offset 0) v cross join unnest(v.vector) with ordinality component(x, i)
      group by i) summed
  ),
  named as materialized (
    -- by the index of names first: the planner takes any index of listed skills for as good, and would read all of them
    (select s.id as skill_id from (select * from skills s where ${CLIENT_NAME} collate "C" = nullif(${search.query.name}, '') offset 0) s
      where ${allOf(search.conditions)} order by s.id limit ${number(MAX_NAMED)})
    union select s.id from skills s where s.slug = ${search.query.slug}
  ),
  ranked as (
    select skill_id, max(relevance) as relevance, bool_or(is_named) as is_named from (
      select skill_id, score / top + ${number(MEANING)} * coalesce(closeness, avg(closeness) over (), 0) as relevance, false as is_named
      from (
        select s.skill_id, s.score, s.top, case when v.vector is not null then (
          select sum(a * b) from unnest(v.vector, m.vector) component(a, b)) / nullif(${number(VECTOR_LENGTH)} * m.length, 0) end as closeness
        from scored s cross join meaning m left join lateral (
          select vector from skill_vectors where s.nth <= ${number(COMPARED)} and skill_id = s.skill_id and space = ${CURRENT_SPACE} offset 0) v on true
        where s.score >= ${number(LEAST_SHARE)} * s.top
      ) close
      -- a skill that search does not know yet is found by its name at once
      union all select skill_id, case when exists (select from skill_search ss where ss.skill_id = n.skill_id) then 0 else 1 end, true from named n
    ) one group by skill_id
  ),
  matches as materialized (
    select s.id as skill_id, s.updated_at, p.popularity_score, coalesce(s.context_tokens, 2147483647) as context_tokens,
      round((m.relevance * ${lift} * power(${number(CROWDED)}, row_number() over (partition by lower(s.name) order by m.relevance * ${lift} desc, s.id) - 1)
        + case when not m.is_named then 0 when p.uses_30d > 0 or exists (select from publishers w where w.id = s.publisher_id and w.verified_at is not null) then ${number(EARNED)} else ${number(NAMED)} end)::numeric, 4) as relevance
    from ranked m cross join lateral (select * from skills where id = m.skill_id offset 0) s
      cross join lateral (select popularity_score, uses_30d from skill_popularity where skill_id = m.skill_id offset 0) p
    where ${allOf(search.conditions)}
  )`

/** That `ss` has keys, and is within the limits of the search. */
const hasKeys = (search: Search, keys: SQL): SQL => allOf([keys, ...within(search)])

/** That `ss` is within the limits of the search. */
const within = ({ limits, among }: Search): SQL[] => [
  ...limits.map((_, i) => sql`ss.limits && (select ids from ${limitName(i)})`),
  ...(among === undefined ? [] : [sql`ss.skill_id = any(array(${among}))`]),
]

/** Whether so few skills are within the limits that all their entries can be read: the bounds are of the whole catalogue. */
const isNarrow = (search: Search): SQL => {
  const limits = within(search)
  if (limits.length === 0) return sql`false`
  return sql`(select count(*) from (select from skill_search ss where ${allOf(limits)} limit ${number(MAX_NARROW + 1)}) one) <= ${number(MAX_NARROW)}`
}

/** The skills with the keys of a read `r`, as many as may still be read. */
const entries = (search: Search, keys: SQL): SQL => sql`
  select ss.skill_id from skill_search ss where ${hasKeys(search, keys)} limit ${number(MAX_READ)} - r.before`

/** Of the skills that are used most, those with the keys of a read `r`. There is one such read at most: the others come after it. */
const mostUsed = (search: Search): SQL => sql`
  select ss.skill_id from (
    select skill_id from skill_popularity where listed order by placed_score desc, changed_at desc, tie desc limit ${number(MAX_USED)}
  ) p cross join lateral (select skill_id, keys, limits from skill_search where skill_id = p.skill_id offset 0) ss where ${hasKeys(search, sql`ss.keys && r.one`)}`

/**
 * `reads`: what to look up in the index, with the value of what is found, best first and as much as may be read. A term is looked up by bands
 * of levels. Of several terms that have to be there together, the two rarest are.
 */
const readsOf = (search: Search): SQL => sql`
  terms as materialized (
    select p.way, p.mask, p.parts, p.weight, p.term_id, c.skills, n.df, power(ln(1 + (greatest(size.skills - n.df, 0) + 0.5) / (n.df + 0.5)), ${number(RARITY)})::real as rarity,
      row_number() over (partition by p.way order by n.df, p.term_id) as nth, count(*) over (partition by p.way) as known
    from parts p cross join size cross join lateral (select skills from search_counts where term_id = p.term_id offset 0) c
      cross join lateral (select sum(of_level) as df from unnest(c.skills) of_level) n where n.df > 0
  )${limitsOf(search)},
  reads as materialized (
    select mask, value, one, other, is_narrow or skills <= ${number(MAX_LISTED)} as is_listed, before from (
      select r.*, n.is_narrow, case when n.is_narrow then 0 else sum(skills) over (order by value desc, way, band) - skills end as before
      from (
        select t.way, t.mask, b.band, b.skills, t.weight * t.rarity * b.impact as value, ${withCopies(sql`b.keys`, search)} as one, null::int[] as other
        from terms t cross join lateral (
          select width_bucket(level - 1, ${BANDS}) as band, sum(n) as skills, sum(n * (level - 0.5)) / sum(n) / ${number(LEVELS)} as impact, array_agg(t.term_id * 16 + level::int - 1) as keys
          from unnest(t.skills) with ordinality l(n, level) where n > 0 group by 1) b
        where t.parts = 1
        union all
        select a.way, a.mask, 0, a.df, a.weight * a.rarity * ${number(TOGETHER)}, ${withCopies(keysOfTerm('a'), search)}, ${withCopies(keysOfTerm('b'), search)}
        from terms a join terms b on b.way = a.way and b.nth = 2 where a.nth = 1 and a.parts > 1 and a.known = a.parts
      ) r cross join (select ${isNarrow(search)} as is_narrow) n
    ) bounded where before < ${number(MAX_READ)}
  )`

/** Levels from one of these on to the next are read at once, as their mean. A text's words have the lowest ones. */
const BANDS = sql.raw(`array[${[2, 4, 6, 7, 8, 9, 10, 11, 12]}]`)

const keysOfTerm = (terms: 'a' | 'b'): SQL => {
  const t = sql.raw(terms)
  return sql`array(select ${t}.term_id * 16 + level::int - 1 from unnest(${t}.skills) with ordinality l(n, level) where n > 0)`
}

const limitsOf = ({ limits }: Search): SQL =>
  sql.join(
    limits.map(
      (terms, i) => sql`,
  ${limitName(i)} as materialized (
    select coalesce(array_agg(t.id), '{}') as ids from search_terms t where t.term in (${terms})
  )`,
    ),
    sql``,
  )

/** The keys of copies are negative. */
const withCopies = (keys: SQL, { copiesToo }: Search): SQL =>
  copiesToo ? sql`${keys} || array(select -key from unnest(${keys}) key)` : keys

const limitName = (i: number): SQL => sql.raw(`limit_${i}`)

const best = (word: number) => `max(value) filter (where mask & ${1 << word} <> 0)`
const bestOf = (words: readonly string[]) => words.map((_, word) => `coalesce(${best(word)}, 0)`)
const hasOf = (words: readonly string[]) => words.map((_, word) => `(${best(word)} is not null)::int`)
const sum = (terms: readonly string[]): SQL => sql.raw(terms.length === 0 ? '0' : terms.join(' + '))

/** A constant as SQL: as a parameter, PostgreSQL would give it the type of what stands beside it. */
const number = (value: number): SQL => sql.raw(String(value))
