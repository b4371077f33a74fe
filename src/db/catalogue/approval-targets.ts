import { type SQL, sql } from 'drizzle-orm'
import type { Candidate } from '../../domain/catalogue/candidate.ts'
import { freeName, publisherMeant } from './publishers.ts'

/** The skill that a raw skill becomes, if its content_hash and folder_digest are still `rawHash` and `rawDigest`. */
export type ApprovedSkill = Candidate & {
  rawId: string
  rawHash: string | null
  rawDigest?: string | null
  /** Approve it even if this content was rejected. */
  overrule?: boolean
  /** Refuse it if the slug that it asks for is taken, unless it has become a skill already. */
  mustBeNew?: boolean
}
/** The start of a run that reads the whole source: skills not seen since then have gone. Null if a run reads a part only. */
export type SeenSince = string | null

const INCOMING = `"rawId" uuid, "rawHash" text, "rawDigest" text, overrule boolean, "mustBeNew" boolean, "publisherKind" text, "publisherName" text, "publisherPart" text,
  "nameSlug" text, suffix text, name text, summary text, "categoryKey" text, license text, "licenseConfidence" text,
  "contentPolicy" text, "canonicalRepo" text, "skillPath" text, "contentHash" text, tags jsonb, "declaredVersion" text, "declared" jsonb`

/** Without the text, for statements that do not write it. */
export type BriefSkill = Omit<ApprovedSkill, 'descriptionMd'>

/** The approved skills `i` whose raw skills `r` are still as they were read, have not vanished, and are not rejected. */
export const asRead = (skills: readonly BriefSkill[]): SQL => sql`
  jsonb_to_recordset(${JSON.stringify(skills)}::jsonb) as i(${sql.raw(INCOMING)})
  join raw_skills r on r.id = i."rawId" and r.content_hash is not distinct from i."rawHash"
    and r.folder_digest is not distinct from decode(i."rawDigest", 'hex') and r.vanished_at is null
    and (r.status <> 'rejected' or i.overrule)`

/** The publishers that unlinked raw skills name, as a query of (kind, name, part, github_id). */
export const publishersOf = (skills: readonly BriefSkill[]): SQL => sql`
  select ${NAMED}, i."publisherPart" as part from ${asRead(skills)} ${WITH_REPOSITORY}
  where not exists (select from skill_source_links l where l.raw_skill_id = r.id)`

const NAMED = sql.raw(`i."publisherKind" as kind, i."publisherName" as name,
  case when i."publisherKind" = 'github' then g.owner_id end as github_id`)
const WITH_REPOSITORY = sql.raw(`left join github_repo_cache g on g.repo_full_name = i."canonicalRepo"`)

/** The repository that a column names, in lower case. Earlier catalogues kept its address. */
const repositoryIn = (column: string) =>
  sql.raw(
    `regexp_replace(lower(${column}), '^(https?://(www\\.)?github\\.com/|github\\.com/|git@github\\.com:)|(\\.git|/)$', '', 'g')`,
  )

/** The slug of a further file of a name. The suffix may be taken: a skill keeps its slug when its file moves. */
const freeSlug = sql.raw(`(
  select free.slug from (
    select i.slug || '-' || i.suffix || case n when 1 then '' else '-' || n end as slug, n from generate_series(1, 100) n) free
  where (select o.id from skills o where o.slug = free.slug) is null and not exists (select from former_slugs f where f.slug = free.slug) order by free.n limit 1)`)

const FOUND = sql.raw('k.id, k.slug, k.publisher_id, k.canonical_repo, k.created_at, k.last_seen_at, k.content_hash')

/**
 * A query of the skill that each raw skill will become: its row of INCOMING, with publisher_id, owner, skill_id,
 * final_slug, is_unlinked and is_new. Only a skill of the same publisher can be meant: the one that the raw skill has
 * become, else the one from the same place in the same repository, else one of the same name whose file has gone or
 * moved. A file without a repository means the skill of its name, unless its source has another file of that name.
 */
