import { type SQL, sql } from 'drizzle-orm'
import { verdictRank } from '../../../drizzle/raw-skills.ts'
import type { Comparable } from '../../domain/catalogue/skill-diff.ts'
import { type ApprovedSkill, targetsOf } from '../catalogue/approval-targets.ts'
import { TAGS } from '../catalogue/skill-json.ts'
import type { Db } from '../connect.ts'
import { type JsonText, readJson, rfc3339 } from '../json.ts'
import { ifGiven, readList, type TimeKeys } from '../lists.ts'
import { decisionsAbout } from '../trust/decisions.ts'
import { RAW_DIGEST } from '../trust/judge.ts'

const LINKED_SKILL = sql`(
  select json_build_object('id', s.id, 'slug', s.slug, 'status', s.status)
  from skill_source_links l join skills s on s.id = l.skill_id where l.raw_skill_id = r.id order by l.created_at limit 1)`

// Without the file itself: a page of a list must fit into an answer.
const RAW_SKILL = sql`
  'id', r.id, 'source', json_build_object('id', r.source_id, 'name', src.name, 'type', src.type), 'external_id', r.external_id,
  'name', r.name_raw, 'description', left(r.description_raw, 300), 'category', r.category_raw, 'license', r.license_raw,
  'path', r.skill_path, 'url', r.skill_url, 'repo', r.github_repo, 'revision', r.source_revision, 'file_hash', r.content_hash,
  'folder_digest', encode(r.folder_digest, 'hex'),
  'size', octet_length(r.content), 'parse_status', r.parse_status,
  'errors', (select count(*) from jsonb_array_elements(case jsonb_typeof(r.parse_errors) when 'array' then r.parse_errors else '[]' end) f where f ->> 'severity' = 'error'),
  'status', r.status, 'reviewed_by', r.reviewed_by, 'reviewed_at', ${rfc3339('r.reviewed_at')}, 'review_reason', r.review_reason,
  'verdict', r.verdict, 'risk', r.risk, 'vanished_at', ${rfc3339('r.vanished_at')}, 'skill', ${LINKED_SKILL},
  'created_at', ${rfc3339('r.created_at')}, 'updated_at', ${rfc3339('r.updated_at')}`

const FROM = sql`raw_skills r left join skill_sources src on src.id = r.source_id`

/** `verdict`: the worst first. */
export type RawSort = 'latest' | 'verdict'

const BY_TIME = { 'r.updated_at': 'timestamptz', 'r.id': 'uuid' } as const

/** Lists raw skills without their texts, the last changed first. */
export const listRawSkills = (
  db: Db,
  p: {
    status?: string | undefined
    parse_status?: string | undefined
    source_id?: string | undefined
    vanished?: boolean | undefined
    verdict?: string | undefined
    sort?: RawSort
    q?: string | undefined
    size: number
    after?: TimeKeys | readonly [rank: number, at: string, id: string] | undefined
  },
): Promise<JsonText> =>
  readList(
    db,
    {
      tag: p.sort === 'verdict' ? 'raw-skills-by-verdict' : 'raw-skills',
      from: sql`raw_skills r`,
      id: 'r.id',
      where: [
        // A literal 'new' lets PostgreSQL see that the partial index of waiting raw skills fits.
        ifGiven(p.status, (status) => (status === 'new' ? sql`r.status = 'new'` : sql`r.status = ${status}`)),
        ifGiven(p.parse_status, (parse_status) => sql`r.parse_status = ${parse_status}`),
        ifGiven(p.source_id, (source_id) => sql`r.source_id = ${source_id}::uuid`),
        ifGiven(p.vanished, (vanished) => sql`(r.vanished_at is not null) = ${vanished}`),
        ifGiven(p.verdict, (verdict) => sql`r.verdict = ${verdict}`),
        ifGiven(p.q, namesContain),
      ],
      order: p.sort === 'verdict' ? { [`(${verdictRank('r.verdict')})`]: 'int', ...BY_TIME } : BY_TIME,
      direction: 'desc',
      item: RAW_SKILL,
      shown: FROM,
    },
    p,
  )

const namesContain = (text: string): SQL => sql`(
  strpos(lower(coalesce(r.name_raw, '')), lower(${text})) > 0 or strpos(lower(coalesce(r.external_id, '')), lower(${text})) > 0)`

/** One raw skill with its fields and findings, without its text, or null. */
export const findRawSkill = (db: Db, id: string): Promise<JsonText | null> =>
  readJson(
    db,
    sql`select json_build_object(${RAW_SKILL}, 'description', r.description_raw, 'tags', coalesce(r.tags_raw, '[]'),
      'frontmatter', coalesce(r.data_json, '{}'), 'findings', coalesce(r.parse_errors, '[]'),
      'scan', (select json_build_object('rule_set', rep.rule_set, 'verdict', rep.verdict, 'risk', rep.risk, 'coverage', rep.coverage, 'scanned_at', ${rfc3339('rep.scanned_at')},
        'duration_ms', rep.duration_ms, 'findings', rep.findings) from scan_reports rep where rep.digest = ${RAW_DIGEST}),
      'decisions', ${decisionsAbout(RAW_DIGEST, sql`(select l.skill_id from skill_source_links l where l.raw_skill_id = r.id order by l.created_at limit 1)`)})::text as body
      from ${FROM} where r.id = ${id}::uuid`,
  )

/** The skill that a raw skill would become: its slug, owner and current state. `skill` is null if it would be new. */
export type ApprovalTarget = {
  slug: string
  owner: string
  /** The publisher that the file names, by its handle and kind. `isNew`: an approval would create it. */
  publisher: { handle: string; kind: string; is_new: boolean }
  /** The tags of the file, with each alias replaced by its tag. */
  tags: string[]
  skill: (Comparable & { id: string; curated: boolean }) | null
}

/** The tags (jsonb) of a file, with each alias replaced by its tag. */
export const resolvedTags = (tags: SQL): SQL => sql`array(
  select distinct coalesce(m.key, g.key, w.key) from jsonb_array_elements_text(${tags}) w(key)
    left join tags g on g.key = w.key left join tags m on m.id = g.merged_into)`

/** A skill `s` as a Comparable with its id. */
export const COMPARABLE = sql`json_build_object(
  'id', s.id, 'status', s.status, 'curated', s.curated, 'owner', s.owner, 'name', s.name, 'summary', s.summary,
  'description_md', s.description_md, 'category', (select c.key from categories c where c.id = s.category_id),
  'license', s.license, 'license_confidence', s.license_confidence, 'content_policy', s.content_policy,
  'canonical_repo', s.canonical_repo, 'skill_path', s.skill_path, 'content_hash', s.content_hash, 'tags', ${TAGS})`

/** What each of these files of one source would become, if it were approved now. */
export async function findApprovalTargets(
  db: Db,
  sourceId: string,
  skills: readonly ApprovedSkill[],
): Promise<(ApprovalTarget & { rawId: string })[]> {
  const brief = skills.map(({ descriptionMd: _, ...rest }) => rest)
  const { rows } = await db.execute<ApprovalTarget & { rawId: string }>(sql`
    select t."rawId", t.final_slug as slug, t.owner, json_build_object('handle', t.handle, 'kind', t.kind, 'is_new', t.publisher_id is null) as publisher, ${resolvedTags(sql`t.tags`)} as tags,
      case when s.id is not null then ${COMPARABLE} end as skill
    from (${targetsOf(sourceId, brief, null)}) t left join skills s on s.id = t.skill_id`)
  return rows
}
