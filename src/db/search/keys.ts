import { type SQL, sql } from 'drizzle-orm'
import { IMPACTS, SHARES, STRONG_FROM } from '../../domain/search/weights.ts'

/** The keys of a term, as a query of key and about how many skills have it. The term's row is looked up first of all, by its id. */
export const keysOf = (termId: SQL): SQL => sql`
  select ${termId} * 16 + l.level as key, l.skills
  from (select * from search_terms where id = ${termId} offset 0) c
    cross join levels_of_1(c.skills, c.strong, c.levels, ${STRONG_FROM}, ${numbers(SHARES)}) l`

/** How many skills there are to be found, as a scalar query. Term 0 stands for any. */
export const SKILLS_THERE: SQL = sql`coalesce((select skills from search_terms where id = 0), 0)`

/** The impact of a level. */
export const impactOf = (level: SQL): SQL => sql`(${numbers(IMPACTS)})[${level} + 1]`

const numbers = (values: readonly number[]): SQL => sql.raw(`array[${values.join(', ')}]::float8[]`)
