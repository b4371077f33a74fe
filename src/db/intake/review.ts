import { type SQL, sql } from 'drizzle-orm'
import type { LicenceFile } from '../../domain/files/licences/known-licence.ts'
import type { Editor } from '../accounts/record-audit.ts'
import { change, idOf, without } from '../changes.ts'
import type { Db } from '../connect.ts'
import { lockCatalogue } from '../locks.ts'
import type { RawFile } from './raw-skills.ts'

/** A raw skill with all that a decision needs. `content` is base64 of its bytes, null if they were not kept. */
export type RawForReview = {
  id: string
  sourceId: string
  sourceName: string
  /** The handle of the publisher of all skills of the source, or null if an admin has not set it. */
  sourceOwner: string | null
  /** The host of a catalogue, else null. */
  site: string | null
  externalId: string | null
  skillPath: string | null
  githubRepo: string | null
  nameRaw: string | null
  content: string | null
  contentHash: string | null
  /** The digest of its folder. Null if the folder was not read. */
  folderDigest: string | null
  /** The licence of the repository, as GitHub reports it. */
  license: string | null
  /** What may be licence files of its folder, with their licences as far as they are known. */
  licenceFiles: LicenceFile[]
}

/** Of a folder that nobody has described yet: until that is done, the texts of its licence files are unknown ones. */
const UNREAD_LICENCES = sql`(
  select json_agg(json_build_object('path', ff.path, 'license', null)) from folder_files ff
  where ff.digest = r.folder_digest and ff.path ~* '^(licen[cs]e|copying|unlicense)' and ff.path not like '%/%')`

/** The raw skills with these ids, in no order. Missing ones are left out. */
export async function readRawsForReview(db: Db, ids: readonly string[]): Promise<RawForReview[]> {
  const { rows } = await db.execute<RawForReview>(sql`
    select r.id, r.source_id as "sourceId", coalesce(src.name, '') as "sourceName", src.owner as "sourceOwner",
      case when src.type = 'catalog' then substring(src.base_url from '^https?://([^/:]+)') end as site, r.external_id as "externalId",
      r.skill_path as "skillPath", r.github_repo as "githubRepo", r.name_raw as "nameRaw",
      translate(encode(r.content, 'base64'), E'\\n', '') as content, r.content_hash as "contentHash",
      encode(r.folder_digest, 'hex') as "folderDigest", g.license_spdx as license,
      coalesce(f.licence::json -> 'files', ${UNREAD_LICENCES}, '[]') as "licenceFiles"
    from raw_skills r left join folders f on f.digest = r.folder_digest left join skill_sources src on src.id = r.source_id
      left join github_repo_cache g on g.repo_full_name = r.github_repo
    where r.id in (${idsIn(ids)})`)
  return rows
}

/** A raw skill without its bytes. `refusal`: why it cannot be approved as it is. */
export type Measured = {
  id: string
  size: number
  contentHash: string | null
  folderDigest: string | null
  refusal: 'vanished' | 'rejected' | null
}

/** The raw skills with these ids, without their bytes. */
export const measureRaws = (db: Db, ids: readonly string[]): Promise<Measured[]> =>
  measured(db, sql`r.id in (${idsIn(ids)}) order by r.id`)

/** The first raw skills of a source after `after` that wait for review, parsed well, have not vanished, and were never rejected. */
export const listWaiting = (
  db: Db,
  sourceId: string,
  p: { after: string | null; limit: number },
): Promise<Measured[]> =>
  measured(
    db,
    sql`r.source_id = ${sourceId}::uuid and r.status = 'new' and r.parse_status = 'ok' and r.vanished_at is null and r.review_reason is null
      and r.id > coalesce(${p.after}::uuid, '00000000-0000-0000-0000-000000000000') order by r.id limit ${p.limit}`,
  )

/**
 * The first raw skills of a source after `after` whose skills have the licence of the repository, or none, while the
 * repository has a different licence by now. Leaves out curated skills.
 */
export const listOtherwiseLicensed = (
  db: Db,
  sourceId: string,
  p: { after: string | null; limit: number },
): Promise<Measured[]> =>
  measured(
    db,
    sql`r.source_id = ${sourceId}::uuid and r.status = 'approved' and r.vanished_at is null and exists (
        select from skill_source_links l join skills s on s.id = l.skill_id left join github_repo_cache g on g.repo_full_name = r.github_repo
        where l.raw_skill_id = r.id and not s.curated and (
          s.license_confidence = 'medium' and lower(s.license) is distinct from lower(g.license_spdx)
          or s.license is null and g.license_spdx is not null))
      and r.id > coalesce(${p.after}::uuid, '00000000-0000-0000-0000-000000000000') order by r.id limit ${p.limit}`,
  )

