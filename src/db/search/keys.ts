import { type SQL, sql } from 'drizzle-orm'
import { IMPACTS } from '../../domain/search/weights.ts'

/** The keys of a term that some skills have, as a query of key and skills. The term's row is looked up first of all, by its id. */
export const keysOf = (termId: SQL): SQL => sql`
  select ${termId} * 16 + l.level::int - 1 as key, l.n as skills
  from (select skills from search_terms where id = ${termId} offset 0) c cross join unnest(c.skills) with ordinality l(n, level) where l.n > 0`

/** How many skills there are to be found, as a scalar query. Term 0 stands for any. */
export const SKILLS_THERE: SQL = sql`coalesce((select skills[1] from search_terms where id = 0), 0)`

/** The impact of a level. */
export const impactOf = (level: SQL): SQL => sql`(${sql.raw(`array[${IMPACTS.join(', ')}]::float8[]`)})[${level} + 1]`
