import { sql } from 'drizzle-orm'
import { rfc3339 } from '../json.ts'

/** The condition of a public list: `s` is active and no copy of another skill. */
export const IS_LISTED = sql.raw(`s.status = 'active' and s.duplicate_of is null`)

/** True if everybody may know of `s`: it is active, or is out of the catalogue because it is malicious, which whoever has it should learn. */
export const IS_KNOWN = sql.raw(`(s.status = 'active' or s.malicious_at is not null)`)

/** The category of `s` as `{key, name}`. */
export const CATEGORY = sql`(select json_build_object('key', c.key, 'name', c.name) from categories c where c.id = s.category_id)`

export const TAGS = sql`(
  select coalesce(json_agg(t.key order by t.key), '[]')
  from skill_tags st join tags t on t.id = st.tag_id where st.skill_id = s.id)`

/** When the popularity was last counted. */
export const COUNTED_AT = sql`(select ${rfc3339('counted_at')} from popularity_state)`

/**
 * When a source was last seen to have the file `r` of skill `s`. `src` is its source. No crawl sees a folder, so there an
 * ingest notes it at the skill.
 */
export const FILE_SEEN_AT = `coalesce(greatest(r.seen_at, case when r.vanished_at is null then src.seen_at end,
  case when src.type = 'folder' then s.last_seen_at end), r.created_at)`

/** When any source was last seen to have a file of `s`. */
export const LAST_SEEN_AT = rfc3339(`greatest(s.last_seen_at, (
  select max(${FILE_SEEN_AT}) from skill_source_links l join skill_sources src on src.id = l.source_id join raw_skills r on r.id = l.raw_skill_id
  where l.skill_id = s.id))`)

/** The specification fields of `s`. Pairs for json_build_object. */
export const SPECIFICATION = sql.raw(`
  'skill_type', s.skill_type, 'spec_format', s.spec_format, 'spec_version', s.spec_version, 'capabilities', s.capabilities,
  'trigger_hints', s.trigger_hints, 'negative_triggers', s.negative_triggers`)
