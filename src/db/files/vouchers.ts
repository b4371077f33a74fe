import { type SQL, sql } from 'drizzle-orm'
import { rfc3339 } from '../json.ts'

/**
 * Who vouches for version `v` of skill `s`, and for what, the earliest first: the issuer of the run that has published it, its publisher
 * with a proven repository, and a reviewer who has approved it or taken its risk. Who that was is for reviewers alone.
 */
export const VOUCHERS: SQL = sql`(
  select coalesce(json_agg(json_build_object('by', who.by, 'name', who.name, 'at', ${rfc3339('who.at')}, 'reason', who.reason) order by who.at, who.by), '[]') from (
    select 'issuer' as by, pub.issuer as name, pub.published_at as at, null as reason
    from version_provenance vp join publications pub on pub.id = vp.publication_id where vp.version_id = v.id
    union all
    select 'publisher', p.handle, p.verified_at, null from publishers p where p.id = s.publisher_id and p.verified_at is not null
    union all
    -- The version is made in the transaction of the approval. Sources that approve by themselves record none.
    select 'reviewer', null, v.created_at, null where exists (select from audit_log a
      where a.target_type = 'raw_skill' and a.target_id = v.raw_skill_id::text and a.action = 'raw_skill.approve' and a.at = v.created_at)
    union all
    select 'reviewer', null, d.decided_at, d.reason from trust_decisions d
    where d.digest = v.digest and d.decision in ('accepted_risk', 'false_positive') and d.revoked_at is null) who)`
