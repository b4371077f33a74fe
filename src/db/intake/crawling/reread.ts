import { type SQL, sql } from 'drizzle-orm'
import { READING_VERSION } from '../../../domain/catalogue/reading-version.ts'
import type { Comparable } from '../../../domain/catalogue/skill-diff.ts'
import type { BriefSkill } from '../../catalogue/approval-targets.ts'
import { change, without } from '../../changes.ts'
import type { Db } from '../../connect.ts'
import { touchedSkills } from '../../feed/outbox.ts'
import { judgedVersions, withdrawJudged } from '../../files/make-versions.ts'
import { lockCatalogue } from '../../locks.ts'
import { COMPARABLE, resolvedTags } from '../admin-raw-skills.ts'
import { READ_COLUMNS, type Reparsed } from '../review.ts'

/** Where a list of outdated files goes on. */
export type After = { version: number; id: string }
export type Outdated = { id: string; version: number; size: number }

const isOutdated = sql`r.read_version < ${READING_VERSION}`

/** The first files after `after` that were read by an older version of the rules. */
export async function listOutdated(db: Db, p: { after: After | null; limit: number }): Promise<Outdated[]> {
  const { version, id } = p.after ?? { version: -1, id: '00000000-0000-0000-0000-000000000000' }
  const { rows } = await db.execute<Outdated>(sql`
    select r.id, r.read_version as version, coalesce(octet_length(r.content), 0) as size from raw_skills r
    where ${isOutdated} and (r.read_version, r.id) > (${version}::int, ${id}::uuid) order by r.read_version, r.id limit ${p.limit}`)
  return rows.map((row) => ({ ...row, size: Number(row.size) }))
}

export async function countOutdated(db: Db): Promise<number> {
  const { rows } = await db.execute<{ n: number }>(sql`select count(*)::int as n from raw_skills r where ${isOutdated}`)
  return rows[0]?.n ?? 0
}

const JUDGED = `"rawId" uuid, "rawHash" text, license text, "licenseConfidence" text, "canonicalRepo" text, "skillPath" text, "contentHash" text, tags jsonb`

/** The judged files `j` whose raw skills `r` are still as they were read. */
const asJudged = (judged: readonly BriefSkill[]): SQL => sql`
  jsonb_to_recordset(${JSON.stringify(judged)}::jsonb) as j(${sql.raw(JUDGED)})
  join raw_skills r on r.id = j."rawId" and r.content_hash is not distinct from j."rawHash"
  join skill_source_links l on l.raw_skill_id = r.id`

/**
 * The skills that approved files have become, without those that show another file or that an admin curates. `tags` are
 * those of the file.
 */
export async function readBecome(
  db: Db,
  judged: readonly BriefSkill[],
): Promise<{ rawId: string; tags: string[]; skill: Comparable & { curated: boolean } }[]> {
  const { rows } = await db.execute<{ rawId: string; tags: string[]; skill: Comparable & { curated: boolean } }>(sql`
    select j."rawId", ${resolvedTags(sql`j.tags`)} as tags, ${COMPARABLE} as skill
    from ${asJudged(judged)} join skills s on s.id = l.skill_id
    where r.status = 'approved' and r.vanished_at is null and not s.curated and s.content_hash = j."contentHash"
      and s.skill_path = j."skillPath" and lower(s.canonical_repo) is not distinct from lower(coalesce(j."canonicalRepo", s.canonical_repo))`)
  return rows
}

// What an approval with other words has set cannot be told from the repository's licence if it is equal.
const SET_BY_AN_ADMIN = sql`s.curated and (
  s.license_confidence <> 'medium'
  or lower(s.license) is distinct from (select lower(g.license_spdx) from github_repo_cache g where g.repo_full_name = r.github_repo)
  or exists (select from audit_log a where a.target_type = 'skill' and a.target_id = s.id::text and a.action = 'skill.update'
    and a.after ?| '{license,license_confidence,content_policy}'))`

/**
 * Withdraws the texts that these files, which reserve their rights, have become, whatever has happened to file and skill
 * since. Keeps the licence that an admin has set, and that of an earlier text which named it by its SPDX id. Returns how
 * many. Safe to repeat.
 */
export async function withdrawTexts(db: Db, reserved: readonly BriefSkill[]): Promise<number> {
  if (reserved.length === 0) return 0
  const { withdrawn } = await change(db, {
    lock: lockCatalogue,
    write: {
      withdrawn: sql<{ id: string }>`
        update skills s set license = w.license, license_confidence = w."licenseConfidence", content_policy = 'link_only', updated_at = now()
        from (
          select distinct on (s.id) s.id, j.license, j."licenseConfidence" from ${asJudged(reserved)} join skills s on s.id = l.skill_id
          where s.content_policy = 'full' and (s.content_hash = j."contentHash" or s.license_confidence <> 'high') and not (${SET_BY_AN_ADMIN})
          order by s.id, j."rawId"
        ) w where s.id = w.id returning s.id`,
      versions: withdrawJudged(sql`select r.id from ${asJudged(reserved)}`),
    },
    announce: [
      ...touchedSkills(sql`select l.skill_id as id from ${asJudged(reserved)}`),
      { kind: 'version', ids: judgedVersions(sql`select r.id from ${asJudged(reserved)}`) },
    ],
    record: without('The rules of today judge what is stored.'),
  })
  return withdrawn.length
}

/** A file that was read again. `fields` is null if its bytes were not stored. */
export type Reread = { id: string; contentHash: string | null; fields: Reparsed | null }

const REREAD = `id uuid, "contentHash" text, fields jsonb`
const FIELDS = `"nameRaw" text, "descriptionRaw" text, "categoryRaw" text, "licenseRaw" text, "tagsRaw" jsonb, "dataJson" jsonb, "parseStatus" text, "parseErrors" jsonb`
const of = (row: string) => sql.raw(READ_COLUMNS.map((column) => `${row}.${column}`).join(', '))

/** Stores what was read again, in the version of today, of files that are still as they were read. */
export async function storeReread(db: Db, files: readonly Reread[]): Promise<void> {
  await change(db, {
    lock: lockCatalogue,
    write: {
      reread: sql`
        with i as (select * from jsonb_to_recordset(${JSON.stringify(files)}::jsonb) as i(${sql.raw(REREAD)})), read as (
          select i.id, left("nameRaw", 300) as name_raw, "descriptionRaw" as description_raw, left("categoryRaw", 200) as category_raw,
            left("licenseRaw", 120) as license_raw, "tagsRaw" as tags_raw, "dataJson" as data_json, "parseStatus" as parse_status, "parseErrors" as parse_errors
          from i cross join jsonb_to_record(i.fields) as f(${sql.raw(FIELDS)}) where jsonb_typeof(i.fields) = 'object'
        ), stored as (
          update raw_skills r set ${sql.raw(READ_COLUMNS.map((column) => `${column} = read.${column}`).join(', '))}, read_version = ${READING_VERSION},
            updated_at = case when (${of('r')}) is distinct from (${of('read')}) then now() else r.updated_at end
          from read join i using (id) where r.id = i.id and r.content_hash is not distinct from i."contentHash" returning r.id
        )
        update raw_skills r set read_version = ${READING_VERSION} from i
        where r.id = i.id and coalesce(jsonb_typeof(i.fields), 'null') = 'null' and r.content_hash is not distinct from i."contentHash"`,
    },
    announce: without('Raw skills are not published.'),
    record: without('The rules of today read what is stored.'),
  })
}