export const targetsOf = (sourceId: string, skills: readonly BriefSkill[], seenSince: SeenSince): SQL => sql`
    with incoming as materialized (
      select i.*, p.id as publisher_id, coalesce(p.kind, i."publisherKind", 'local') as kind, coalesce(p.handle, ${freeName('handle', sql`i."publisherName"`)}) as handle,
        coalesce(p.slug_part, ${freeName('slug_part', sql`i."publisherPart"`)}) || '--' || i."nameSlug" as slug,
        -- every name that the repository has had
        array(select lower(o.repo_full_name) from github_repo_cache o where o.github_id = g.github_id union select lower(i."canonicalRepo")) as repos,
        coalesce(lower(i."canonicalRepo"), '') as repo
      from ${asRead(skills)} ${WITH_REPOSITORY} cross join lateral (select ${NAMED}) w left join lateral (${publisherMeant('w')}) p on true
    ), linked as (
      select distinct on (i."rawId") i."rawId" as raw_id, l.skill_id from incoming i
      join skill_source_links l on l.raw_skill_id = i."rawId" order by i."rawId", l.created_at
    ), unlinked as (select * from incoming i where not exists (select from linked where linked.raw_id = i."rawId")
    ),
    -- reads a repository once, not once for each file
    places as materialized (
      select repo.name as repo_name, s.* from (select distinct unnest(repos) as name from unlinked) repo cross join lateral (
        select ${FOUND}, k.skill_path from skills k where lower(k.canonical_repo) in (repo.name, 'https://github.com/' || repo.name) offset 0) s
    ),
    -- another source has read the same file
    same_place as (
      select distinct on (i."rawId") i."rawId" as raw_id, s.id as skill_id
      from unlinked i join places s on s.repo_name = any(i.repos) and s.skill_path = i."skillPath" and s.publisher_id = i.publisher_id
      order by i."rawId", s.created_at, s.id
    ),
    -- skills that wait for their file, each once, even if two files that write the name differently may be it
    orphans as (
      select distinct w.slug, w.repo, s.id, s.content_hash, s.slug <> w.slug as is_suffixed, s.created_at
      from (select distinct publisher_id, slug, repo, repos, name from unlinked) w
      join lateral (
        select ${FOUND} from skills k where k.slug = w.slug
        union select ${FOUND} from skills k where k.publisher_id = w.publisher_id and k.name = w.name and starts_with(k.slug, w.slug || '-')
        union select ${FOUND} from skills k join skill_transfers t on t.skill_id = k.id and t.state = 'accepted' and t.to_publisher_id = k.publisher_id
          where k.publisher_id = w.publisher_id and k.name = w.name
      ) s on s.publisher_id = w.publisher_id and (w.repo = '' or s.canonical_repo is null or ${repositoryIn('s.canonical_repo')} = any(w.repos))
      where s.id not in (select skill_id from same_place) and not exists (
        select from skill_source_links l join raw_skills f on f.id = l.raw_skill_id and f.vanished_at is null
        where l.skill_id = s.id and case when l.source_id = ${sourceId}::uuid
          then coalesce(s.last_seen_at, now()) >= coalesce(${seenSince}::timestamptz, '-infinity')
          else w.repo <> '' and s.canonical_repo is not null end)
    ), files as (
      select "rawId" as raw_id, slug, repo, "contentHash" as content_hash, "skillPath" as path from unlinked
      where "rawId" not in (select raw_id from same_place)
    ),
    -- both are numbered: first those whose text is on both sides, then the others in their order
    numbered as (
      select o.slug, o.repo, o.id, row_number() over (partition by o.slug, o.repo order by same.text nulls last, o.is_suffixed, o.created_at, o.id) as nth
      from orphans o left join lateral (select f.content_hash as text from files f where (f.slug, f.repo, f.content_hash) = (o.slug, o.repo, o.content_hash) limit 1) same on true
    ), waiting as (
      select f.raw_id, f.slug, f.repo, row_number() over (partition by f.slug, f.repo order by same.text nulls last, f.path) as nth
      from files f left join lateral (select o.content_hash as text from orphans o where (o.slug, o.repo, o.content_hash) = (f.slug, f.repo, f.content_hash) limit 1) same on true
    ), known as (
      select raw_id, skill_id from linked union all select raw_id, skill_id from same_place
      union all (select distinct on (o.id) w.raw_id, o.id from waiting w join numbered o using (slug, repo, nth) order by o.id, w.raw_id)
    )
    select i.*, coalesce(known.skill_id, gen_random_uuid()) as skill_id, coalesce(kept.owner, i.handle) as owner, linked.raw_id is null as is_unlinked,
      known.skill_id is null as is_new, coalesce(kept.slug, case when taken.id is null
        and row_number() over (partition by i.slug, known.skill_id is null order by i."skillPath") = 1 then i.slug else ${freeSlug} end) as final_slug
    from incoming i left join linked on linked.raw_id = i."rawId" left join known on known.raw_id = i."rawId"
      left join skills kept on kept.id = known.skill_id left join lateral (
        select o.id from skills o where o.slug = i.slug union all select f.skill_id from former_slugs f where f.slug = i.slug limit 1) taken on true
    where not (coalesce(i."mustBeNew", false) and linked.raw_id is null and taken.id is not null)`
