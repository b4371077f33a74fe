import { type SQL, sql } from 'drizzle-orm'
import type { Standing } from '../../domain/audit/judge-entry.ts'
import type { LockEntry } from '../../domain/audit/lockfile.ts'
import { IS_WITHDRAWN, VANISHED_AT } from '../catalogue/withdrawn.ts'
import type { Db } from '../connect.ts'
import { newestInstallable } from '../files/newest-version.ts'
import { MALICIOUS_REASON } from '../files/withheld.ts'
import { rfc3339 } from '../json.ts'
import { NAME_KEY } from './clawhub-skill.ts'
import { CLIENT_NAME } from './client-name.ts'

/** Of so many skills of a repository, of a name, or with the same folder, one is chosen. */
const LOOKED_AT = { repository: 5000, name: 200, folder: 100, hash: 3 }
/** All capabilities of one audit. Those of later entries are not compared. */
const MAX_CAPABILITIES = 4 * 1024 * 1024

const IS_PUBLIC = sql.raw(`s.status in ('active', 'archived')`)

// What has vanished is not given out from the first day on, long before it is archived.
const IS_INSTALLABLE = sql.raw(`s.status = 'active' and s.vanished_at is null`)

/** The name in a slug `f` that a skill had before it was renamed, as its index has it. */
const FORMER_NAME = sql.raw(`split_part(f.slug, repeat('-', 2), 2) collate "C"`)

/** The skill that alone has had a name: for a name that none has now. If several have it, none of them is meant, and no other either. */
const ONLY_FORMERLY = sql`
  select (array_agg(s.id))[1] as id from (select distinct s.id from former_slugs f join skills s on s.id = f.skill_id
    where ${FORMER_NAME} = a.name and ${IS_PUBLIC}
      and not exists (select from skills s where ${sql.raw(NAME_KEY)} = a.name and ${IS_PUBLIC})) s having count(*) = 1`

/** The skill of a name that one publisher alone has: of those that are active, or else the newest of the archived ones. */
const ONLY_OF_NAME = sql.raw(`
  select case count(*) filter (where status = 'active')
    when 1 then (array_agg(id) filter (where status = 'active'))[1]
    when 0 then (array_agg(id order by created_at desc, id))[1] end as id
  from (select s.id, s.status, s.created_at from skills s where ${NAME_KEY} = a.name and s.status in ('active', 'archived') order by s.id limit ${LOOKED_AT.name}) same`)

const folderBy = (column: string): SQL =>
  sql.raw(
    `(select f.digest from folders f where f.${column} = decode(h.hash, 'hex') order by f.created_at, f.digest limit ${LOOKED_AT.hash}) f`,
  )

/** What a version brings and asks for, without what is not compared. */
const compared = (column: string): SQL => sql.raw(`${column} - '{references,assets,cut}'::text[]`)

const YANKED = sql`case when v.yanked_at is not null then json_build_object('at', ${rfc3339('v.yanked_at')}, 'reason', v.yank_reason) end`

/**
 * What the registry knows of each entry, in the order of the entries. Undefined where it knows nothing. A version of the skill that the
 * entry names goes before one with the same files of another skill, and files go before a version's number.
 */
