import { type SQL, sql } from 'drizzle-orm'
import { READING_VERSION } from '../../domain/catalogue/reading-version.ts'
import type { Finding, Folder } from '../../domain/files/manifest.ts'
import { markVanished, touchedTexts } from '../catalogue/upkeep/vanished.ts'
import { change, without } from '../changes.ts'
import type { Db } from '../connect.ts'
import { storeFolders } from '../files/folders.ts'
import { lockCatalogue } from '../locks.ts'

/** A file as its source has it, with its parsed fields. `content` is base64 of its bytes, null if they are too many to keep. */
export type RawFile = {
  externalId: string
  skillPath: string
  skillUrl: string | null
  githubRepo: string | null
  content: string | null
  contentHash: string
  /** The source's own mark of this content, such as the SHA of a blob. Null if the source has none. */
  sourceRevision: string | null
  nameRaw: string | null
  descriptionRaw: string | null
  categoryRaw: string | null
  licenseRaw: string | null
  tagsRaw: readonly string[]
  dataJson: Record<string, unknown>
  parseStatus: 'ok' | 'markdown_only' | 'invalid'
  parseErrors: readonly unknown[]
  /** The digest of its folder, which is stored already. Left out if the folder was not read. */
  folderDigest?: string | undefined
  /** What was found in that folder. */
  folderFindings?: readonly Finding[] | undefined
  /** The commit of the repository in which the folder was read. */
  commitSha?: string | undefined
}

export type RawState = 'created' | 'changed' | 'unchanged'
export type StoredRaw = { rawId: string; externalId: string; state: RawState; status: string }

const INCOMING = `"externalId" text, "skillPath" text, "skillUrl" text, "githubRepo" text, content text, "contentHash" text,
  "sourceRevision" text, "nameRaw" text, "descriptionRaw" text, "categoryRaw" text, "licenseRaw" text, "tagsRaw" jsonb, "dataJson" jsonb,
  "parseStatus" text, "parseErrors" jsonb, "folderDigest" text, "folderFindings" jsonb, "commitSha" text`

/** The bytes are those that have been scanned. */
const SAME = '(r.content_hash, r.folder_digest) is not distinct from (excluded.content_hash, excluded.folder_digest)'
/** What is not known of other bytes: what the scan said, and that a workflow has published them. */
const UNKNOWN = { verdict: 'null', risk: 'null', scanned_rule_set: '0', publication_id: 'null' }

const REST = `content = excluded.content, content_hash = excluded.content_hash, skill_path = excluded.skill_path,
  skill_url = excluded.skill_url, github_repo = excluded.github_repo, name_raw = excluded.name_raw,
  description_raw = excluded.description_raw, category_raw = excluded.category_raw, license_raw = excluded.license_raw,
  tags_raw = excluded.tags_raw, data_json = excluded.data_json, parse_status = excluded.parse_status, parse_errors = excluded.parse_errors,
  folder_digest = excluded.folder_digest, folder_findings = excluded.folder_findings, commit_sha = excluded.commit_sha, source_revision = excluded.source_revision, vanished_at = null, seen_at = now(),
  ${Object.entries(UNKNOWN)
    .map(([column, unknown]) => `${column} = case when ${SAME} then r.${column} else ${unknown} end`)
    .join(', ')}`

const REPORTED = [
  'content_hash',
  'folder_digest',
  'skill_url',
  'github_repo',
  'data_json',
  'parse_status',
  'parse_errors',
]
const columns = (row: string, names: readonly string[]) => names.map((column) => `${row}.${column}`).join(', ')
const COMPARED = (row: string) => columns(row, ['content', ...REPORTED])

/**
 * Stores a page of a source's files in one transaction, and marks their skills as seen. A raw skill whose content or folder has
 * changed waits for review again (`status = new`); one that is equal stays as it is. `folders` are those of the files.
 */
export async function storeRawSkills(
  db: Db,
  sourceId: string,
  files: readonly RawFile[],
  folders: readonly Folder[] = [],
): Promise<StoredRaw[]> {
  const ids = JSON.stringify(files.map(({ externalId }) => externalId))
  const returned = sql`
    select l.skill_id from raw_skills r join skill_source_links l on l.raw_skill_id = r.id
    where r.source_id = ${sourceId}::uuid and r.external_id in (select jsonb_array_elements_text(${ids}::jsonb))`
  // Before the lock, which all writers of the catalogue share.
  await storeFolders(db, folders)
  const { stored } = await change(db, {
    // Writers take turns: the states that are read stay true, and no file changes while it is approved.
    lock: lockCatalogue,
    write: {
      freed: freeAddresses(sourceId, files),
      stored: upsertFiles(sourceId, files),
      marked: markVanished(returned),
    },
    announce: touchedTexts(returned),
    record: without('A crawl or an ingest stores what its source has.'),
  })
  return stored
}

