import { type SQL, sql } from 'drizzle-orm'
import { PROVENANCE } from '../authors/provenance.ts'
import type { SkillRef } from '../catalogue/skill-detail.ts'
import { IS_KNOWN } from '../catalogue/skill-json.ts'
import type { Db } from '../connect.ts'
import { type JsonText, readJson, rfc3339 } from '../json.ts'
import { readList } from '../lists.ts'
import { IS_OFFERED } from './newest-version.ts'
import { VOUCHERS } from './vouchers.ts'
import { WITHHELD } from './withheld.ts'

/** A version by its number, or the newest that can be installed. If none can be, `latest` is the newest, which says why. */
export type VersionRef = { version: string } | 'latest'

export const VERSIONS = sql`skill_versions v join skills s on s.id = v.skill_id join folders f on f.digest = v.digest`

/** True for the versions of a skill that everybody may know of. */
export const refers = (ref: SkillRef): SQL =>
  sql`${'id' in ref ? sql`s.id = ${ref.id}::uuid` : sql`s.slug = ${ref.slug}`} and ${IS_KNOWN}`

const digest = (column: string): SQL => sql.raw(`'sha256:' || encode(${column}, 'hex')`)

// Each byte that an address cannot hold as it is.
const FOLDER_IN_URL = sql.raw(String.raw`(
  select coalesce(string_agg(case when c ~ '[A-Za-z0-9._~/-]' then c else regexp_replace(upper(encode(convert_to(c, 'UTF8'), 'hex')), '(..)', '%\1', 'g') end, '' order by nth), '')
  from regexp_split_to_table(substring(v.path from '^.*(?=/)'), '') with ordinality p(c, nth))`)

/** The folder of a version at GitHub, at the commit in which it was read. */
export const SOURCE_URL = sql`case when v.repo is not null then 'https://github.com/' || v.repo || '/tree/' || coalesce(v.commit_sha, 'HEAD')
  || case when v.path like '%/%' then '/' || ${FOLDER_IN_URL} else '' end end`

const VERSION = sql`
  'version', v.version, 'declared_version', v.declared_version, 'digest', ${digest('v.digest')}, 'files', f.files, 'bytes', f.bytes,
  'context_tokens', f.context_tokens, 'is_complete', f.is_complete, 'commit', v.commit_sha, 'repo', v.repo, 'path', v.path, 'source_url', ${SOURCE_URL},
  'license', v.license, 'content_policy', v.content_policy, 'withheld', ${WITHHELD}, 'verdict', v.verdict, 'risk', v.risk, 'provenance', ${PROVENANCE}, 'created_at', ${rfc3339('v.created_at')},
  'yanked', case when v.yanked_at is not null then json_build_object('at', ${rfc3339('v.yanked_at')}, 'reason', v.yank_reason) end`

/** What a version changed, without the names of the files. */
const CHANGE = sql`case when v.changes is not null then json_build_object('since', v.changes -> 'since', 'files', v.changes #> '{files,total}',
  'frontmatter', v.changes -> 'frontmatter', 'capabilities', v.changes -> 'capabilities') end`

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
      item: sql`${VERSION}, 'change', ${CHANGE}`,
    },
    p,
  )

/** The version of an active skill that is meant, as conditions and an order for `VERSIONS`. */
export const chosen = (ref: SkillRef, version: VersionRef): SQL => sql`
  ${refers(ref)} ${version === 'latest' ? sql`` : sql`and v.version = ${version.version}`}
  order by (${IS_OFFERED}) desc, v.nth desc limit 1`

const archive = (kind: 'zip' | 'tar_gz'): SQL => {
  const [sha256, size] = [sql.raw(`f.${kind}_sha256`), sql.raw(`f.${kind}_size`)]
  const ending = sql.raw(`'${kind.replace('_', '.')}'`)
  return sql`json_build_object('url', '/v1/archives/' || encode(v.digest, 'hex') || '.' || ${ending}, 'digest', 'sha256:' || encode(${sha256}, 'hex'), 'size', ${size})`
}

const wholeVersion = (where: SQL): SQL => sql`
    select json_build_object(${VERSION}, 'findings', coalesce(v.findings, f.findings), 'capabilities', f.capabilities, 'changes', v.changes, 'yank_history', coalesce(v.yank_history, '[]'), 'vouchers', ${VOUCHERS},
      'archives', case when ${WITHHELD} is null and f.zip_sha256 is not null then json_build_object('zip', ${archive('zip')}, 'tar_gz', ${archive('tar_gz')}) end,
      'manifest', (select json_agg(json_build_object('path', ff.path, 'mode', ff.mode, 'size', ff.size, 'sha256', encode(ff.sha256, 'hex')) order by ff.path)
        from folder_files ff where ff.digest = v.digest))::text as body
    from ${VERSIONS} where ${where}`

/** One version with its manifest, its findings, and its archives if they may be had. Null if there is none. */
export const findVersion = (db: Db, ref: SkillRef, version: VersionRef): Promise<JsonText | null> =>
  readJson(db, wholeVersion(chosen(ref, version)))

/** The same for reviewers, who also see versions of skills that are not public. */
export const findVersionOfAny = (db: Db, p: { skillId: string; version: string }): Promise<JsonText | null> =>
  readJson(db, wholeVersion(sql`s.id = ${p.skillId}::uuid and v.version = ${p.version}`))

/** Whether there is such an active skill. */
export async function isSkill(db: Db, ref: SkillRef): Promise<boolean> {
  const { rows } = await db.execute(sql`select from skills s where ${refers(ref)}`)
  return rows.length > 0
}
