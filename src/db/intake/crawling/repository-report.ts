import { type SQL, sql } from 'drizzle-orm'
import { HANDED_OVER } from '../../../domain/intake/handed-over.ts'
import { INSTALLABLE, LATEST } from '../../clients/installable.ts'
import type { Db } from '../../connect.ts'
import { cursorText, type JsonText, readJson, rfc3339 } from '../../json.ts'
import { RAW_DIGEST } from '../../trust/judge.ts'
import { KEPT_UNTIL } from '../submitted.ts'
import { isDeletedCategory } from './file-by-settings.ts'
import { addressesOf } from './repositories.ts'

/** The keys of a file in the report: its path and the id of its row. */
export type FileKeys = readonly [path: string, id: string]

/** Counts stop here, as anyone may ask for them. */
const MAX_COUNTED = 10_000

/** The last reviews, of which the median time is taken. */
const MAX_REVIEWED = 1000

const PATH = sql.raw(`coalesce(r.skill_path, '') collate "C"`)

/** The skill `s` that was first made of a raw skill `r`. */
const SKILL = sql.raw(`left join lateral (
  select s.id, s.slug, s.status from skill_source_links l join skills s on s.id = l.skill_id
  where l.raw_skill_id = r.id order by l.created_at limit 1) s on true`)

/** What was decided of an earlier state holds a file back until a person looks at it again. */
const REASON = sql`case when r.status = 'rejected' or r.review_reason = ${HANDED_OVER} then r.review_reason
  when r.status = 'new' then 'A reviewer has rejected an earlier state of it: ' || r.review_reason end`

const STATE = sql.raw(`case when r.vanished_at is not null then 'vanished' when r.status = 'rejected' then 'rejected'
  when r.status = 'new' then case r.parse_status when 'invalid' then 'invalid' else 'waiting' end
  when s.status = 'active' then 'listed' else 'hidden' end`)

const faultOf = (client: 'skills_cli' | 'mcp'): SQL =>
  sql`json_build_object('ok', f.client_faults ->> ${client} is null, 'reason', f.client_faults ->> ${client})`

/** Which clients can install the file `r`: by its skill if that is listed, else by its folder `f`. NULL if that was not read. */
const CLIENTS = sql`case when s.status = 'active' then (
    select ${INSTALLABLE} from (select s.id as skill_id) known join skills s on s.id = known.skill_id left join lateral ${LATEST} latest on true)
  when r.parse_status <> 'invalid' and f.digest is not null then json_build_object(
    'skills_cli', ${faultOf('skills_cli')}, 'clawhub', json_build_object('ok', true, 'reason', null), 'mcp', ${faultOf('mcp')}) end`

/** What is wrong with the settings of a source that only the catalogue knows, as a list of findings. */
const SETTINGS_FINDINGS = sql`case when ${isDeletedCategory(sql`settings->>'category'`)} then jsonb_build_array(jsonb_build_object(
  'rule', 'settings.category', 'severity', 'error', 'line', 1,
  'message', 'There is no category ' || (settings->>'category') || ' any more. /v1/taxonomy/categories lists those that there are.')) else '[]' end`

/**
 * What crawls have found in a repository, file by file in the order of paths, and what became of each. It has nothing of who
 * decided. Returns null if neither a file nor a source of the repository is known.
 */
