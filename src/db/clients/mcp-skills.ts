import { type SQL, sql } from 'drizzle-orm'
import type { SkillRef } from '../catalogue/skill-detail.ts'
import { IS_LISTED } from '../catalogue/skill-json.ts'
import { IS_WITHDRAWN } from '../catalogue/withdrawn.ts'
import type { Db } from '../connect.ts'
import { GIVEN, type Given } from '../files/given.ts'
import { newestInstallable } from '../files/newest-version.ts'
import { chosen, VERSIONS } from '../files/versions.ts'
import { WITHHELD } from '../files/withheld.ts'
import { CLIENT_NAME } from './client-name.ts'

/** The newest version of a skill with all its files. `clientName` is the last part of the slug, which may differ from the name. */
export type McpSkill = Given & {
  name: string
  clientName: string
  files: { path: string; size: number; sha256: string }[]
}

/** What a page of the list comes after: the score and the id of a skill. */
export type McpPosition = readonly [score: number, id: string]

/** `skill` is null if the skill at this position cannot be listed. */
export type McpListed = { score: number; id: string; skill: McpSkill | null }

const MANIFEST = sql`(
  select coalesce(json_agg(json_build_object('path', ff.path, 'size', ff.size, 'sha256', encode(ff.sha256, 'hex')) order by ff.path), '[]')
  from folder_files ff where ff.digest = v.digest)`

const SKILL: SQL = sql`${GIVEN}, s.name, ${CLIENT_NAME} as "clientName", ${MANIFEST} as files`

/** A skill by its slug, with the version that is installed, or the one that says why none is. Null if there is none. */
export async function findMcpSkill(db: Db, slug: string): Promise<McpSkill | null> {
  const { rows } = await db.execute<McpSkill>(sql`select ${SKILL} from ${VERSIONS} where ${chosen({ slug }, 'latest')}`)
  return rows[0] ?? null
}

/** A skill that was public and is archived. `isVanished`: because its source no longer has it, else it was withdrawn. */
export type ArchivedSkill = { slug: string; isVanished: boolean }

/** A skill that is archived. Null if there was none, or if it is still there. */
export async function findArchived(db: Db, ref: SkillRef): Promise<ArchivedSkill | null> {
  const { rows } = await db.execute<ArchivedSkill>(sql`
    select s.slug, not ${IS_WITHDRAWN} as "isVanished" from skills s
    where ${'id' in ref ? sql`s.id = ${ref.id}::uuid` : sql`s.slug = ${ref.slug}`} and s.status = 'archived'`)
  return rows[0] ?? null
}

/**
 * Lists skills, those that are used most first. Those that are withheld, larger than `most` or refused by clients are there without
 * their files.
 */
export async function listMcpSkills(
  db: Db,
  p: { size: number; after?: McpPosition | undefined; most: { files: number; bytes: number } },
): Promise<McpListed[]> {
  const after = p.after ? sql`and (p.placed_score, p.skill_id) < (${p.after[0]}::float8, ${p.after[1]}::uuid)` : sql``
  const { rows } = await db.execute<McpListed>(sql`
    with page as materialized (
      select s.*, p.placed_score from skill_popularity p join skills s on s.id = p.skill_id
      where ${IS_LISTED} ${after} order by p.placed_score desc, p.skill_id desc limit ${p.size}
    )
    select g.placed_score as score, g.id, (
      select to_json(o) from (
        select ${SKILL} from (select g.*) s
          cross join lateral ${newestInstallable(sql`v.*`)} v
          join folders f on f.digest = v.digest
        where ${WITHHELD} is null and f.files <= ${p.most.files} and f.bytes <= ${p.most.bytes}
          and f.client_faults ->> 'mcp' is null) o) as skill
    from page g order by g.placed_score desc, g.id desc`)
  return rows
}
