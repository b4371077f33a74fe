import { type SQL, sql } from 'drizzle-orm'

/** The parts of a folder that a skill can have, as the earlier system named them. */
const PARTS = JSON.stringify(['scripts', 'references', 'assets'])

/** What the description of a folder `f` says of its skill: which parts it has, and its tokens. NULL while nobody has described it. */
export const FOLDER_PARTS = sql`case when f.capabilities is not null then (
  select coalesce(jsonb_agg(part order by nth), '[]') from jsonb_array_elements_text(${PARTS}::jsonb) with ordinality p(part, nth)
  where jsonb_array_length(f.capabilities -> part) > 0) end`
export const FOLDER_TOKENS = sql`(f.context_tokens ->> 'description')::int + (f.context_tokens ->> 'body')::int`

/**
 * A statement that says of skills (a query of id) which parts their newest versions have, and how many tokens it takes to use them:
 * those of the description and the body. The parts that an admin has named for a curated skill stay, and so does what is said of a
 * skill whose newest folder nobody has described yet.
 */
export const setDescribed = (skills: SQL): SQL => sql`
  with newest as (
    select distinct on (v.skill_id) v.skill_id, v.digest from skill_versions v where v.skill_id in (${skills}) order by v.skill_id, v.nth desc
  ), found as (
    select s.id, case when not s.curated or s.capabilities is null then ${FOLDER_PARTS} else s.capabilities end as parts, ${FOLDER_TOKENS} as tokens
    from newest n join folders f on f.digest = n.digest join skills s on s.id = n.skill_id where f.capabilities is not null
  )
  update skills s set capabilities = found.parts, context_tokens = found.tokens from found
  where s.id = found.id and (s.capabilities is distinct from found.parts or s.context_tokens is distinct from found.tokens)`