export async function auditEntries(db: Db, entries: readonly LockEntry[]): Promise<(Standing | undefined)[]> {
  const asked = entries.map(({ digests, hashes, version, named }, n) => ({ n, digests, hashes, version, ...named }))
  const { rows } = await db.execute<{ n: number; standing: Standing }>(sql`
    with asked as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) a(
        n int, digests jsonb, hashes jsonb, version text, slug text, owner text, name text, repo text, path text)
    ), repositories as (
      -- by each name that it has had
      select a.repo, lower(a.repo) as name from asked a where a.repo is not null
      union select a.repo, lower(o.repo_full_name) from asked a join github_repo_cache g on g.repo_full_name = a.repo join github_repo_cache o using (github_id)
    ), in_repositories as materialized (
      select r.repo, s.id, s.skill_path, s.status, s.created_at, ${CLIENT_NAME} as name
      from repositories r cross join lateral (
        select s.id, s.skill_path, s.status, s.created_at, s.slug from skills s where lower(s.canonical_repo) = r.name and ${IS_PUBLIC} limit ${LOOKED_AT.repository}) s
    ), named as materialized (
      -- one skill for each entry whose source means one: an active one before an archived one, then the earliest
      select distinct on (n) n, id from (
        select a.n, s.id, 1 as rank, s.status, s.created_at from asked a join skills s on s.slug = a.slug where ${IS_PUBLIC}
        union all select a.n, s.id, 1, s.status, s.created_at from asked a join former_slugs f on f.slug = a.slug join skills s on s.id = f.skill_id where ${IS_PUBLIC}
        union all select a.n, s.id, 1, s.status, s.created_at from asked a join publishers p on lower(p.handle) = lower(a.owner)
          join skills s on s.slug = p.slug_part || '--' || a.name where ${IS_PUBLIC}
        union all select a.n, s.id, 2, s.status, s.created_at from asked a join publishers p on lower(p.handle) = lower(a.owner)
          join former_slugs f on f.slug = p.slug_part || '--' || a.name join skills s on s.id = f.skill_id where ${IS_PUBLIC}
        union all select a.n, r.id, 1, r.status, r.created_at from asked a join in_repositories r on r.repo = a.repo and r.skill_path = a.path
        union all select a.n, r.id, 2, r.status, r.created_at from asked a join in_repositories r on r.repo = a.repo and r.name = a.name
        union all select a.n, r.id, 3, r.status, r.created_at from asked a join in_repositories r on r.repo = a.repo
          join former_slugs f on f.skill_id = r.id and ${FORMER_NAME} = a.name
        union all select a.n, o.id, o.rank, null, null from asked a cross join lateral (
          select id, 1 as rank from (${ONLY_OF_NAME}) now where id is not null union all select id, 2 from (${ONLY_FORMERLY}) before) o
          where a.name is not null and a.owner is null and a.repo is null
      ) meant order by n, rank, status = 'active' desc, created_at, id
    ), hits as materialized (
      -- the folders that have a hash of an entry
      select a.n, f.digest, 'digest' as by from asked a cross join lateral jsonb_array_elements_text(a.digests) h(hash)
        cross join lateral (select * from ${folderBy('digest')} union select * from ${folderBy('zip_sha256')}) f
      union all
      select a.n, f.digest, 'hash' from asked a cross join lateral jsonb_array_elements_text(a.hashes) h(hash)
        cross join lateral (select * from ${folderBy('skills_hash')} union select * from ${folderBy('tree_id')}) f
    ), matches as (
      select h.n, h.by, v.id as version_id, 1 + (h.by = 'hash')::int as rank, v.nth from hits h join named m using (n)
        join skill_versions v on v.skill_id = m.id and v.digest = h.digest
      union all
      select h.n, h.by, v.id, 3 + (h.by = 'hash')::int, v.nth from hits h cross join lateral (
        -- of copies, the one that is listed, which is the earliest
        select v.id, v.nth from (select * from skill_versions v where v.digest = h.digest limit ${LOOKED_AT.folder}) v
          join skills s on s.id = v.skill_id where ${IS_PUBLIC}
        order by s.status = 'active' desc, s.duplicate_of is null desc, s.created_at, s.id, v.nth desc limit 1) v
      union all
      select a.n, 'version', v.id, 5, v.nth from asked a join named m using (n)
        join skill_versions v on v.skill_id = m.id and (v.version = a.version or v.commit_sha = a.version)
    ), chosen as (
      select distinct on (n) m.n, m.by, m.version_id from matches m join skill_versions v on v.id = m.version_id join skills s on s.id = v.skill_id
      order by n, rank, s.status = 'active' desc, s.duplicate_of is null desc, s.created_at, s.id, m.nth desc, v.id
    ), found as (
      select a.n, coalesce(c.by, 'source') as by, c.version_id, coalesce(v.skill_id, m.id) as skill_id
      from asked a left join chosen c using (n) left join skill_versions v on v.id = c.version_id left join named m using (n)
      where c.n is not null or m.n is not null
    ), compared as (
      select d.n, json_build_object('matchedBy', d.by, 'skill', json_build_object('slug', s.slug, 'name', s.name, 'owner', s.owner),
        'isWithdrawn', ${IS_WITHDRAWN}, 'vanishedAt', ${rfc3339(VANISHED_AT)},
        'version', case when v.id is not null then json_build_object('version', v.version, 'digest', 'sha256:' || encode(v.digest, 'hex'), 'license', v.license, 'yanked', ${YANKED}, 'verdict', v.verdict, 'maliciousReason', ${MALICIOUS_REASON}) end,
        'latest', case when l.id is not null then json_build_object('version', l.version, 'license', l.license) end,
        'versionsBehind', case when v.id is not null and ${IS_INSTALLABLE} then (
          select count(*) from skill_versions n join folders f on f.digest = n.digest where n.skill_id = s.id and n.nth > v.nth and n.yanked_at is null and n.held is null and f.is_complete) end)::jsonb as standing,
        case when v.digest <> l.digest then jsonb_build_object('theirs', ${compared('f.capabilities')}, 'latest', ${compared('l.capabilities')}) end as capabilities
      from found d join skills s on s.id = d.skill_id left join skill_versions v on v.id = d.version_id left join folders f on f.digest = v.digest
        left join lateral ${newestInstallable(sql`v.id, v.version, v.license, v.digest, f.capabilities`)} l on ${IS_INSTALLABLE}
    )
    select n, standing || jsonb_build_object('capabilities', case
      when capabilities -> 'theirs' <> 'null' and capabilities -> 'latest' <> 'null' and sum(length(capabilities::text)) over (order by n) <= ${MAX_CAPABILITIES}
      then capabilities end) as standing
    from compared order by n`)
  const byEntry = new Map(rows.map(({ n, standing }) => [n, standing]))
  return entries.map((_, n) => byEntry.get(n))
}
