import { type SQL, sql } from 'drizzle-orm'
import { conditionsOf } from '../catalogue/skill-filter.ts'
import type { Db } from '../connect.ts'
import { allOf } from '../lists.ts'
import { searchMatches } from '../search/matches.ts'
import { searchFor } from '../search/search-limits.ts'
import { CLIENT_NAME, HAS_VALID_ENTRY } from './client-name.ts'
import { NEWEST_OFFERED } from './index-entries.ts'

/** A skill that a search found. `repo`: the repository to install from, of a skill whose files may only be linked to. */
export type FoundForClient = { slug: string; name: string; repo: string | null; uses: number }

/** For each skill that is sent, this many are looked at: some cannot be installed. */
const LOOKED_AT = 3

/**
 * The skills that match the words best and that the `skills` command line can install, from here or from GitHub. Without words: those
 * that are used most.
 */
export async function findForClient(
  db: Db,
  p: { q: string; owner?: string | undefined; size: number },
): Promise<FoundForClient[]> {
  const { rows } = await db.execute<FoundForClient>(sql`
    with ${bestMatches(p, p.size * LOOKED_AT)}, best as materialized (
      select s.*, m.nth from found m join skills s on s.id = m.skill_id where ${HAS_VALID_ENTRY}
    )
    select s.slug, ${CLIENT_NAME} as name, case when n.withheld = 'link_only' then s.canonical_repo end as repo, p.uses_30d as uses
    from best s join skill_popularity p on p.skill_id = s.id left join lateral ${NEWEST_OFFERED} n on true
    where n.withheld is null and n.fault is null and n.zip_sha256 is not null or n.withheld = 'link_only' and s.canonical_repo is not null
    order by nth limit ${p.size}`)
  return rows
}

/** CTEs that end in `found` (skill_id, nth). */
function bestMatches({ q, owner }: { q: string; owner?: string | undefined }, most: number): SQL {
  if (q.trim() === '')
    return sql`
    found as materialized (
      select skill_id, row_number() over () as nth from (
        select p.skill_id from skill_popularity p join skills s on s.id = p.skill_id where ${allOf(conditionsOf({ owner }))}
        order by p.placed_score desc, p.skill_id desc limit ${most}) used
    )`
  return sql`
    ${searchMatches(searchFor(q, { owner }))}, found as materialized (
      select skill_id, row_number() over (order by relevance desc, popularity_score desc, skill_id desc) as nth
      from matches order by nth limit ${most}
    )`
}
