import { type SQL, sql } from 'drizzle-orm'
import { DEADLINE_DAYS, type DisputeKind, REPORT_LIMITS } from '../../../domain/trust/disputes.ts'
import { batch, onlyRow } from '../../changes.ts'
import type { Db } from '../../connect.ts'

export type NewDispute = {
  id: string
  kind: DisputeKind
  skillId: string
  /** NULL for the newest version. */
  version: string | null
  rules?: readonly string[]
  details: string
  /** Exactly one of them is given. */
  senderHash?: string
  appellant?: string
}

/**
 * `known`: the sender has an open report of this kind, or the author an open appeal, with this id. `no_version`: the skill has no such
 * version. `sender_limit`, `skill_limit`: too many have been sent.
 */
export type Filed = { is: 'filed' | 'known'; id: string } | { is: 'no_version' | 'sender_limit' | 'skill_limit' }

/** Files a report or an appeal, once even if it is sent twice at the same time. */
export async function fileDispute(db: Db, p: NewDispute): Promise<Filed> {
  const { kind, senderHash = null, appellant = null } = p
  const skill = sql`${p.skillId}::uuid`
  const isSame: SQL =
    kind === 'appeal' ? sql`r.kind = 'appeal'` : sql`r.kind = ${kind} and r.sender_hash = ${senderHash}`
  const { verdict } = await batch(db, {
    // Two reports of one skill take turns, and two of one sender, so that limits hold.
    lock: sql`select pg_advisory_xact_lock(hashtext('report:' || ${p.skillId}))`,
    turn: sql`select pg_advisory_xact_lock(hashtext('sender:' || coalesce(${senderHash}::text, ${p.skillId})))`,
    verdict: sql<{ filed: Filed }>`
      with about as (
        select v.version, v.digest from skill_versions v where v.skill_id = ${skill} and (${p.version}::text is null or v.version = ${p.version})
        order by v.nth desc limit 1
      ), verdict as (
        select case
          when ${p.version}::text is not null and not exists (select from about) then '{"is":"no_version"}'::json
          when known.id is not null then json_build_object('is', 'known', 'id', known.id)
          when ${senderHash}::text is not null and (select count(*) from reports r
            where r.sender_hash = ${senderHash} and r.created_at > now() - interval '1 day') >= ${REPORT_LIMITS.ofSenderADay}::int then '{"is":"sender_limit"}'
          when ${appellant}::text is null and (select count(*) from reports r
            where r.skill_id = ${skill} and r.kind = ${kind} and r.decided_at is null) >= ${REPORT_LIMITS.openOfSkill}::int then '{"is":"skill_limit"}'
          else json_build_object('is', 'filed', 'id', ${p.id}::uuid) end as verdict
        from (select) one left join lateral (
          select r.id from reports r where r.skill_id = ${skill} and r.decided_at is null and ${isSame} order by r.created_at limit 1) known on true
      ), filed as (
        insert into reports (id, kind, skill_id, version, digest, rules, details, appellant, sender_hash, created_at, due_at)
        select ${p.id}::uuid, ${kind}, ${skill}, about.version, about.digest, ${p.rules ? JSON.stringify(p.rules) : null}::jsonb, ${p.details},
          ${appellant}, ${senderHash}, now(), now() + ${DEADLINE_DAYS[kind]}::int * interval '1 day'
        from verdict left join about on true where verdict ->> 'is' = 'filed'
      ) select verdict as filed from verdict`,
  })
  return onlyRow(verdict).filed
}
