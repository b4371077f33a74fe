import { type SQL, sql } from 'drizzle-orm'
import { rfc3339 } from '../json.ts'

/** What is public: an active skill; a copy of another stands behind it. */
export const IS_LISTED = sql.raw(`s.status = 'active' and s.duplicate_of is null`)

/** Its category as `{key, name}`; `s` is the skill. */
export const CATEGORY = sql`(select json_build_object('key', c.key, 'name', c.name) from categories c where c.id = s.category_id)`

export const TAGS = sql`(
  select coalesce(json_agg(t.key order by t.key), '[]')
  from skill_tags st join tags t on t.id = st.tag_id where st.skill_id = s.id)`

/** When the counts were last brought up to date: a count that did not change is as fresh as one that did. */
export const COUNTED_AT = sql`(
  select ${rfc3339('started_at')} from job_runs
  where job = 'refresh-popularity' and status = 'succeeded' order by started_at desc limit 1)`

const POPULARITY = sql`json_build_object(
  'score', round(p.popularity_score::numeric, 4), 'stars', p.github_stars, 'uses_30d', p.uses_30d, 'views_30d', p.views_30d,
  'favorites_total', p.favorites_total, 'as_of', ${COUNTED_AT})`

// A copy counts the copies of its original: whichever one looks at, they are as many.
const COPIES = sql`(
  select count(*) + 1 from skills d where d.duplicate_of = coalesce(s.duplicate_of, s.id) and d.status = 'active')`

/** What its format and its author say of how a skill is used. Pairs for json_build_object. */
export const SPECIFICATION = sql.raw(`
  'skill_type', s.skill_type, 'spec_format', s.spec_format, 'spec_version', s.spec_version, 'capabilities', s.capabilities,
  'trigger_hints', s.trigger_hints, 'negative_triggers', s.negative_triggers`)

/** What a skill says of itself wherever it stands; `s` is the skill. Pairs for json_build_object, as is LIST_FIELDS. */
export const SKILL_FIELDS: SQL = sql`
  'id', s.id, 'slug', s.slug, 'name', s.name, 'summary', s.summary, 'owner', s.owner, 'category', ${CATEGORY}, 'tags', ${TAGS},
  'license', s.license, 'license_confidence', s.license_confidence, 'content_policy', s.content_policy, 'copies', ${COPIES},
  'updated_at', ${rfc3339('s.updated_at')}`

/** The fields of one skill in a list; `p` is its popularity. */
export const LIST_FIELDS: SQL = sql`${SKILL_FIELDS}, 'popularity', ${POPULARITY}`
