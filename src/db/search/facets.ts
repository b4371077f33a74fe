import { type SQL, sql } from 'drizzle-orm'
import type { SkillFilter } from '../catalogue/skill-filter.ts'
import { LATEST, REFUSED_BECAUSE } from '../clients/installable.ts'
import type { Db } from '../connect.ts'
import { type JsonText, readJson } from '../json.ts'
import { searchMatches } from './matches.ts'
import { searchFor } from './search-limits.ts'

/** So many values of each kind are counted, the most frequent ones. */
const MAX_VALUES = 20

/** How many of the skills that a search finds are in each category, have each tag, licence and publisher, and can be installed by each client. */
export async function countFacets(db: Db, { q, ...filter }: SkillFilter & { q: string }): Promise<JsonText> {
  const body = await readJson(
    db,
    sql`
    with ${searchMatches(searchFor(q, filter))}, found as materialized (
      select s.*, latest.digest, latest.withheld, latest.client_faults
      from matches m join skills s on s.id = m.skill_id left join lateral ${LATEST} latest on true
    )
    select json_build_object('skills', (select count(*) from found),
      'categories', ${values(sql`'key', c.key, 'name', c.name`, sql`found s join categories c on c.id = s.category_id`, sql`c.key, c.name`)},
      'tags', ${values(sql`'key', t.key`, sql`(select distinct st.skill_id, coalesce(t.merged_into, t.id) as id from found s join skill_tags st on st.skill_id = s.id join tags t on t.id = st.tag_id) s join tags t using (id)`, sql`t.key`)},
      'licenses', ${values(sql`'license', s.license`, sql`found s`, sql`s.license`)},
      'publishers', ${values(sql`'handle', s.owner`, sql`found s`, sql`s.owner`)},
      'verdicts', ${values(sql`'verdict', s.verdict`, sql`found s`, sql`s.verdict`)},
      'clients', (select json_build_object(${sql.join(
        Object.entries(REFUSED_BECAUSE).map(
          ([client, reason]) => sql`${client}::text, count(*) filter (where ${reasonOf(reason)} is null)`,
        ),
        sql`, `,
      )}) from found s))::text as body`,
  )
  return body ?? '{}'
}

/** In `found`, the newest version's columns stand beside the skill's. */
const reasonOf = (reason: SQL): SQL =>
  sql`(select ${reason} from (select s.digest, s.withheld, s.client_faults) latest)`

const values = (value: SQL, from: SQL, by: SQL): SQL => sql`(
  select coalesce(json_agg(one), '[]') from (
    select json_build_object(${value}, 'skills', count(*)) as one from ${from} group by ${by} order by count(*) desc, ${by} limit ${MAX_VALUES}) counted)`
