import { type SQL, sql } from 'drizzle-orm'
import type { DecisionKind } from '../../domain/trust/decisions.ts'
import type { Editor } from '../accounts/record-audit.ts'
import { refoldCopies } from '../catalogue/copies.ts'
import { change, idOf, onlyRow, type Statements } from '../changes.ts'
import type { Db } from '../connect.ts'
import { touchedSkills, touchedStanding } from '../feed/outbox.ts'
import { lockCatalogueAndPopularity } from '../locks.ts'
import { REPLACED } from './accept-warned.ts'
import { judge, RAW_DIGEST } from './judge.ts'

/** What a decision is about: a folder by its digest (hexadecimal digits), or a rule in all versions of a skill. */
export type DecidedOn = { digest: string } | { skillId: string; rule: string }

export type NewDecision = { id: string; decision: DecisionKind; on: DecidedOn; reason: string }

/** `unknown`: there is no such folder. `unscanned`: nothing was found that could be decided about. `malicious`: a reviewer calls it so. */
export type DecisionRefusal = 'unknown' | 'unscanned' | 'malicious'

/** Decides, unless there is nothing to decide about. An open decision of the same kind about the same ends. */
export async function decide(db: Db, editor: Editor, p: NewDecision): Promise<DecisionRefusal | null> {
  const refusal = await refusalOf(db, p)
  if (refusal) return refusal
  const { id, decision, on, reason } = p
  const [digest, skillId] = 'digest' in on ? [digestOf(on), sql`null`] : [sql`null`, sql`${on.skillId}::uuid`]
  const rules =
    decision === 'malicious' ? sql`null` : 'digest' in on ? rulesFound(on) : sql`${JSON.stringify([on.rule])}::jsonb`
  await settle(db, on, {
    action: 'trust_decision.create',
    by: editor,
    were: null,
    are: idOf(id),
    write: {
      ended: sql`
        update trust_decisions d set revoked_at = now(), revoked_by = left(${editor.name}, 120), revoke_reason = ${REPLACED}
        where d.revoked_at is null and d.id <> ${id}::uuid and ${isAbout(on)} and (d.decision = ${decision} or ${decision} = 'malicious')`,
      made: sql`
        insert into trust_decisions (id, decision, digest, skill_id, rules, reason, decided_by, decided_at)
        values (${id}::uuid, ${decision}, ${digest}, ${skillId}, ${rules}, ${reason}, left(${editor.name}, 120), now()) on conflict do nothing`,
    },
  })
  return null
}

/** Ends a decision, for a reason that everybody can read. False: there is no such decision. One that has ended stays as it is. */
export async function revokeDecision(db: Db, editor: Editor, p: { id: string; reason: string }): Promise<boolean> {
  const { rows } = await db.execute<{ digest: string | null; skillId: string | null; rule: string | null }>(sql`
    select encode(digest, 'hex') as digest, skill_id as "skillId", rules ->> 0 as rule from trust_decisions where id = ${p.id}::uuid`)
  const [found] = rows
  if (!found) return false
  const on = found.digest === null ? { skillId: found.skillId ?? '', rule: found.rule ?? '' } : { digest: found.digest }
  await settle(db, on, {
    action: 'trust_decision.revoke',
    by: editor,
    were: idOf(p.id),
    are: idOf(p.id),
    write: {
      revoked: sql`
        update trust_decisions set revoked_at = now(), revoked_by = left(${editor.name}, 120), revoke_reason = ${p.reason}
        where id = ${p.id}::uuid and revoked_at is null`,
    },
  })
  return true
}

async function refusalOf(db: Db, { on, decision }: NewDecision): Promise<DecisionRefusal | null> {
  if (!('digest' in on)) return null
  const digest = digestOf(on)
  const { rows } = await db.execute<{ isKnown: boolean; isScanned: boolean; isMalicious: boolean }>(sql`
    select exists (select from folders where digest = ${digest}) or exists (select from scan_reports where digest = ${digest}) as "isKnown",
      exists (select from scan_reports where digest = ${digest}) as "isScanned",
      exists (select from trust_decisions d where d.digest = ${digest} and d.decision = 'malicious' and d.revoked_at is null) as "isMalicious"`)
  const { isKnown, isScanned, isMalicious } = onlyRow(rows)
  if (!isKnown) return 'unknown'
  if (decision === 'malicious') return null
  return isMalicious ? 'malicious' : isScanned ? null : 'unscanned'
}

const digestOf = ({ digest }: { digest: string }): SQL => sql`decode(${digest}, 'hex')`

const rulesFound = (on: { digest: string }): SQL => sql`(
  select coalesce(jsonb_agg(e.key order by e.key), '[]') from scan_reports rep cross join lateral jsonb_each_text(rep.rules) e where rep.digest = ${digestOf(on)})`

const isAbout = (on: DecidedOn): SQL =>
  'digest' in on
    ? sql`d.digest = ${digestOf(on)}`
    : sql`d.skill_id = ${on.skillId}::uuid and d.rules = ${JSON.stringify([on.rule])}::jsonb`

/** True if skill `s` has versions, and all of them are malicious. */
const IS_MALICIOUS = sql.raw(
  `(select bool_and(v.held is not distinct from 'malicious') from skill_versions v where v.skill_id = s.id) is true`,
)

/**
 * Writes a decision, and what follows from it: verdicts, what is withheld, and whether skills are in the catalogue at all. One whose
 * versions are all malicious leaves it, and comes back with the decision that was wrong.
 */
async function settle(
  db: Db,
  on: DecidedOn,
  p: { action: string; by: Editor; were: SQL | null; are: SQL; write: Statements },
): Promise<void> {
  const versions =
    'digest' in on
      ? sql`select id from skill_versions where digest = ${digestOf(on)}`
      : sql`select id from skill_versions where skill_id = ${on.skillId}::uuid`
  const skills =
    'digest' in on ? sql`select skill_id as id from skill_versions where digest = ${digestOf(on)}` : idOf(on.skillId)
  const raws =
    'digest' in on
      ? sql`select id from raw_skills where folder_digest = ${digestOf(on)}
          union all select r.id from raw_skills r where r.folder_digest is null and r.content is not null and ${RAW_DIGEST} = ${digestOf(on)}`
      : sql`select raw_skill_id as id from skill_source_links where skill_id = ${on.skillId}::uuid`
  await change(db, {
    lock: lockCatalogueAndPopularity,
    write: {
      ...p.write,
      ...judge({ versions, raws, skills }),
      archived: sql`
        update skills s set status = 'archived', malicious_at = now(), updated_at = now()
        where s.id in (${skills}) and s.status = 'active' and ${IS_MALICIOUS}`,
      restored: sql`
        update skills s set status = 'active', malicious_at = null, updated_at = now()
        where s.id in (${skills}) and s.malicious_at is not null and s.status = 'archived' and not ${IS_MALICIOUS}`,
      refolded: refoldCopies(skills),
    },
    announce: [...touchedSkills(skills), ...touchedStanding(skills)],
    record: {
      by: p.by,
      of: [
        { action: p.action, type: 'trust_decision', were: p.were, are: p.are },
        { action: 'skill.judge', type: 'skill_status', were: skills, are: skills },
      ],
    },
  })
}
