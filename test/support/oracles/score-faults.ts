import { sql } from 'drizzle-orm'
import type { Db } from '../../../src/db/connect.ts'
import { POWER } from '../../../src/domain/ranking/power.ts'
import { readStandings } from './places.ts'
import { boardOrder, powerOf, type Scorable, valuesOf } from './ranking-oracle.ts'

const DAY = 24 * 3_600_000
const NO_GROUP = '00000000-0000-0000-0000-000000000000'

type Listed = Scorable & { changedAt: string; updated: string }
type Group = { members: number; averages: Record<string, number> | null }

/** What differs between the stored scores and places, and what plain TypeScript makes of the stats and the kept averages. */
export async function scoreFaults(db: Db, at: Date): Promise<string[]> {
  const { rows } = await db.execute<Listed>(sql`
    select id, s.category_id as group, github_stars as stars, github_forks as forks, uses_30d, views_30d, favorites_total as favorites,
      popularity_score as popularity, extract(epoch from s.updated_at)::float8 as "updatedAt", s.last_changed_at::text as "changedAt"
    from skills s join skill_popularity p on p.skill_id = s.id where status = 'active' and duplicate_of is null`)
  const listed = rows.map((row) => ({
    ...row,
    ageDays: Math.max(0, Math.floor(at.getTime() / DAY) - Math.floor(Date.parse(row.changedAt) / DAY)),
  }))
  const [standings, groups] = [await readStandings(db), await readGroups(db)]
  const scored = [...standings.values()].filter(({ power_score }) => power_score !== null)
  const faults = scored.length === listed.length ? [] : [`${scored.length} scores of ${listed.length} skills`]
  const places = [...listed].sort(boardOrder)
  for (const skill of listed) {
    const found = standings.get(skill.id)
    const power = powerOf(valuesOf(skill), groups.get(skill.group ?? NO_GROUP)?.averages ?? {})
    if (found?.power_score !== power) faults.push(`${skill.id}: score ${found?.power_score} instead of ${power}`)
    const rank = places.indexOf(skill) + 1
    if (found?.global_rank !== rank) faults.push(`${skill.id}: place ${found?.global_rank} instead of ${rank}`)
  }
  return [...faults, ...groupFaults(listed, groups)]
}

async function readGroups(db: Db): Promise<Map<string, Group>> {
  const { rows } = await db.execute<Group & { id: string }>(
    sql`select group_id as id, members, averages from score_groups where members > 0`,
  )
  return new Map(rows.map((row) => [row.id, row]))
}

/** A kept average that is further from the average of today than it may be. */
function groupFaults(listed: readonly Scorable[], groups: Map<string, Group>): string[] {
  const faults: string[] = []
  for (const id of new Set(listed.map((skill) => skill.group ?? NO_GROUP))) {
    const members = listed.filter((skill) => (skill.group ?? NO_GROUP) === id).map(valuesOf)
    const group = groups.get(id)
    if (group?.members !== members.length) faults.push(`group ${id}: ${group?.members} of ${members.length} members`)
    for (const stat of Object.keys(POWER.stats) as (keyof typeof POWER.stats)[]) {
      const now = members.reduce((sum, values) => sum + values[stat], 0) / members.length
      const kept = group?.averages?.[stat] ?? Number.NaN
      if (!(Math.abs(now - kept) <= 0.01 * kept + 1e-6)) faults.push(`group ${id}: ${stat} ${now}, kept ${kept}`)
    }
  }
  return faults
}
