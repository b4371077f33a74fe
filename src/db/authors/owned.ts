import { type SQL, sql } from 'drizzle-orm'
import type { Author } from '../../domain/authors/author.ts'
import type { Db } from '../connect.ts'

/** The publishers for which an author speaks, as a query of id. */
export const publishersOf = ({ source }: Author): SQL =>
  sql`select id from publishers where owner_key = ${source.owner}`

/** The handle of the publisher for which an author speaks. Null if there is none. */
export async function findHandleOf(db: Db, author: Author): Promise<string | null> {
  const { rows } = await db.execute<{ handle: string }>(
    sql`select handle from publishers where id in (${publishersOf(author)}) order by verified_at nulls last, created_at limit 1`,
  )
  return rows[0]?.handle ?? null
}

/** True if the file `r` of the source `src` is its own: another repository or host may have left it there (`partFromRepository`). */
export const IS_OWN_FILE: SQL = sql.raw('is_own_file(r.github_repo, r.external_id, src.type, src.base_url)')

/** Whose the source `src` is, as `publishers.owner_key`. */
export const OWNER_KEY: SQL = sql.raw(`case src.type when 'github' then 'github:' || src.github_owner_id
  when 'catalog' then 'site:' || lower(substring(src.base_url from '^https?://([^/:]+)')) end`)

/**
 * The skills of an author, as a query of skill_id: their files come from the proven source, or they were transferred to its owner.
 * A token that is older than a transfer at GitHub names the former owner, who has nothing any more.
 */
const ownedIds = (author: Author): SQL => sql`
  select l.skill_id from skill_sources src join raw_skills r on r.source_id = src.id and ${IS_OWN_FILE}
    join skill_source_links l on l.raw_skill_id = r.id where src.proof_key = ${author.source.key}
  union select t.skill_id from skill_transfers t join skills o on o.id = t.skill_id and o.publisher_id = t.to_publisher_id
    where t.state = 'accepted' and t.to_publisher_id in (${publishersOf(author)})`

/** True if skill `s` is the author's. */
export const isOwned = (author: Author): SQL => sql`s.id in (${ownedIds(author)})`

/** A skill of which an act is asked. */
export type MeantSkill = {
  id: string
  slug: string
  isOwned: boolean
  /** It stands under the publisher of the account: an admin may have given it to another one. */
  isOfAccount: boolean
  isPublic: boolean
  status: string
  curated: boolean
  /** Its author has hidden it. */
  isHidden: boolean
  /** A job has archived it, as its file had vanished. */
  isVanished: boolean
}

/** The skill with a slug, by its present or a former one. Null if there is none. */
export async function findMeantSkill(db: Db, author: Author, slug: string): Promise<MeantSkill | null> {
  const { rows } = await db.execute<MeantSkill>(sql`
    select s.id, s.slug, ${isOwned(author)} as "isOwned", coalesce(s.publisher_id in (${publishersOf(author)}), false) as "isOfAccount", s.status = 'active' or s.malicious_at is not null as "isPublic", s.status, s.curated, s.auto_archived_at is not null as "isVanished",
      exists (select from author_settings a where a.skill_id = s.id and a.hidden_at is not null) as "isHidden"
    from skills s where s.id = (
      select id from skills where slug = ${slug} union all select skill_id from former_slugs where slug = ${slug} limit 1)`)
  return rows[0] ?? null
}

/** The skill if it is the author's, as a query of id: within the transaction of an act. */
export const ownedSkill = (author: Author, id: string): SQL =>
  sql`select s.id from skills s where s.id = ${id}::uuid and ${isOwned(author)}`