export function readRepositoryReport(
  db: Db,
  repo: string,
  p: { size: number; after?: FileKeys | undefined; withFindings?: boolean },
): Promise<JsonText | null> {
  const inRepo = sql`lower(r.github_repo) in (${addressesOf(repo)})`
  const after: SQL = p.after ? sql`and (${PATH}, r.id) > (${p.after[0]}, ${p.after[1]}::uuid)` : sql``
  return readJson(
    db,
    sql`
    with source as (
      select src.*, exists (select from job_leases l where l.key = 'script:crawl-sources:' || src.id and l.expires_at > now()) as is_running
      from skill_sources src where type = 'github' and lower(base_url) in (${addressesOf(repo)})
      order by last_crawled_at desc nulls last limit 1
    ), counted as (
      select count(*) as files, count(*) filter (where state = 'listed') as listed, count(*) filter (where state = 'waiting') as waiting,
        count(*) filter (where state = 'invalid') as invalid, count(*) filter (where state = 'rejected') as rejected,
        count(*) filter (where state = 'vanished') as vanished, count(*) filter (where state = 'hidden') as hidden,
        (array_agg(commit_sha order by seen_at desc nulls last) filter (where commit_sha is not null))[1] as commit,
        (array_agg(github_repo order by seen_at desc nulls last))[1] as name
      from (select ${STATE} as state, r.commit_sha, r.seen_at, r.github_repo from raw_skills r ${SKILL} where ${inRepo} limit ${MAX_COUNTED}) known
    ), page as materialized (
      select r.id as row_id, ${PATH} as path, row_number() over (order by ${PATH}, r.id) as nth
      from raw_skills r where ${inRepo} ${after} order by 2, r.id limit ${p.size + 1}
    )
    select json_build_object('repository', coalesce(name, ${repo}),
      'crawl', (select json_build_object('is_followed', crawl_interval_minutes is not null and status <> 'paused' and vanished_at is null,
        'last_crawled_at', ${rfc3339('last_crawled_at')}, 'next_crawl_at', ${rfc3339('next_crawl_at')}, 
        -- a crawl is recorded as failed when it begins
        'error', case when not is_running then crawl_error end, 'failures', greatest(crawl_failures - is_running::int, 0),
        'is_running', is_running, 'is_asked_for', asked_at is not null,
        'kept_until', (select ${KEPT_UNTIL} from skill_sources s where s.id = source.id)) from source),
      'settings', (select settings - 'file' || jsonb_build_object('findings', settings->'findings' || ${SETTINGS_FINDINGS}) from source),
      'review', (select json_build_object('waiting', (select count(*) from (select from raw_skills where status = 'new' and vanished_at is null and parse_status <> 'invalid' limit ${MAX_COUNTED}) w),
        'median_hours', (select round((percentile_cont(0.5) within group (order by extract(epoch from a.at - r.created_at) / 3600))::numeric, 1)::float8
          from (select at, target_id from audit_log where action in ('raw_skill.approve', 'raw_skill.reject') and at > now() - interval '30 days'
            order by id desc limit ${MAX_REVIEWED}) a join raw_skills r on r.id = a.target_id::uuid))),
      'commit', commit,
      'counts', json_build_object('files', files, 'listed', listed, 'waiting', waiting, 'invalid', invalid, 'rejected', rejected, 'vanished', vanished, 'hidden', hidden),
      'items', (select coalesce(json_agg(json_build_object(
          'path', r.skill_path, 'url', r.skill_url, 'name', r.name_raw, 'state', ${STATE}, 'parse_status', r.parse_status,
          'findings', case jsonb_typeof(r.parse_errors) when 'array' then r.parse_errors else '[]' end,
          'folder_findings', case jsonb_typeof(r.folder_findings) when 'array' then r.folder_findings else '[]' end,
          'skill', case when s.status = 'active' then s.slug end, 'reason', ${REASON},
          'commit', r.commit_sha, 'changed_at', ${rfc3339('r.updated_at')}, 'vanished_at', ${rfc3339('r.vanished_at')}, 'verdict', r.verdict,
          'scan_findings', ${p.withFindings ? sql`coalesce(rep.findings, '[]')` : sql`jsonb_array_length(rep.findings)`}, 'clients', ${CLIENTS}) order by nth), '[]')
        from page p join raw_skills r on r.id = p.row_id ${SKILL} left join folders f on f.digest = r.folder_digest
          left join scan_reports rep on rep.digest = ${RAW_DIGEST} where nth <= ${p.size}::int),
      'next_cursor', (select ${cursorText('repository', ['path', 'row_id'])} from page
        where nth = ${p.size}::int and exists (select from page where nth > ${p.size}::int)))::text as body
    from counted where files > 0 or exists (select from source)`,
  )
}
