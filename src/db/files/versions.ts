import { type SQL, sql } from 'drizzle-orm'
import type { SkillRef } from '../catalogue/skill-detail.ts'
import type { Db } from '../connect.ts'
import { type JsonText, readJson, rfc3339 } from '../json.ts'
import { readList } from '../lists.ts'

/** Why files of a version are not given out. */
export type Withheld = 'yanked' | 'vanished' | 'link_only' | 'incomplete'

/** A version by its number, or the newest that can be installed. */
export type VersionRef = { version: string } | 'latest'

/**
 * Why version `v` of skill `s` is not given out, or NULL. The licence of today decides about the newest version. An older one also
 * needs the licence that it had: words that reserved all rights are not undone by later ones.
 */
const WITHHELD = sql`case
  when v.yanked_at is not null then 'yanked'
  when s.vanished_at is not null then 'vanished'
  when s.content_policy <> 'full' or v.content_policy <> 'full' and v.nth < (select max(n.nth) from skill_versions n where n.skill_id = s.id) then 'link_only'
  when not f.is_complete then 'incomplete' end`

const VERSIONS = sql`skill_versions v join skills s on s.id = v.skill_id join folders f on f.digest = v.digest`

const refers = (ref: SkillRef): SQL =>
  sql`${'id' in ref ? sql`s.id = ${ref.id}::uuid` : sql`s.slug = ${ref.slug}`} and s.status = 'active'`

const digest = (column: string): SQL => sql.raw(`'sha256:' || encode(${column}, 'hex')`)

/** The file of a version at GitHub, at the commit in which it was read. */
const SOURCE_URL = sql`case when v.repo is not null then 'https://github.com/' || v.repo || '/tree/' || coalesce(v.commit_sha, 'HEAD')
  || case when v.path like '%/%' then '/' || regexp_replace(v.path, '/[^/]*$', '') else '' end end`

const VERSION = sql`
  'version', v.version, 'declared_version', v.declared_version, 'digest', ${digest('v.digest')}, 'files', f.files, 'bytes', f.bytes,
  'is_complete', f.is_complete, 'commit', v.commit_sha, 'repo', v.repo, 'path', v.path, 'source_url', ${SOURCE_URL},
  'license', v.license, 'content_policy', v.content_policy, 'withheld', ${WITHHELD}, 'created_at', ${rfc3339('v.created_at')},
  'yanked', case when v.yanked_at is not null then json_build_object('at', ${rfc3339('v.yanked_at')}, 'reason', v.yank_reason) end`

/** Lists the versions of an active skill, the newest first. */
export const listVersions = (db: Db, ref: SkillRef, p: { size: number; after?: readonly [number] | undefined }) =>
  readList(
    db,
    {
      tag: 'versions',
      from: VERSIONS,
      where: [refers(ref)],
      order: { 'v.nth': 'int' },
      direction: 'desc',
      id: 'v.id',
      item: VERSION,
    },
    p,
  )

const chosen = (ref: SkillRef, version: VersionRef): SQL => sql`
  ${refers(ref)} and ${version === 'latest' ? sql`v.yanked_at is null and f.is_complete` : sql`v.version = ${version.version}`}
  order by v.nth desc limit 1`

const archive = (kind: 'zip' | 'tar_gz'): SQL => {
  const [sha256, size] = [sql.raw(`f.${kind}_sha256`), sql.raw(`f.${kind}_size`)]
  const ending = sql.raw(`'${kind.replace('_', '.')}'`)
  return sql`json_build_object('url', '/v1/archives/' || encode(v.digest, 'hex') || '.' || ${ending}, 'digest', 'sha256:' || encode(${sha256}, 'hex'), 'size', ${size})`
}

