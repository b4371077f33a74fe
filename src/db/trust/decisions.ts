import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { type JsonText, readJson, rfc3339 } from '../json.ts'
import { ifGiven, readList, type TimeKeys } from '../lists.ts'

/** A decision `d`. Pairs for json_build_object. Who decided is for reviewers alone. */
const DECISION = sql`
  'id', d.id, 'decision', d.decision, 'digest', case when d.digest is not null then 'sha256:' || encode(d.digest, 'hex') end,
  'skill', (select s.slug from skills s where s.id = d.skill_id), 'rules', d.rules, 'reason', d.reason, 'decided_at', ${rfc3339('d.decided_at')},
  'revoked', case when d.revoked_at is not null then json_build_object('at', ${rfc3339('d.revoked_at')}, 'reason', d.revoke_reason) end`

/** Lists decisions, open ones and others, the newest first. */
export const listDecisions = (
  db: Db,
  p: {
    decision?: string | undefined
    digest?: string | undefined
    open?: boolean | undefined
    size: number
    after?: TimeKeys | undefined
  },
): Promise<JsonText> =>
  readList(
    db,
    {
      tag: 'decisions',
      from: sql`trust_decisions d`,
      id: 'd.id',
      where: [
        ifGiven(p.decision, (decision) => sql`d.decision = ${decision}`),
        ifGiven(p.digest, (digest) => sql`d.digest = decode(${digest}, 'hex')`),
        ifGiven(p.open, (open) => sql`(d.revoked_at is null) = ${open}`),
      ],
      order: { 'd.decided_at': 'timestamptz', 'd.id': 'uuid' },
      direction: 'desc',
      item: DECISION,
    },
    p,
  )

/** One decision, or null. */
export const findDecision = (db: Db, id: string): Promise<JsonText | null> =>
  readJson(db, sql`select json_build_object(${DECISION})::text as body from trust_decisions d where d.id = ${id}::uuid`)

/** The decisions about a folder in a skill (expressions for digest and skill id), the newest first, as JSON. */
export const decisionsAbout = (digest: SQL, skill: SQL): SQL => sql`(
  select coalesce(json_agg(json_build_object(${DECISION}) order by d.decided_at desc, d.id), '[]') from trust_decisions d
  where d.digest = ${digest} or d.skill_id = ${skill})`
