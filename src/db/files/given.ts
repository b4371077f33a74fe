import { type SQL, sql } from 'drizzle-orm'
import type { SkillRef } from '../catalogue/skill-detail.ts'
import { IS_KNOWN } from '../catalogue/skill-json.ts'
import type { Db } from '../connect.ts'
import { chosen, refers, SOURCE_URL, VERSIONS, type VersionRef } from './versions.ts'
import { MALICIOUS_REASON, WITHHELD, type Withheld } from './withheld.ts'

/** What is given out, if nothing withholds it, and of which skill it is. */
export type Given = {
  skillId: string
  slug: string
  version: string
  license: string | null
  sourceUrl: string | null
  yankReason: string | null
  /** Why a reviewer calls it malicious. */
  maliciousReason: string | null
  withheld: Withheld | null
}

/** The columns of a `Given`, from `VERSIONS`. */
export const GIVEN = sql`s.id as "skillId", s.slug, v.version, v.license, ${SOURCE_URL} as "sourceUrl", v.yank_reason as "yankReason", ${MALICIOUS_REASON} as "maliciousReason", ${WITHHELD} as withheld`

/** A folder of which an archive can be built. The hashes of its archives are null until they have been worked out. */
export type GivenFolder = Given & { digest: string; zipSha256: string | null; tarGzSha256: string | null }

const FOLDER = sql`${GIVEN}, encode(v.digest, 'hex') as digest,
  encode(f.zip_sha256, 'hex') as "zipSha256", encode(f.tar_gz_sha256, 'hex') as "tarGzSha256"`

/** The folder of a version. Null if there is none. */
export async function findVersionFolder(db: Db, ref: SkillRef, version: VersionRef): Promise<GivenFolder | null> {
  const { rows } = await db.execute<GivenFolder>(sql`select ${FOLDER} from ${VERSIONS} where ${chosen(ref, version)}`)
  return rows[0] ?? null
}

/** The folder of an active skill's version with a digest. Null if no version of it has it. */
export async function findSkillFolder(db: Db, ref: SkillRef, digest: string): Promise<GivenFolder | null> {
  const { rows } = await db.execute<GivenFolder>(sql`
    select ${FOLDER} from ${VERSIONS} where ${refers(ref)} and v.digest = decode(${digest}, 'hex')
    order by v.yanked_at is not null or v.held is not null, v.nth desc limit 1`)
  return rows[0] ?? null
}

/** The folder of the version before another one, which may be withheld. Null if that is the first version. */
export async function findFolderBefore(db: Db, ref: SkillRef, version: string): Promise<GivenFolder | null> {
  const { rows } = await db.execute<GivenFolder>(sql`
    select ${FOLDER} from ${VERSIONS} where ${refers(ref)}
      and v.nth < (select o.nth from skill_versions o where o.skill_id = s.id and o.version = ${version}) order by v.nth desc limit 1`)
  return rows[0] ?? null
}

export type GivenFile = Given & { sha256: string; size: number; path: string }

const FILE = sql`${GIVEN}, encode(ff.sha256, 'hex') as sha256, ff.size, ff.path`

/** A file of a version. Null if the version or the file does not exist. */
export const findVersionFile = (db: Db, ref: SkillRef, version: VersionRef, path: string): Promise<GivenFile | null> =>
  findIn(db, ref, version, sql`${path}`)

/** The SKILL.md of a version, however its name is written. Null if the version does not exist. */
export const findSkillMd = (db: Db, ref: SkillRef, version: VersionRef): Promise<GivenFile | null> =>
  findIn(db, ref, version, sql`coalesce(substring(v.path from '[^/]+$'), 'SKILL.md')`)

async function findIn(db: Db, ref: SkillRef, version: VersionRef, path: SQL): Promise<GivenFile | null> {
  const { rows } = await db.execute<GivenFile>(sql`
    select ${FILE} from (select v.* from ${VERSIONS} where ${chosen(ref, version)}) v
      join skills s on s.id = v.skill_id join folders f on f.digest = v.digest join folder_files ff on ff.digest = v.digest and ff.path = ${path}`)
  return rows[0] ?? null
}

/** However many skills share a file or a folder, at most this many are looked at: the first that the index has. */
const LOOKED_AT = 1000

// Behind `offset 0`, the planner does not see how common the hash is, and uses the index: a scan of the table may find it late.
const wanted = (hash: string): SQL => sql`(select decode(${hash}, 'hex') as hash offset 0) wanted`

/** A folder by its digest, for a version that may be given out, or else for any. Null if none of a public skill has it. */
export const findFolder = (db: Db, digest: string): Promise<GivenFolder | null> =>
  firstGiven<GivenFolder>(db, {
    versions: sql`select v.* from ${wanted(digest)} cross join lateral (select * from skill_versions v where v.digest = wanted.hash limit ${LOOKED_AT}) v`,
    columns: FOLDER,
    isGiven: sql`${WITHHELD} is null`,
  })

/** A file by its hash, of a version that may be given out, or else of any. Null if none of a public skill has it. */
export const findFileByHash = (db: Db, sha256: string): Promise<GivenFile | null> =>
  firstGiven<GivenFile>(db, {
    versions: sql`
      select v.*, ff.sha256, ff.size, ff.path as file_path from ${wanted(sha256)}
        cross join lateral (select * from folder_files ff where ff.sha256 = wanted.hash limit ${LOOKED_AT}) ff
        cross join lateral (select * from skill_versions v where v.digest = ff.digest limit ${LOOKED_AT}) v`,
    columns: sql`${GIVEN}, encode(v.sha256, 'hex') as sha256, v.size, v.file_path as path`,
    isGiven: sql`coalesce(${WITHHELD}, 'incomplete') = 'incomplete'`,
  })

/** Stops at the first version that is given out. Only if there is none, looks again for any that says why. */
async function firstGiven<Row extends Given>(
  db: Db,
  p: { versions: SQL; columns: SQL; isGiven: SQL },
): Promise<Row | null> {
  const first = (where: SQL) => sql`
    (select ${p.columns} from page v cross join lateral (select * from skills s where s.id = v.skill_id limit 1) s
      cross join lateral (select is_complete, zip_sha256, tar_gz_sha256 from folders f where f.digest = v.digest limit 1) f
    where ${IS_KNOWN} ${where} limit 1)`
  const { rows } = await db.execute<Row>(sql`
    with page as materialized (${p.versions} limit ${LOOKED_AT})
    ${first(sql`and ${p.isGiven}`)} union all ${first(sql``)} limit 1`)
  return rows[0] ?? null
}
