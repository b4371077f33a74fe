import { type SQL, sql } from 'drizzle-orm'
import { rememberTags } from '../feed/outbox.ts'

/** The words by which a skill `s` is found for its tags: the key of each, and its name where that says something else. */
const WORDS = sql`(
  select coalesce(string_agg(case when translate(lower(t.name), ' _', '--') = t.key then t.name else t.key || ' ' || t.name end, ' ' order by t.key), '')
  from skill_tags st join tags t on t.id = st.tag_id where st.skill_id = s.id)`

/**
 * A statement that brings the words of skills (a query of id) up to date once their tags or those tags' names have changed; they are
 * updated now where `areNew` says that they have other tags.
 */
export const setSearchTags = (ids: SQL, areNew: SQL): SQL => sql`
  update skills s set search_tags = w.words, updated_at = case when ${areNew} then now() else s.updated_at end
  from (select s.id, ${WORDS} as words from skills s where s.id in (${ids})) w
  where s.id = w.id and (${areNew} or ${asSet('s.search_tags')} is distinct from ${asSet('w.words')})`

// In whatever order they were given: a skill is not written again for that.
const asSet = (words: string): SQL => sql.raw(`strip(to_tsvector('simple', translate(${words}, '-_/.:', '     ')))`)

/**
 * Gives skills their tags, and takes away those that are not theirs any more: the statements of one batch. `wanted` is a
 * query of (skill_id, key, name), `touched` one of (id), since a skill may have lost its last tag. A key that was merged or
 * renamed means the tag that it stands for since.
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

/** A change of `skill_tags` that returns skill_id, with the skills marked as updated. */
const updatedWith = (change: SQL): SQL => sql`
  with changed as (${change}) update skills set updated_at = now() where id in (select skill_id from changed) and updated_at <> now()`
