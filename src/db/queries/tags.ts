import { type SQL, sql } from 'drizzle-orm'
import { rememberTags } from './outbox.ts'

/**
 * Gives skills their tags, and takes away those that are not theirs any more: the statements of one batch. `wanted` is a
 * query of (skill_id, key, name), `touched` one of (id), since a skill may have lost its last tag.
 */
export const setTags = (wanted: SQL, touched: SQL): SQL[] => {
  const lost = sql`select st.skill_id, st.tag_id from skill_tags st join tags t on t.id = st.tag_id
    where st.skill_id in (${touched}) and not exists (select from (${wanted}) w where w.skill_id = st.skill_id and w.key = t.key)`
  return [
    sql`insert into tags (id, key, name, created_at, updated_at)
      select gen_random_uuid(), key, min(name), now(), now() from (${wanted}) w group by key order by key
      on conflict (key) do nothing`,
    rememberTags(sql`select tag_id as id from (${lost}) lost`),
    sql`delete from skill_tags where (skill_id, tag_id) in (${lost})`,
    sql`insert into skill_tags (skill_id, tag_id, created_at)
      select w.skill_id, t.id, now() from (${wanted}) w join tags t on t.key = w.key
      on conflict (skill_id, tag_id) do nothing`,
  ]
}
