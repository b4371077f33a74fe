import { sql } from 'drizzle-orm'
import type { DisputeKind, DisputeOutcome } from '../../../domain/trust/disputes.ts'
import type { Editor } from '../../accounts/record-audit.ts'
import { change, without } from '../../changes.ts'
import type { Db } from '../../connect.ts'

/** What a decision about a dispute needs to know of it. `digest` has hexadecimal digits; `malicious` is the open decision that says so. */
export type OpenDispute = {
  kind: DisputeKind
  skillId: string
  digest: string | null
  rules: readonly string[] | null
  outcome: DisputeOutcome | null
  malicious: string | null
}

export async function findDispute(db: Db, id: string): Promise<OpenDispute | null> {
  const { rows } = await db.execute<OpenDispute>(sql`
    select r.kind, r.skill_id as "skillId", encode(r.digest, 'hex') as digest, r.rules, r.outcome,
      (select d.id from trust_decisions d where d.digest = r.digest and d.decision = 'malicious' and d.revoked_at is null) as malicious
    from reports r where r.id = ${id}::uuid`)
  return rows[0] ?? null
}

/**
 * Decides a dispute, and with it all open ones of the same kind about the same files, as they are about the same. Returns how many; none if it
 * was decided before.
 */
export async function decideDispute(
  db: Db,
  editor: Editor,
  p: { id: string; outcome: DisputeOutcome; reason: string; decisionId: string | null },
): Promise<number> {
  const same = sql`
    select r.id from reports r join reports asked on asked.id = ${p.id}::uuid
    where r.skill_id = asked.skill_id and r.kind = asked.kind and r.digest is not distinct from asked.digest and r.decided_at is null and asked.decided_at is null`
  const decidedNow = sql`
    select r.id from reports r join reports asked on asked.id = ${p.id}::uuid
    where r.skill_id = asked.skill_id and r.kind = asked.kind and r.digest is not distinct from asked.digest and r.decided_at = now()`
  const { decided } = await change(db, {
    lock: sql`select pg_advisory_xact_lock(hashtext('report:' || skill_id)) from reports where id = ${p.id}::uuid`,
    write: {
      decided: sql<{ id: string }>`
        update reports set outcome = ${p.outcome}, reason = ${p.reason}, decided_by = left(${editor.name}, 120), decided_at = now(), decision_id = ${p.decisionId}::uuid
        where id in (${same}) returning id`,
    },
    announce: without('The feed does not publish reports.'),
    record: { by: editor, of: [{ action: 'report.decide', type: 'report', were: same, are: decidedNow }] },
  })
  return decided.length
}