/** One version with its manifest, its findings, and its archives if they may be had. Null if there is none. */
export const findVersion = (db: Db, ref: SkillRef, version: VersionRef): Promise<JsonText | null> =>
  readJson(
    db,
    sql`
    select json_build_object(${VERSION}, 'findings', f.findings, 'capabilities', f.capabilities, 'context_tokens', f.context_tokens, 'changes', v.changes,
      'archives', case when ${WITHHELD} is null and f.zip_sha256 is not null then json_build_object('zip', ${archive('zip')}, 'tar_gz', ${archive('tar_gz')}) end,
      'manifest', (select json_agg(json_build_object('path', ff.path, 'mode', ff.mode, 'size', ff.size, 'sha256', encode(ff.sha256, 'hex')) order by ff.path)
        from folder_files ff where ff.digest = v.digest))::text as body
    from ${VERSIONS} where ${chosen(ref, version)}`,
  )

/** What is given out, if nothing withholds it, and of which skill it is. */
export type Given = {
  slug: string
  version: string
  license: string | null
  sourceUrl: string | null
  yankReason: string | null
  withheld: Withheld | null
}

const GIVEN = sql`s.slug, v.version, v.license, ${SOURCE_URL} as "sourceUrl", v.yank_reason as "yankReason", ${WITHHELD} as withheld`

/** A folder of which an archive can be built. */
export type GivenFolder = Given & { digest: string; zipSha256: string | null; tarGzSha256: string | null }

const FOLDER = sql`${GIVEN}, encode(v.digest, 'hex') as digest, encode(f.zip_sha256, 'hex') as "zipSha256", encode(f.tar_gz_sha256, 'hex') as "tarGzSha256"`

/** The folder of a version. Null if there is none. */
export async function findVersionFolder(db: Db, ref: SkillRef, version: VersionRef): Promise<GivenFolder | null> {
  const { rows } = await db.execute<GivenFolder>(sql`select ${FOLDER} from ${VERSIONS} where ${chosen(ref, version)}`)
  return rows[0] ?? null
}

/** A folder by its digest, for the first version that may be given out, or else for any. Null if none of a public skill has it. */
export async function findFolder(db: Db, folderDigest: string): Promise<GivenFolder | null> {
  const { rows } = await db.execute<GivenFolder>(sql`
    select ${FOLDER} from ${VERSIONS} where v.digest = decode(${folderDigest}, 'hex') and s.status = 'active'
    order by ${WITHHELD} is not null, v.created_at limit 1`)
  return rows[0] ?? null
}

export type GivenFile = Given & { sha256: string; size: number; path: string }

const FILE = sql`${GIVEN}, encode(ff.sha256, 'hex') as sha256, ff.size, ff.path`

/** A file of a version. Null if the version or the file does not exist. */
export async function findVersionFile(
  db: Db,
  ref: SkillRef,
  version: VersionRef,
  path: string,
): Promise<GivenFile | null> {
  const { rows } = await db.execute<GivenFile>(sql`
    select ${FILE} from (select v.* from ${VERSIONS} where ${chosen(ref, version)}) v
      join skills s on s.id = v.skill_id join folders f on f.digest = v.digest join folder_files ff on ff.digest = v.digest and ff.path = ${path}`)
  return rows[0] ?? null
}

/** A file by its hash, of the first version that may be given out, or else of any. Null if none of a public skill has it. */
export async function findFileByHash(db: Db, sha256: string): Promise<GivenFile | null> {
  const { rows } = await db.execute<GivenFile>(sql`
    select ${FILE} from folder_files ff join skill_versions v on v.digest = ff.digest join skills s on s.id = v.skill_id join folders f on f.digest = v.digest
    where ff.sha256 = decode(${sha256}, 'hex') and s.status = 'active'
    order by coalesce(nullif(${WITHHELD}, 'incomplete'), '') <> '', v.created_at limit 1`)
  return rows[0] ?? null
}

/** Whether there is such an active skill. */
export async function isSkill(db: Db, ref: SkillRef): Promise<boolean> {
  const { rows } = await db.execute(sql`select from skills s where ${refers(ref)}`)
  return rows.length > 0
}
