import { sql } from 'drizzle-orm'

/** Why files of a version are not given out. */
export type Withheld = 'malicious' | 'yanked' | 'warned' | 'vanished' | 'link_only' | 'incomplete'

/**
 * Why version `v` of skill `s` is not given out, or NULL. The licence of today decides about the newest version. An older one also
 * needs the licence that it had: words that reserved all rights are not undone by later ones.
 */
export const WITHHELD = sql`case
  when v.held = 'malicious' then 'malicious'
  when v.yanked_at is not null then 'yanked'
  when v.held is not null then 'warned'
  when s.vanished_at is not null then 'vanished'
  when s.content_policy <> 'full' or v.content_policy <> 'full' and v.nth < (select max(n.nth) from skill_versions n where n.skill_id = s.id) then 'link_only'
  when not f.is_complete then 'incomplete' end`

/** Why a reviewer calls version `v` malicious, for everybody to read. NULL if none does. */
export const MALICIOUS_REASON = sql.raw(`case when v.held = 'malicious' then (
  select d.reason from trust_decisions d where d.digest = v.digest and d.decision = 'malicious' and d.revoked_at is null) end`)
