import { type SQL, sql } from 'drizzle-orm'
import type { Author } from '../../domain/authors/author.ts'
import type { Db } from '../connect.ts'

/**
 * The skills of an author, as a query of skill_id: their files come from the proven repository, or they were transferred to its owner.
 * A token that is older than a transfer at GitHub names the former owner, who has nothing any more. Files that another repository has left behind under this name (`partFromRepository`) do not count.
 */
const ownedIds = ({ repository }: Author): SQL => sql`
  select l.skill_id from skill_sources src join raw_skills r on r.source_id = src.id and r.github_repo is not null
    join skill_source_links l on l.raw_skill_id = r.id
    where src.github_id = ${repository.id}::bigint and src.github_owner_id = ${repository.ownerId}::bigint
  union select t.skill_id from publishers p join skill_transfers t on t.to_publisher_id = p.id and t.state = 'accepted'
    join skills o on o.id = t.skill_id and o.publisher_id = p.id where p.github_id = ${repository.ownerId}::bigint`

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
    select s.id, s.slug, ${isOwned(author)} as "isOwned", coalesce(s.publisher_id = (select id from publishers where github_id = ${author.repository.ownerId}::bigint), false) as "isOfAccount", s.status = 'active' or s.malicious_at is not null as "isPublic", s.status, s.curated, s.auto_archived_at is not null as "isVanished",
      exists (select from author_settings a where a.skill_id = s.id and a.hidden_at is not null) as "isHidden"
    from skills s where s.id = (
      select id from skills where slug = ${slug} union all select skill_id from former_slugs where slug = ${slug} limit 1)`)
  return rows[0] ?? null
}

/** The skill if it is the author's, as a query of id: within the transaction of an act. */
export const ownedSkill = (author: Author, id: string): SQL =>
  sql`select s.id from skills s where s.id = ${id}::uuid and ${isOwned(author)}`
