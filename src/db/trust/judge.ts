import { type SQL, sql } from 'drizzle-orm'
import type { Statements } from '../changes.ts'
import type { Announcement } from '../feed/outbox.ts'
import { IS_OFFERED } from '../files/newest-version.ts'
import { RAW_DIGEST_SQL } from './raw-digest.ts'

export const RAW_DIGEST = sql.raw(RAW_DIGEST_SQL)

/** The skill that raw skill `r` has become, as a relation of (skill_id). */
const LINKED = sql`(select l.skill_id from skill_source_links l where l.raw_skill_id = r.id order by l.created_at limit 1)`

/**
 * What report and open decisions say of a folder in a skill (expressions for digest and skill id), as a relation of (verdict, risk,
 * held). All are NULL if it has not been scanned. The verdict is the worst of the rules that no false positive takes out; an accepted
 * risk keeps it, but gives the files out. `pass`, `review` and `warn` are in this order as texts, too.
 */
export const judgedAs = (digest: SQL, skill: SQL): SQL => sql`(
  select said.verdict, said.risk, case when said.verdict = 'malicious' then 'malicious' when said.is_open then 'warned' end as held
  from (
    select case when d.is_malicious then 'malicious' when rep.digest is not null then coalesce(found.verdict, 'pass') end as verdict,
      rep.risk ->> 'level' as risk, found.is_open
    from (select coalesce(bool_or(d.decision = 'malicious'), false) as is_malicious,
        array_agg(rule) filter (where d.decision = 'false_positive') as cleared, array_agg(rule) filter (where d.decision = 'accepted_risk') as accepted
      from trust_decisions d left join lateral jsonb_array_elements_text(d.rules) rule on true
      where d.revoked_at is null and (d.digest = ${digest} or d.skill_id = ${skill})) d
      left join scan_reports rep on rep.digest = ${digest}
      left join lateral (
        select max(e.value) as verdict, bool_or(e.value = 'warn' and e.key <> all(coalesce(d.accepted, '{}'))) as is_open
        from jsonb_each_text(rep.rules) e where e.key <> all(coalesce(d.cleared, '{}'))) found on true
  ) said)`

/** A statement that says of versions (a query of id) what report and decisions say today. */
export const judgeVersions = (versions: SQL): SQL => sql`
  update skill_versions w set verdict = j.verdict, risk = j.risk, held = j.held, judged_at = now()
  from skill_versions v cross join lateral ${judgedAs(sql`v.digest`, sql`v.skill_id`)} j
  where w.id = v.id and v.id in (${versions}) and (v.verdict, v.risk, v.held) is distinct from (j.verdict, j.risk, j.held)`

/** The same for raw skills (a query of id). */
export const judgeRaws = (raws: SQL): SQL => sql`
  update raw_skills w set verdict = j.verdict, risk = j.risk
  from raw_skills r left join lateral ${LINKED} l on true cross join lateral ${judgedAs(RAW_DIGEST, sql`l.skill_id`)} j
  where w.id = r.id and r.id in (${raws}) and (r.verdict, r.risk) is distinct from (j.verdict, j.risk)`

/**
 * A statement that gives skills (a query of id) the verdict of their newest version that clients can install, else of their newest one,
 * else of the file that they were made from.
 */
export const judgeSkills = (skills: SQL): SQL => sql`
  update skills w set verdict = j.verdict, risk = j.risk
  from skills s cross join lateral (
    select verdict, risk from (
      (select v.verdict, v.risk from skill_versions v join folders f on f.digest = v.digest
        where v.skill_id = s.id order by (${IS_OFFERED}) desc, v.nth desc limit 1)
      union all
      (select r.verdict, r.risk from skill_source_links l join raw_skills r on r.id = l.raw_skill_id
        where l.skill_id = s.id and not exists (select from skill_versions v where v.skill_id = s.id) order by r.updated_at desc, r.id limit 1)) found) j
  where w.id = s.id and s.id in (${skills}) and (s.verdict, s.risk) is distinct from (j.verdict, j.risk)`

/** Queries of id. */
type Judged = { versions: SQL; raws: SQL; skills: SQL }

/** The statements that bring verdicts up to date, in their order. */
export const judge = ({ versions, raws, skills }: Judged): Statements => ({
  judgedVersions: judgeVersions(versions),
  judgedRaws: judgeRaws(raws),
  judgedSkills: judgeSkills(skills),
})

/** The versions (a query of id) whose verdict this transaction has changed, with their skills and texts. Needs `lockCatalogue`. */
export function touchedVerdicts(versions: SQL): Announcement[] {
  const judged = (column: string) =>
    sql`select distinct ${sql.raw(column)} as id from skill_versions where judged_at = now() and id in (${versions})`
  return [
    { kind: 'version', ids: judged('id') },
    { kind: 'skill', ids: judged('skill_id') },
    { kind: 'document', ids: judged('skill_id') },
  ]
}
