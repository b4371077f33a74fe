import { sql } from 'drizzle-orm'
import type { Protected, PublishedAs } from '../../domain/trust/reading/names.ts'
import { onlyRow } from '../changes.ts'
import type { Db } from '../connect.ts'
import { hashesOf } from '../files/hashes.ts'

/** So many names are worth imitating, from so high a popularity on: about 100 uses in 30 days, or 1,000 stars. */
const MOST = 500
const MIN_SCORE = 7

/** So many verified publishers, those first that have been so for longest. */
const MOST_VERIFIED = 2000

/**
 * The names that nobody else should resemble: the skills that are used most, at most 500, and the publishers that have proven who they
 * are. Two index reads, whatever the size of the catalogue.
 */
export async function listProtected(db: Db): Promise<Protected> {
  const { rows } = await db.execute<Protected>(sql`
    with most_used as materialized (
      select skill_id from skill_popularity where listed and placed_score >= ${MIN_SCORE} order by placed_score desc, changed_at desc, tie desc limit ${MOST}
    ), verified as (select handle from publishers where verified_at is not null order by verified_at, id limit ${MOST_VERIFIED})
    select (select coalesce(json_agg(json_build_object('name', s.name, 'owner', s.owner)), '[]') from most_used m join skills s on s.id = m.skill_id) as skills,
      (select coalesce(json_agg(handle), '[]') from verified) as publishers`)
  return onlyRow(rows)
}

/** Under which names folders are published or wait to be, by their digests. */
export async function namesOfFolders(db: Db, digests: readonly string[]): Promise<Map<string, PublishedAs>> {
  if (digests.length === 0) return new Map()
  const { rows } = await db.execute<PublishedAs & { digest: string }>(sql`
    select encode(d.digest, 'hex') as digest, ${NAMES}
    from (${hashesOf(digests)}) d(digest) join raw_skills r on r.folder_digest = d.digest group by d.digest`)
  return byDigest(rows)
}

/** The same for raw skills whose folders were not read, by their ids. */
export async function namesOfFiles(db: Db, rawIds: readonly string[]): Promise<Map<string, PublishedAs>> {
  if (rawIds.length === 0) return new Map()
  const { rows } = await db.execute<PublishedAs & { digest: string }>(sql`
    select r.id as digest, ${NAMES} from raw_skills r
    where r.id in (select jsonb_array_elements_text(${JSON.stringify(rawIds)}::jsonb)::uuid) group by r.id`)
  return byDigest(rows)
}

/** A repository names its owner; what comes from elsewhere gets one when it is approved. */
const NAMES = sql.raw(`
  coalesce(to_json(array_agg(distinct r.name_raw) filter (where r.name_raw is not null)), '[]') as names,
  coalesce(to_json(array_agg(distinct split_part(r.github_repo, '/', 1)) filter (where r.github_repo like '%/%')), '[]') as owners`)

const byDigest = (rows: readonly (PublishedAs & { digest: string })[]) =>
  new Map(rows.map(({ digest, ...names }) => [digest, names]))
