import { sql } from 'drizzle-orm'
import type { Typed } from '../../domain/search/read-typed.ts'
import { LEVELS, SHARES, STRONG_FROM } from '../../domain/search/weights.ts'
import type { Db } from '../connect.ts'
import { type JsonText, readJson } from '../json.ts'

/** The numbers that `search_suggestions_2` goes by. They are here, and not in a migration, so that they can be tried out. */
const RULES = {
  /** So many of what is used most are looked at: enough for what many begin with, which no index sorts by use. */
  most_used: 200,
  /** So many names that begin as typed are looked at, and so many entries of the index of words. */
  most_names: 100,
  most_found: 150,
  /** With more words, entries that lack one of them are passed over without a look at the skill. */
  most_passed: 5000,
  /** So many words of the catalogue are looked at, of which those that most skills have are searched for. */
  most_words: 200,
  most_searched: 20,
  most_corrected: 3,
  /** Words that have only these letters in common are too different. */
  least_skeleton: 3,
  most_tags: 200,
  most_publishers: 20,
  most_of_publisher: 5,
  /** The words of a name have at least this level of impact, if there are up to about ten of them. */
  least_level: STRONG_FROM,
  shares: SHARES,
  levels: LEVELS,
}

/**
 * Up to `size` skills, tags and publishers that what is typed may become, as `{items}`: of each kind those that are used most first.
 * The work is bounded whatever is typed: if very many names begin so, mostly those among the most used are found. PostgreSQL keeps the
 * plan of the function.
 */
export const suggest = (db: Db, typed: Typed, size: number): Promise<JsonText | null> =>
  readJson(
    db,
    sql`select search_suggestions_2(${JSON.stringify(typed)}::json, ${JSON.stringify({ size, ...RULES })}::json)::text as body`,
  )
