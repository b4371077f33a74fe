import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { skillsTouched } from '../feed/outbox.ts'
import { lockCatalogue } from '../locks.ts'
import { lockSourceNames } from './find-sources.ts'

/** What is stored of a source's files: by external id what each was told by, and of which repository it is. */
export async function readRevisions(
  db: Db,
  sourceId: string,
): Promise<Map<string, { revision: string | null; repo: string | null }>> {
  const { rows } = await db.execute<{ id: string; revision: string | null; repo: string | null }>(sql`
    select external_id as id, source_revision as revision, github_repo as repo from raw_skills
    where source_id = ${sourceId}::uuid and external_id is not null`)
  return new Map(rows.map(({ id, revision, repo }) => [id, { revision, repo }]))
}

export type Seen = { vanished: number; returned: number }

/**
 * Marks what a source lists as seen and there, and the skills made of it too; where the listing is whole, what it does not list has
 * vanished. Nothing is deleted. Safe to repeat.
 */
export async function recordListing(
  db: Db,
  sourceId: string,
  { externalIds, isWhole }: { externalIds: readonly string[]; isWhole: boolean },
): Promise<Seen> {
  const listed = sql`select jsonb_array_elements_text(${JSON.stringify(externalIds)}::jsonb) as external_id`
  const [, { rows }] = await db.batch([
    db.execute(lockCatalogue),
    db.execute<Seen>(sql`
    with listed as materialized (${listed}), files as materialized (
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
    select count(*) filter (where not is_there)::int as vanished, count(*) filter (where is_there)::int as returned from changed`),
  ])
  return rows[0] ?? { vanished: 0, returned: 0 }
}

/**
 * A repository has another name: the address of the source, its files of there and the skills made of them follow, so that they stay the
 * same ones. The source keeps its name, by which a list that has the old one still finds it. False: another source follows that
 * repository already, and nothing is changed. One that a live search has made follows nothing, nor does one that has vanished from its list.
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
  const results = await db.batch([
    db.execute(lockSourceNames(sql`select ${name} as name`)),
    db.execute(lockCatalogue),
    db.execute<{ id: string }>(sql`
      update skill_sources set base_url = ${address}, updated_at = now() where id = ${sourceId}::uuid and ${isFree} returning id`),
    db.execute(sql`
      update skills s set canonical_repo = ${to}, updated_at = now() from skill_source_links l join raw_skills r on r.id = l.raw_skill_id
      where l.source_id = ${sourceId}::uuid and s.id = l.skill_id and s.canonical_repo = r.github_repo and ${isOld} and ${isFree}`),
    db.execute(moveFiles(sourceId, to, sql`${isOld} and ${isFree}`)),
    ...skillsTouched(moved).map((statement) => db.execute(statement)),
  ])
  return results[2].rows.length === 1
}

// An id that ends in a hash, or would be too long, cannot be moved: that file comes anew. An address may not have been kept.
const moveFiles = (sourceId: string, to: string, condition: SQL): SQL => sql`
  update raw_skills r set github_repo = ${to}, external_id = ${to} || substr(r.external_id, length(r.github_repo) + 1),
    skill_url = 'https://github.com/' || ${to} || substr(r.skill_url, length('https://github.com/' || r.github_repo) + 1), updated_at = now()
  where r.source_id = ${sourceId}::uuid and ${condition} and starts_with(r.external_id, r.github_repo || ':')
    and length(r.external_id) < 300 - length(${to}) and r.external_id !~ '#[0-9a-f]{64}$'
    and (r.skill_url is null or starts_with(r.skill_url, 'https://github.com/' || r.github_repo || '/'))
    and not exists (select from raw_skills o where o.source_id = r.source_id and o.external_id = ${to} || substr(r.external_id, length(r.github_repo) + 1))`
