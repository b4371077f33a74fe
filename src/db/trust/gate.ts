import { sql } from 'drizzle-orm'
import type { Judged } from '../../domain/trust/gate.ts'
import { type ApprovedSkill, targetsOf } from '../catalogue/approval-targets.ts'
import type { Db } from '../connect.ts'
import { judgedAs, RAW_DIGEST } from './judge.ts'

/** `isHeld`: it has a warning that no reviewer has accepted. `before`: the newest version of the skill. */
export type AtGate = Judged & { isHeld: boolean; before: Judged | null }

const CAPABILITIES = (column: string) => sql.raw(`${column} - '{references,assets,cut}'::text[]`)

/** What the gate has to know of files of one source, by their ids, each beside the newest version of the skill that it would become. */
export async function readGate(
  db: Db,
  sourceId: string,
  skills: readonly ApprovedSkill[],
): Promise<Map<string, AtGate>> {
  if (skills.length === 0) return new Map()
  const brief = skills.map(({ descriptionMd: _, ...rest }) => rest)
  const { rows } = await db.execute<AtGate & { rawId: string }>(sql`
    with targets as materialized (select t."rawId", case when not t.is_new then t.skill_id end as skill_id from (${targetsOf(sourceId, brief, null)}) t)
    select t."rawId", j.verdict, coalesce(j.held = 'warned', false) as "isHeld", coalesce(rep.risk -> 'powers', '[]') as powers,
      ${CAPABILITIES('f.capabilities')} as capabilities, before.judged as before
    from targets t join raw_skills r on r.id = t."rawId"
      left join folders f on f.digest = r.folder_digest left join scan_reports rep on rep.digest = ${RAW_DIGEST}
      cross join lateral ${judgedAs(RAW_DIGEST, sql`t.skill_id`)} j
      left join lateral (
        select json_build_object('verdict', case when exists (select from skill_versions m where m.skill_id = t.skill_id and m.held = 'malicious') then 'malicious' else v.verdict end,
          'powers', coalesce(vrep.risk -> 'powers', '[]'), 'capabilities', ${CAPABILITIES('vf.capabilities')}) as judged
        from skill_versions v join folders vf on vf.digest = v.digest left join scan_reports vrep on vrep.digest = v.digest
        where v.skill_id = t.skill_id order by v.nth desc limit 1) before on true`)
  return new Map(rows.map(({ rawId, ...file }) => [rawId, file]))
}
