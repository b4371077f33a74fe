import { sql } from 'drizzle-orm'
import { HANDED_OVER } from '../../domain/intake/handed-over.ts'
import type { ShownVerdict } from '../../domain/trust/decisions.ts'
import type { Db } from '../connect.ts'

/** What became of a file of a source. `version` and `digest` are those of its folder as it is, null if that has not become a version. */
export type PublishedFile = {
  rawId: string
  path: string | null
  name: string | null
  state: 'listed' | 'waiting' | 'invalid' | 'rejected' | 'hidden'
  parseStatus: string
  /** Why it waits for a person, whatever the scan says: as it is, or in an earlier state, it was decided against. */
  held: 'handed_over' | 'rejected' | null
  skill: string | null
  version: string | null
  digest: string | null
  verdict: ShownVerdict | null
}

/** The first thousand files that a source has, by path. */
export async function listPublishedFiles(db: Db, sourceId: string): Promise<PublishedFile[]> {
  const { rows } = await db.execute<PublishedFile>(sql`
    select r.id as "rawId", r.skill_path as path, r.name_raw as name, r.parse_status as "parseStatus",
      case when r.review_reason = ${HANDED_OVER} then 'handed_over' when r.review_reason is not null then 'rejected' end as held,
      case when r.status = 'rejected' then 'rejected' when r.status = 'new' then case r.parse_status when 'invalid' then 'invalid' else 'waiting' end
        when s.status = 'active' then 'listed' else 'hidden' end as state,
      s.slug as skill, v.version, 'sha256:' || encode(r.folder_digest, 'hex') as digest, r.verdict
    from raw_skills r
      left join lateral (select s.* from skill_source_links l join skills s on s.id = l.skill_id where l.raw_skill_id = r.id order by l.created_at limit 1) s on true
      left join lateral (select v.version from skill_versions v where v.skill_id = s.id and v.digest = r.folder_digest order by v.nth desc limit 1) v on true
    where r.source_id = ${sourceId}::uuid and r.vanished_at is null
    order by coalesce(r.skill_path, '') collate "C", r.id limit 1000`)
  return rows
}