/** Clears the address of a raw skill if another file is at that address now. */
function freeAddresses(sourceId: string, files: readonly RawFile[]): SQL {
  const addresses = JSON.stringify(files.map(({ externalId, skillUrl }) => ({ externalId, skillUrl })))
  return sql`
    update raw_skills r set skill_url = null from jsonb_to_recordset(${addresses}::jsonb) as x("externalId" text, "skillUrl" text)
    where r.source_id = ${sourceId}::uuid and r.skill_url = x."skillUrl" and r.external_id <> x."externalId"`
}

const upsertFiles = (sourceId: string, files: readonly RawFile[]): SQL<StoredRaw> => sql`
  with incoming as (
    -- whoever has not read the folder knows nothing else of it than before, as long as the file is the same
    select x.*, coalesce(decode(x."folderDigest", 'hex'), same.folder_digest) as folder, coalesce(x."commitSha", same.commit_sha) as commit,
      coalesce(x."folderFindings", same.folder_findings) as found
    from jsonb_to_recordset(${JSON.stringify(files)}::jsonb) as x(${sql.raw(INCOMING)})
      left join raw_skills same on same.source_id = ${sourceId}::uuid and same.external_id = x."externalId"
        and same.content_hash = x."contentHash" and x."folderDigest" is null
  ), before as (
    select r.id, r.external_id, r.status, r.content is null as is_bare, ${sql.raw(columns('r', REPORTED))} from raw_skills r
    where r.source_id = ${sourceId}::uuid and r.external_id in (select "externalId" from incoming)
  ), stored as (
    insert into raw_skills as r (id, source_id, external_id, content, content_hash, source_revision, skill_path, skill_url, github_repo, name_raw,
      description_raw, category_raw, license_raw, tags_raw, data_json, parse_status, parse_errors, folder_digest, folder_findings, commit_sha, read_version, created_at, updated_at, seen_at)
    select gen_random_uuid(), ${sourceId}::uuid, "externalId", decode(content, 'base64'), "contentHash", "sourceRevision", "skillPath", "skillUrl", "githubRepo",
      left("nameRaw", 300), "descriptionRaw", left("categoryRaw", 200), left("licenseRaw", 120), "tagsRaw", "dataJson", "parseStatus", "parseErrors", folder, found, commit, ${READING_VERSION}, now(), now(), now()
    from incoming
    -- keeps read_version: the skill that an older version of the rules has made is judged again by \`reread-files\`
    on conflict (source_id, external_id) do update set ${sql.raw(REST)},
      updated_at = case when (${sql.raw(COMPARED('r'))}) is distinct from (${sql.raw(COMPARED('excluded'))}) then now() else r.updated_at end,
      status = case when (r.content_hash, r.folder_digest, r.parse_status) is distinct from (excluded.content_hash, excluded.folder_digest, excluded.parse_status) then 'new' else r.status end
    where (${sql.raw(COMPARED('r'))}, r.source_revision, r.folder_findings, r.vanished_at) is distinct from (${sql.raw(COMPARED('excluded'))}, excluded.source_revision,
      excluded.folder_findings, null)
    returning id, external_id, status, ${sql.raw(columns('r', REPORTED))}
  ), seen as (
    update skills s set last_seen_at = now() from before b join skill_source_links l on l.raw_skill_id = b.id where s.id = l.skill_id
  )
  select coalesce(stored.id, before.id) as "rawId", i."externalId", coalesce(stored.status, before.status) as status,
    case when before.id is null then 'created' when stored.id is null then 'unchanged'
      -- a source may give an unchanged file a new revision
      when before.is_bare or (${sql.raw(columns('before', REPORTED))}) is distinct from (${sql.raw(columns('stored', REPORTED))}) then 'changed'
      else 'unchanged' end as state
  from incoming i left join before on before.external_id = i."externalId" left join stored on stored.external_id = i."externalId"`

/** The raw skills stored for these files, by external id: hashes, status, and whether it became a skill. */
export async function findRawHashes(db: Db, sourceId: string, externalIds: readonly string[]) {
  const { rows } = await db.execute<{
    external_id: string
    content_hash: string | null
    folder_digest: string | null
    status: string
    has_skill: boolean
  }>(sql`
    select external_id, content_hash, encode(folder_digest, 'hex') as folder_digest, status, exists (select from skill_source_links l where l.raw_skill_id = r.id) as has_skill
    from raw_skills r
    where source_id = ${sourceId}::uuid and external_id in (select jsonb_array_elements_text(${JSON.stringify(externalIds)}::jsonb))`)
  return new Map(
    rows.map((row) => [
      row.external_id,
      {
        contentHash: row.content_hash,
        folderDigest: row.folder_digest,
        status: row.status,
        hasSkill: row.has_skill,
      },
    ]),
  )
}
