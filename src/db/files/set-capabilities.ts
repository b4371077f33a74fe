import { type SQL, sql } from 'drizzle-orm'

/** The parts of a folder that a skill can have, as the earlier system named them. */
const PARTS = JSON.stringify(['scripts', 'references', 'assets'])

/**
 * A statement that says of skills (a query of id) which parts their newest versions have. What an admin has said of a curated skill
 * stays, and so does what is said of a folder that nobody has described yet.
 */
export const setCapabilities = (skills: SQL): SQL => sql`
  with newest as (
    select distinct on (v.skill_id) v.skill_id, v.digest from skill_versions v where v.skill_id in (${skills}) order by v.skill_id, v.nth desc
  ), found as (
    select n.skill_id, (select coalesce(jsonb_agg(part order by nth), '[]') from jsonb_array_elements_text(${PARTS}::jsonb) with ordinality p(part, nth)
      where jsonb_array_length(f.capabilities -> part) > 0) as parts
    from newest n join folders f on f.digest = n.digest where f.capabilities is not null
  )
  update skills s set capabilities = found.parts from found
  where s.id = found.skill_id and s.capabilities is distinct from found.parts and (not s.curated or s.capabilities is null)`
