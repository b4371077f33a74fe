import { type SQL, sql } from 'drizzle-orm'
import { madeVersions } from '../files/make-versions.ts'
import { rfc3339 } from '../json.ts'

/** A statement that notes of the versions of skills (a query of id) that this transaction has made which publication they come from. */
export const noteProvenance = (skills: SQL): SQL => sql`
  insert into version_provenance (version_id, publication_id)
  select v.id, r.publication_id from skill_versions v join raw_skills r on r.id = v.raw_skill_id
  where v.id in (${madeVersions(skills)}) and r.publication_id is not null on conflict do nothing`

/** Which run of a workflow has published version `v`. NULL if none has. */
export const PROVENANCE: SQL = sql`(
  select json_build_object('issuer', pub.issuer, 'repository', pub.repository, 'repository_id', pub.repository_id, 'owner_id', pub.owner_id,
    'commit', pub.commit_sha, 'ref', pub.ref, 'workflow', pub.workflow, 'run_id', pub.run_id, 'run_attempt', pub.run_attempt, 'event', pub.event,
    'run_url', 'https://github.com/' || pub.repository || '/actions/runs/' || pub.run_id || '/attempts/' || pub.run_attempt,
    'published_at', ${rfc3339('pub.published_at')})
  from version_provenance vp join publications pub on pub.id = vp.publication_id where vp.version_id = v.id)`
