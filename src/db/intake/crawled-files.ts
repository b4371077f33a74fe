import { and, eq, isNotNull, type SQL, sql } from 'drizzle-orm'
import { rawSkills } from '../../../drizzle/raw-skills.ts'
import { change, onlyRow, without } from '../changes.ts'
import type { Db } from '../connect.ts'
import { touchedSkills } from '../feed/outbox.ts'
import { lockCatalogue } from '../locks.ts'
import { lockSourceNames } from './ensure-source.ts'

/** The stored raw skills of a source, by external id: revision and repository of each. */
export async function readRevisions(
  db: Db,
  sourceId: string,
): Promise<Map<string, { revision: string | null; repo: string | null }>> {
  const { externalId, sourceRevision, githubRepo } = rawSkills
  const rows = await db
    .select({ id: sql<string>`${externalId}`, revision: sourceRevision, repo: githubRepo })
    .from(rawSkills)
    .where(and(eq(rawSkills.sourceId, sourceId), isNotNull(externalId)))
  return new Map(rows.map(({ id, ...stored }) => [id, stored]))
}

type Listing = { externalIds: readonly string[]; isWhole: boolean }
export type Seen = { vanished: number; returned: number }

/**
 * Marks the raw skills that a source lists as present, and their skills as seen. If the listing is whole, marks all others
 * as vanished. Deletes nothing. Safe to repeat. Returns how many raw skills have vanished and returned.
 */
export async function recordListing(db: Db, sourceId: string, listing: Listing): Promise<Seen> {
  const { seen } = await change(db, {
    lock: lockCatalogue,
    write: { seen: markSeen(sourceId, listing) },
    announce: without('The time at which a skill was last seen is not published.'),
    record: without('A crawl reports what its source lists.'),
  })
  return onlyRow(seen)
}

const markSeen = (sourceId: string, { externalIds, isWhole }: Listing): SQL<Seen> => sql`
  with listed as materialized (
    select jsonb_array_elements_text(${JSON.stringify(externalIds)}::jsonb) as external_id
  ), files as materialized (
    select r.id, r.vanished_at is not null as was_gone, l.external_id is not null as is_there
    from raw_skills r left join listed l on l.external_id = r.external_id where r.source_id = ${sourceId}::uuid
  ), changed as (
    update raw_skills r set vanished_at = case when f.is_there then null else now() end, updated_at = now()
    from files f where r.id = f.id and f.is_there = f.was_gone and (f.is_there or ${isWhole})
    returning f.is_there
  ), seen as (
    update skills s set last_seen_at = now() from files f join skill_source_links l on l.raw_skill_id = f.id
    where f.is_there and s.id = l.skill_id
  )
  select count(*) filter (where not is_there)::int as vanished, count(*) filter (where is_there)::int as returned from changed`

/**
 * Follows a repository to its new name: the source's address, its raw skills and their skills move and keep their ids. The
 * source keeps its name, by which a list with the old name still finds it. Changes nothing and returns false if another
 * source already follows the new name. Sources that a live search made or that have vanished from their list do not count.
 */
export async function renameRepository(
  db: Db,
  sourceId: string,
  { from, to }: { from: string; to: string },
): Promise<boolean> {
  const name = `github:${to.toLowerCase()}`
  const address = `https://github.com/${to}`
  const isFree = sql`not exists (
    select from skill_sources o where o.id <> ${sourceId}::uuid and o.vanished_at is null and (o.crawl_interval_minutes is not null or o.parent_id is not null)
      and (lower(o.base_url) = lower(${address}) or (o.base_url is null and o.name = ${name})))`
  const isOld = sql`(lower(r.github_repo) = lower(${from}) and r.github_repo <> ${to})`
  const moved = sql`
    select s.id from skills s join skill_source_links l on l.skill_id = s.id
    where l.source_id = ${sourceId}::uuid and s.canonical_repo = ${to}`
  const { renamed } = await change(db, {
    lock: [lockSourceNames(sql`select ${name} as name`), lockCatalogue],
    write: {
      renamed: sql<{ id: string }>`
        update skill_sources set base_url = ${address}, updated_at = now() where id = ${sourceId}::uuid and ${isFree} returning id`,
      skills: sql`
        update skills s set canonical_repo = ${to}, updated_at = now() from skill_source_links l join raw_skills r on r.id = l.raw_skill_id
        where l.source_id = ${sourceId}::uuid and s.id = l.skill_id and s.canonical_repo = r.github_repo and ${isOld} and ${isFree}`,
      files: moveFiles(sourceId, to, sql`${isOld} and ${isFree}`),
    },
    announce: touchedSkills(moved),
    record: without('The repository was renamed at GitHub.'),
  })
  return renamed.length === 1
}

// An external id that ends in a hash or would become too long cannot move: its file is stored anew. The address may be null.
const moveFiles = (sourceId: string, to: string, condition: SQL): SQL => sql`
  update raw_skills r set github_repo = ${to}, external_id = ${to} || substr(r.external_id, length(r.github_repo) + 1),
    skill_url = 'https://github.com/' || ${to} || substr(r.skill_url, length('https://github.com/' || r.github_repo) + 1), updated_at = now()
  where r.source_id = ${sourceId}::uuid and ${condition} and starts_with(r.external_id, r.github_repo || ':')
    and length(r.external_id) < 300 - length(${to}) and r.external_id !~ '#[0-9a-f]{64}$'
    and (r.skill_url is null or starts_with(r.skill_url, 'https://github.com/' || r.github_repo || '/'))
    and not exists (select from raw_skills o where o.source_id = r.source_id and o.external_id = ${to} || substr(r.external_id, length(r.github_repo) + 1))`
