import { sql } from 'drizzle-orm'

/** Why files of a version are not given out. */
export type Withheld = 'yanked' | 'vanished' | 'link_only' | 'incomplete'

/**
 * Why version `v` of skill `s` is not given out, or NULL. The licence of today decides about the newest version. An older one also
 * needs the licence that it had: words that reserved all rights are not undone by later ones.
 */
export const WITHHELD = sql`case
  when v.yanked_at is not null then 'yanked'
  when s.vanished_at is not null then 'vanished'
  when s.content_policy <> 'full' or v.content_policy <> 'full' and v.nth < (select max(n.nth) from skill_versions n where n.skill_id = s.id) then 'link_only'
  when not f.is_complete then 'incomplete' end`
