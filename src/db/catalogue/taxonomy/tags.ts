import { type SQL, sql } from 'drizzle-orm'
import { rememberTags } from '../../feed/outbox.ts'
import { HAS_WRONG_CARD } from '../skill-card.ts'

/** The words of the tags of `s` for search: the key of each tag, and its name if that has other words. */
const WORDS = sql`(
  select coalesce(string_agg(case when translate(lower(t.name), ' _', '--') = t.key then t.name else t.key || ' ' || t.name end, ' ' order by t.key), '')
  from skill_tags st join tags t on t.id = st.tag_id where st.skill_id = s.id)`

/**
 * A statement that updates the search words and the cards of skills (a query of id) after their tags or the names of those
 * tags have changed. `areNew`: true if the skills now have different tags, so that they count as updated.
 */
export const setSearchTags = (ids: SQL, areNew: SQL): SQL => sql`
  update skills s set search_tags = w.words, card = null, updated_at = case when ${areNew} then now() else s.updated_at end
  from (select s.id, ${WORDS} as words from skills s where s.id in (${ids})) w
  where s.id = w.id and (${areNew} or ${asSet('s.search_tags')} is distinct from ${asSet('w.words')} or ${HAS_WRONG_CARD})`

// Compares without order, so that a skill is not written again because its words are sorted differently.
const asSet = (words: string): SQL => sql.raw(`strip(to_tsvector('simple', translate(${words}, '-_/.:', '     ')))`)

/**
 * Statements that give skills exactly the tags of `wanted`, a query of (skill_id, key, name). `touched` is a query of the
 * ids of all these skills, because a skill may have lost its last tag. A merged or renamed key means the tag that it
 * stands for.
 */
export const setTags = (wanted: SQL, touched: SQL): SQL[] => {
  const meant = sql`select w.skill_id, coalesce(t.merged_into, t.id) as tag_id from (${wanted}) w join tags t on t.key = w.key`
  const lost = sql`select st.skill_id, st.tag_id from skill_tags st
    where st.skill_id in (${touched}) and not exists (select from (${meant}) m where m.skill_id = st.skill_id and m.tag_id = st.tag_id)`
  return [
    sql`insert into tags (id, key, name, created_at, updated_at)
      select gen_random_uuid(), key, min(name), now(), now() from (${wanted}) w group by key order by key
      on conflict (key) do nothing`,
    rememberTags(sql`select tag_id as id from (${lost}) lost`),
    updatedWith(sql`delete from skill_tags where (skill_id, tag_id) in (${lost}) returning skill_id`),
    updatedWith(sql`insert into skill_tags (skill_id, tag_id, created_at)
      select m.skill_id, m.tag_id, now() from (${meant}) m on conflict (skill_id, tag_id) do nothing returning skill_id`),
    setSearchTags(touched, sql`false`),
  ]
}

/** A statement around a write of `skill_tags` that returns skill_id: marks those skills as updated. */
const updatedWith = (write: SQL): SQL => sql`
  with changed as (${write}) update skills set updated_at = now() where id in (select skill_id from changed) and updated_at <> now()`
