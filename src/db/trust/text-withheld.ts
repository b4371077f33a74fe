import { newestIsWithheld } from '../files/newest-version.ts'
import { RAW_DIGEST_SQL } from './raw-digest.ts'

/**
 * Whether the text of a skill is not given out, by an expression for its id: its newest version is withheld, or it has none since its
 * folder was not stored, and what rules say of its file has risen to a warning that nobody has accepted.
 */
export const textIsWithheld = (skillId: string): string => `(${newestIsWithheld(skillId)}
  or not exists (select from skill_versions v where v.skill_id = ${skillId}) and (
    select r.verdict in ('warn', 'malicious') and not exists (
      select from trust_decisions d where d.digest = ${RAW_DIGEST_SQL} and d.decision = 'accepted_risk' and d.revoked_at is null)
    from skill_source_links l join raw_skills r on r.id = l.raw_skill_id
    where l.skill_id = ${skillId} order by r.updated_at desc, r.id limit 1) is true)`
