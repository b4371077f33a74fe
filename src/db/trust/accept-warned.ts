import { type SQL, sql } from 'drizzle-orm'
import type { Editor } from '../accounts/record-audit.ts'
import { judgedAs, RAW_DIGEST } from './judge.ts'

/** Who takes the risk of files with a warning, and why, for everybody to read. */
export type Acceptance = { by: Editor; reason: string }

const LINKED = sql.raw(
  '(select l.skill_id from skill_source_links l where l.raw_skill_id = r.id order by l.created_at limit 1)',
)

const WARNED = (raws: SQL): SQL => sql`
  raw_skills r join scan_reports rep on rep.digest = ${RAW_DIGEST} cross join lateral ${judgedAs(RAW_DIGEST, LINKED)} j
  where r.id in (${raws}) and j.held = 'warned'`

/**
 * Statements that accept what rules warn of in raw skills (a query of id), unless that is decided. The decision is about the rules that
 * have found something by now, and replaces an earlier one about fewer of them. Nothing accepts what a reviewer calls malicious.
 */
export const acceptWarned = (raws: SQL, { by, reason }: Acceptance): SQL[] => [
  sql`
    update trust_decisions d set revoked_at = now(), revoked_by = left(${by.name}, 120), revoke_reason = ${REPLACED}
    where d.decision = 'accepted_risk' and d.revoked_at is null and d.digest in (select ${RAW_DIGEST} from ${WARNED(raws)})`,
  sql`
    insert into trust_decisions (id, decision, digest, rules, reason, decided_by, decided_at)
    select gen_random_uuid(), 'accepted_risk', digest, rules, ${reason}, left(${by.name}, 120), now() from (
      select distinct on (digest) ${RAW_DIGEST} as digest, (select jsonb_agg(e.key order by e.key) from jsonb_each_text(rep.rules) e) as rules
      from ${WARNED(raws)}) warned`,
]

/** Why a decision ends that a later one takes the place of. */
export const REPLACED = 'A later decision replaces it.'

/** The decisions that this transaction has made, as a query of id. */
export const MADE_DECISIONS: SQL = sql`select id from trust_decisions where decided_at = now()`