async function measured(db: Db, condition: SQL): Promise<Measured[]> {
  const { rows } = await db.execute<Measured>(sql`
    select r.id, coalesce(octet_length(r.content), 0) as size, r.content_hash as "contentHash",
      encode(r.folder_digest, 'hex') as "folderDigest", case when r.vanished_at is not null then 'vanished' when r.status = 'rejected' then 'rejected' end as refusal
    from raw_skills r where ${condition}`)
  return rows.map((row) => ({ ...row, size: Number(row.size) }))
}

const idsIn = (ids: readonly string[]): SQL =>
  sql`select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb)::uuid`

/** A raw skill, with its content_hash and its folder_digest, if it had one, when somebody decided on it. */
export type Decision = { id: string; contentHash: string | null; folderDigest?: string | null }
/** `approved`: this content has already become a skill. */
export type RejectionOutcome = 'rejected' | 'missing' | 'changed' | 'approved'

/** Rejects the raw skills that are still as they were read. What they became earlier stays as it is. Safe to repeat. */
export async function rejectRaws(
  db: Db,
  editor: Editor,
  decisions: readonly Decision[],
  reason: string,
): Promise<Map<string, RejectionOutcome>> {
  const wanted = sql`jsonb_to_recordset(${JSON.stringify(decisions)}::jsonb) as w(id uuid, "contentHash" text, "folderDigest" text)`
  const isAsRead = sql`r.content_hash is not distinct from w."contentHash" and r.folder_digest is not distinct from decode(w."folderDigest", 'hex')`
  const ids = sql`select id from ${wanted}`
  const { outcomes } = await change(db, {
    // No raw skill is changed or approved meanwhile.
    lock: lockCatalogue,
    write: {
      rejected: sql`
        update raw_skills r set status = 'rejected', review_reason = ${reason}, reviewed_by = left(${editor.name}, 120), reviewed_at = now(), updated_at = now()
        from ${wanted} where r.id = w.id and ${isAsRead} and r.status <> 'approved'
          and (r.status, r.review_reason) is distinct from ('rejected', ${reason})`,
    },
    announce: IS_NOT_PUBLISHED,
    record: { by: editor, of: [{ action: 'raw_skill.reject', type: 'raw_skill', were: ids, are: ids }] },
    answer: {
      outcomes: sql<{ id: string; outcome: RejectionOutcome }>`
        select w.id, case when r.id is null then 'missing' when not (${isAsRead}) then 'changed'
          else r.status end as outcome
        from ${wanted} left join raw_skills r on r.id = w.id`,
    },
  })
  return new Map(outcomes.map(({ id, outcome }) => [id, outcome]))
}

const IS_NOT_PUBLISHED = without('Raw skills are not published.')

/** The fields that the parser reads from a file. */
export type Reparsed = Pick<
  RawFile,
  'nameRaw' | 'descriptionRaw' | 'categoryRaw' | 'licenseRaw' | 'tagsRaw' | 'dataJson' | 'parseStatus' | 'parseErrors'
>

/** The columns of what the parser reads, in the order of `Reparsed`. */
export const READ_COLUMNS = [
  'name_raw',
  'description_raw',
  'category_raw',
  'license_raw',
  'tags_raw',
  'data_json',
  'parse_status',
  'parse_errors',
]
const ofRow = (row: string) => sql.raw(READ_COLUMNS.map((column) => `${row}.${column}`).join(', '))

/**
 * Stores the fields that the current parser reads from a raw skill, if it is still as it was read. If the parse status
 * changes, the raw skill waits for review again.
 */
export async function storeReparsed(
  db: Db,
  editor: Editor,
  { id, contentHash }: Pick<Decision, 'id' | 'contentHash'>,
  p: Reparsed,
): Promise<void> {
  await change(db, {
    lock: lockCatalogue,
    write: {
      reparsed: sql`
        update raw_skills r set ${sql.raw(READ_COLUMNS.map((column) => `${column} = read.${column}`).join(', '))}, updated_at = now(),
          status = case when r.parse_status <> read.parse_status then 'new' else r.status end
        from (
          select left(${p.nameRaw}::text, 300) as name_raw, ${p.descriptionRaw}::text as description_raw, left(${p.categoryRaw}::text, 200) as category_raw,
            left(${p.licenseRaw}::text, 120) as license_raw, ${JSON.stringify(p.tagsRaw)}::jsonb as tags_raw, ${JSON.stringify(p.dataJson)}::jsonb as data_json,
            ${p.parseStatus}::text as parse_status, ${JSON.stringify(p.parseErrors)}::jsonb as parse_errors
        ) read
        where r.id = ${id}::uuid and r.content_hash is not distinct from ${contentHash} and (${ofRow('r')}) is distinct from (${ofRow('read')})`,
    },
    announce: IS_NOT_PUBLISHED,
    record: { by: editor, of: [{ action: 'raw_skill.reparse', type: 'raw_skill', were: idOf(id), are: idOf(id) }] },
  })
}
