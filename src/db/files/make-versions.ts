import { type SQL, sql } from 'drizzle-orm'
import { asRead, type BriefSkill } from '../catalogue/approval-targets.ts'

/** A number as a key has it (`readVersion`). */
const padded = (number: string) => sql.raw(`lpad((${number})::text, 15, '0')`)

/**
 * A statement that makes a version of each skill whose approved folder is not that of its last version, nor of the last one from the
 * same raw skill: of two sources of one skill, none makes a version again and again. Runs in the transaction of the approval, after
 * the skills were written; its lock keeps two approvals from making the same version. The version is the declared one if that is
 * higher than the last, else the last with its patch raised, and 1.0.0 to begin with.
 */
export const makeVersions = (skills: readonly BriefSkill[]): SQL => sql`
  with approved as (
    select distinct on (s.id) s.id as skill_id, r.id as raw_id, r.folder_digest, r.folder_findings, r.commit_sha, r.github_repo, r.skill_path, s.license, s.content_policy,
      i."declaredVersion" as declared_version, i.declared, last.nth, last.version_key as last_key, coalesce(last.major, 1) as last_major,
      coalesce(last.minor, 0) as last_minor, coalesce(last.patch + 1, 0) as next_patch, last.digest as last_digest, own.digest as own_digest
    from ${asRead(skills)} join skill_source_links l on l.raw_skill_id = r.id join skills s on s.id = l.skill_id
      left join lateral (select * from skill_versions v where v.skill_id = s.id order by v.nth desc limit 1) last on true
      left join lateral (select v.digest from skill_versions v where v.raw_skill_id = r.id and v.skill_id = s.id order by v.nth desc limit 1) own on true
    where r.folder_digest is not null order by s.id, r.updated_at desc, r.id
  ), changed as (
    select *, declared ->> 'key' collate "C" > coalesce(last_key, '') as is_declared from approved
    where folder_digest is distinct from last_digest and folder_digest is distinct from own_digest
  ), numbered as (
    select *, case when is_declared then (declared ->> 'major')::bigint else last_major end as major,
      case when is_declared then (declared ->> 'minor')::bigint else last_minor end as minor,
      case when is_declared then (declared ->> 'patch')::bigint else next_patch end as patch
    from changed
  )
  insert into skill_versions (id, skill_id, nth, version, version_key, major, minor, patch, declared_version, raw_skill_id, digest, commit_sha, repo, path,
    license, content_policy, findings, created_at)
  select gen_random_uuid(), skill_id, coalesce(nth, 0) + 1, case when is_declared then declared ->> 'version' else concat_ws('.', major, minor, patch) end,
    case when is_declared then declared ->> 'key' else ${padded('major')} || '.' || ${padded('minor')} || '.' || ${padded('patch')} || '~' end,
    major, minor, patch, declared_version, raw_id, folder_digest, commit_sha, github_repo, skill_path, license, content_policy, folder_findings, now()
  from numbered`

/** The versions `v` of skills `s` that are the folders of raw skills `r`. */
const JUDGED = sql`skill_versions v join skills s on s.id = v.skill_id join skill_source_links l on l.skill_id = s.id
  join raw_skills r on r.id = l.raw_skill_id and r.folder_digest = v.digest`

/** The versions that are the folders of these raw skills (a query of id), as a query of id. */
export const judgedVersions = (raws: SQL): SQL => sql`select v.id from ${JUDGED} where r.id in (${raws})`

/**
 * A statement that withdraws the versions that these raw skills (a query of id) are, if the licence of the skill no longer permits
 * redistribution. When a later version has another licence, they stay withdrawn.
 */
export const withdrawJudged = (raws: SQL): SQL => sql`
  update skill_versions w set license = s.license, content_policy = s.content_policy from ${JUDGED}
  where w.id = v.id and s.content_policy <> 'full' and v.content_policy = 'full' and r.id in (${raws})`

/** The versions of skills (a query of id) that this transaction has made, as a query of id. */
export const madeVersions = (skills: SQL): SQL =>
  sql`select id from skill_versions where created_at = now() and skill_id in (${skills})`

/**
 * A statement that dates skills (a query of id) of which this transaction has made a version, so that readers learn of it. The
 * first version has nothing that the skill did not have.
 */
export const dateVersioned = (skills: SQL): SQL => sql`
  update skills s set updated_at = now(), last_changed_at = case when v.nth > 1 then now() else s.last_changed_at end
  from skill_versions v where v.id in (${madeVersions(skills)}) and s.id = v.skill_id
    and (s.updated_at <> now() or v.nth > 1 and s.last_changed_at is distinct from now())`
