import { type SQL, sql } from 'drizzle-orm'
import { VECTOR_LENGTH } from '../../domain/search/place-terms.ts'
import { type Understood, WEIGHTS } from '../../domain/search/understand.ts'
import { IMPACTS, SHARES, STRONG_FROM } from '../../domain/search/weights.ts'
import { allOf } from '../lists.ts'

/** The numbers that `search_matches_2` goes by. They are here, and not in a migration, so that they can be tried out. */
const RULES = JSON.stringify({
  /** A typing error is corrected to a word that so many times more skills have. */
  often: 10,
  /** Words that have fewer letters than this in common are too different: `dinner` is no `dynarray`. */
  least_skeleton: 4,
  corrected: WEIGHTS.corrected,
  corrected_known: WEIGHTS.correctedKnown,
  split: WEIGHTS.split,
  impacts: IMPACTS,
  strong_from: STRONG_FROM,
  shares: SHARES,
  /** So many entries of the index are read for a query, those that promise most first. What is left out would add least. */
  most_read: 2000,
  /** A key that more skills have is not read from the index, which would list them all. Those of them that are used most are looked at instead. */
  most_listed: 20_000,
  used: 1000,
  /** If no more skills than this are within the limits of a search, all of their entries are read. */
  most_narrow: 2000,
  /** So many skills are matches at most, the best ones. */
  most_matches: 300,
  /** How much rarity counts: BM25's inverse document frequency to this power. */
  rarity: 0.85,
  /** So much of a score depends on how many of the query's words a skill has. */
  completeness: 0.4,
  /** The impact of words that are found together: which level each has is not read. */
  together: 0.4,
  /** A skill with less than this share of the best one's score is no match. */
  least_share: 0.15,
  /** So much does it count that a skill is about the same as the query, whatever its words. The best ones by their words are compared. */
  meaning: 0.4,
  compared: 60,
  vector_length: VECTOR_LENGTH,
  /** A skill's use lifts its score by less than this share, and by half of it at this popularity. */
  most_lift: 0.1,
  half_lifted: 20,
  /** Each further skill of one name counts so much less, so that they do not crowd out the others. */
  crowded: 0.6,
  /** What a skill of exactly the name that is asked for gains: it comes first once somebody has used it, or if its publisher is verified. */
  named: 0.15,
  earned: 1,
  /** So many skills of exactly the name that is asked for are looked at. */
  most_named: 20,
})

export type Search = {
  query: Understood
  /** The conditions that a skill `s` has to meet, apart from those of every search. */
  conditions: readonly (SQL | undefined)[]
  /** For each limit of the search, a query of the terms of which a skill has to have one. */
  limits: readonly SQL[]
  /** A query of the few skills that are searched, if they are known beforehand. */
  among?: SQL | undefined
  /** What the index does not know of a skill. It is checked before the best matches are chosen. */
  maxTokens?: number | undefined
  verdict?: string | undefined
  /** Whether copies are searched too, as in the list of an owner. */
  copiesToo: boolean
}

/**
 * CTEs that end in `matches (skill_id, relevance, popularity_score)`, and `searched`, which also has what was looked for. Scores are BM25F's: a
 * word that few skills have weighs more, and how much it says of a skill is stored with the skill. Of each word the best way counts, so that
 * a synonym adds nothing to the word itself. `search_matches_2` does the work: PostgreSQL keeps its plan.
 */
export const searchMatches = (search: Search): SQL => sql`
  searched as materialized (
    select * from search_matches_2(${askedOf(search.query)}::json, ${RULES}::json, ${search.copiesToo}::boolean, ${limitsOf(search)},
      ${search.among === undefined ? sql`null` : sql`array(${search.among})`}, ${search.maxTokens ?? null}::int, ${search.verdict ?? null}::text)
  ),
  matches as materialized (
    select m.* from searched cross join unnest(skill_ids, relevances, popularities) m(skill_id, relevance, popularity_score) ${meeting(search.conditions)}
  )`

/** The index may be a tick behind: each match is looked up. */
function meeting(conditions: Search['conditions']): SQL {
  if (conditions.every((condition) => condition === undefined)) return sql``
  return sql`cross join lateral (select * from skills where id = m.skill_id offset 0) s where ${allOf(conditions)}`
}

const askedOf = ({ ways, doubtful, words, name, slug }: Understood): string =>
  JSON.stringify({
    ...{ ways, words: words.length, name, slug },
    doubtful: doubtful.map(({ near, ...rest }) => ({ near: near.join(' '), ...rest })),
  })

/** The terms of each limit, as JSON. */
const limitsOf = ({ limits }: Search): SQL => {
  if (limits.length === 0) return sql`null`
  const terms = limits.map(
    (some) => sql`(select coalesce(array_agg(t.id), '{}') from search_terms t where t.term in (${some}))`,
  )
  return sql`json_build_array(${sql.join(terms, sql`, `)})`
}
