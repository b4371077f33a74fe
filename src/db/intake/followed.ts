import { type SQL, sql } from 'drizzle-orm'
import { namedPublisher } from '../../domain/catalogue/publisher.ts'
import { ensurePublishers, freeName, identifyPublishers, wantedPublisher } from '../catalogue/publishers.ts'
import { noteRenamed, renameOwner } from '../catalogue/upkeep/rename-publisher.ts'
import { SKILLS_AT_ONCE } from '../catalogue/upkeep/unfinished.ts'
import { markVanished } from '../catalogue/upkeep/vanished.ts'
import { change, idOf, without } from '../changes.ts'
import type { Db } from '../connect.ts'
import { touchedSkills } from '../feed/outbox.ts'
import { rfc3339 } from '../json.ts'
import { lockCatalogue } from '../locks.ts'
import type { CrawledSource } from './crawling/crawl-progress.ts'
import { GONE, markRest, skillsOf } from './crawling/crawled-files.ts'
import { lockSourceNames } from './ensure-source.ts'

/** GitHub's ids of what a source follows. `ownerId` is null for an account. */
type Followed = { githubId: number | null; ownerId: number | null }

/**
 * Notes GitHub's ids of what a source follows, so that it finds it again under another name. With the `owner` of a
 * repository, also identifies the publisher of that login, if the source has skills of it.
 */
export async function identifySource(
  db: Db,
  source: Pick<CrawledSource, 'id' | 'githubId' | 'githubOwnerId'>,
  { githubId, ownerId, owner }: Followed & { owner?: string },
) {
  await change(db, {
    lock: lockCatalogue,
    write: {
      // A former owner is told nothing any more.
      forgotten: sql`
        delete from author_hooks h using skill_sources s where s.id = ${source.id}::uuid and h.proof_key = s.proof_key
          and s.github_owner_id <> ${ownerId}::bigint`,
      identified: sql`
        update skill_sources set github_id = ${githubId}::bigint, github_owner_id = ${ownerId}::bigint where id = ${source.id}::uuid`,
      publisher:
        owner === undefined ? [] : identifyPublishers(wantedPublisher({ kind: 'github', name: owner }, ownerId)),
    },
    announce: without('The feed does not publish ids of GitHub.'),
    record: without('A crawl learns the ids.'),
  })
  Object.assign(source, { githubId, githubOwnerId: ownerId })
}

/**
 * Since when a source has skills from a repository, and whether all of their files have vanished there. Null if it has none. For a source
 * that does not know the id of its repository.
 */
export async function findUnidentified(
  db: Db,
  sourceId: string,
  repo: string,
): Promise<{ since: string; isGone: boolean } | null> {
  const { rows } = await db.execute<{ since: string | null; isGone: boolean }>(sql`
    select ${rfc3339('min(r.created_at)')} as since, bool_and(r.vanished_at is not null) as "isGone"
    from raw_skills r where r.source_id = ${sourceId}::uuid and lower(r.github_repo) = lower(${repo})
      and exists (select from skill_source_links l where l.raw_skill_id = r.id)`)
  const { since = null, isGone = false } = rows[0] ?? {}
  return since === null ? null : { since, isGone }
}

/** True if no other followed source has the address. A source that a live search made, or that vanished from its list, follows nothing. */
const isFree = (sourceId: string, name: string): SQL => sql`not exists (
  select from skill_sources o where o.id <> ${sourceId}::uuid and o.vanished_at is null and (o.crawl_interval_minutes is not null or o.parent_id is not null)
    and (lower(o.base_url) = lower(${addressOf(name)}) or (o.base_url is null and o.name = ${nameOf(name)})))`

const addressOf = (name: string) => `https://github.com/${name}`
const nameOf = (name: string) => `github:${name.toLowerCase()}`

/** Follows an account to its new login. Returns false, and changes nothing, if another source already follows that one. */
export async function followAccount(db: Db, source: CrawledSource, login: string): Promise<boolean> {
  const { moved } = await change(db, {
    lock: lockSourceNames(sql`select ${nameOf(login)} as name`),
    write: {
      moved: sql<{ id: string }>`
        update skill_sources set base_url = ${addressOf(login)}, crawl_etag = null, updated_at = now()
        where id = ${source.id}::uuid and ${isFree(source.id, login)} returning id`,
    },
    announce: without('Sources are not published.'),
    record: without('The account was renamed at GitHub.'),
  })
  if (moved.length === 0) return false
  Object.assign(source, { baseUrl: addressOf(login), etag: null })
  return true
}

/**
 * Follows a repository to its new name: the source's address, its raw skills and their skills move and keep their ids
 * and slugs. If its owner was renamed, so is the publisher, with all its skills; if another account owns it now, its
 * skills become that account's. The source keeps its name, by which a list with the old name still finds it. Returns
 * false, and changes nothing, if another source already follows the new name.
 */
export async function renameRepository(
  db: Db,
  sourceId: string,
  { from, to, ownerId }: { from: string; to: string; ownerId: number | null },
): Promise<boolean> {
  const free = isFree(sourceId, to)
  const isOld = sql`(lower(r.github_repo) = lower(${from}) and r.github_repo <> ${to})`
  const moved = sql`
    select s.id from skills s join skill_source_links l on l.skill_id = s.id
    where l.source_id = ${sourceId}::uuid and s.canonical_repo = ${to}`
  const ownerChanged = ownerOf(from).toLowerCase() !== ownerOf(to).toLowerCase()
  const owned = ownerChanged ? followOwner(ownerOf(to), ownerId, { moved, free }) : []
  const { renamed, behind } = await change(db, {
    lock: [lockSourceNames(sql`select ${nameOf(to)} as name`), lockCatalogue],
    write: {
      skills: sql`
        update skills s set canonical_repo = ${to}, updated_at = now() from skill_source_links l join raw_skills r on r.id = l.raw_skill_id
        where l.source_id = ${sourceId}::uuid and s.id = l.skill_id and s.canonical_repo = r.github_repo and ${isOld} and ${free}`,
      owned,
      files: moveFiles(sourceId, to, sql`${isOld} and ${free}`),
      renamed: sql<{ id: string }>`
        update skill_sources set base_url = ${addressOf(to)}, updated_at = now() where id = ${sourceId}::uuid and ${free} returning id`,
    },
    announce: touchedSkills(sql`${moved} union select s.id from skills s join publishers p on p.id = s.publisher_id
      where p.github_id = ${ownerId}::bigint and s.updated_at = now()`),
    record: without('The repository was renamed at GitHub.'),
    answer: {
      behind: sql<{ id: string }>`
        select c.id from (${publisherNow(ownerOf(to), ownerId)}) c join unfinished_changes u on u.subject = c.id::text`,
    },
  })
  // Of a publisher with very many skills, the job `finish-changes` does the rest.
  for (const { id } of behind) await renameOwner(db, { id, limit: SKILLS_AT_ONCE })
  return renamed.length === 1
}

const ownerOf = (repo: string) => repo.split('/')[0] ?? ''

/** The publisher of a login at GitHub, as a query of (id, handle). */
const publisherNow = (login: string, ownerId: number | null): SQL => sql`
  select id, handle from publishers where kind = 'github' and case when ${ownerId}::bigint is null then lower(name) = lower(${login}) else github_id = ${ownerId}::bigint end
  order by updated_at desc limit 1`

/** Statements for a repository whose owner has another login now: the same account renamed, or another account. */
function followOwner(login: string, ownerId: number | null, p: { moved: SQL; free: SQL }): SQL[] {
  const account = { kind: 'github', name: login } as const
  const { publisherName } = namedPublisher(account)
  const current = publisherNow(login, ownerId)
  return [
    ensurePublishers(sql`${wantedPublisher(account, ownerId)} where ${p.free}`),
    sql`
      with renamed as (
        update publishers p set name = ${publisherName}, updated_at = now(),
          handle = case when lower(p.handle) = lower(${publisherName}) then ${publisherName} else ${freeName('handle', sql`${publisherName}::text`)} end
        from publishers was where was.id = p.id and p.github_id = ${ownerId}::bigint and lower(p.name) <> lower(${publisherName}) and ${p.free}
        returning was.handle as old_handle, p.handle
      )
      -- a source that names the publisher goes on naming it: somebody else may get the old handle
      update skill_sources src set owner = renamed.handle, updated_at = now() from renamed where lower(src.owner) = lower(renamed.old_handle)`,
    sql`
      update skills s set publisher_id = c.id, owner = c.handle, updated_at = now() from (${current}) c
      where s.id in (${p.moved}) and (s.publisher_id = c.id or (not s.curated and exists (select from publishers o where o.id = s.publisher_id and o.kind = 'github')))
        and (s.publisher_id, s.owner) is distinct from (c.id, c.handle) and ${p.free}`,
    noteRenamed(sql`select * from (${current}) c where ${p.free}`),
  ]
}

/**
 * Parts a source from the repository that it followed, after another account has got its name. The old files keep their
 * skills and count as vanished; the new repository gets files and skills of its own, and nothing of it is approved
 * without a reviewer.
 */
export async function partFromRepository(db: Db, sourceId: string, repo: string): Promise<void> {
  const files = sql`select r.id from raw_skills r where r.source_id = ${sourceId}::uuid and lower(r.github_repo) = lower(${repo})`
  const skills = sql`select l.skill_id as id from skill_source_links l where l.raw_skill_id in (${files})`
  await change(db, {
    lock: lockCatalogue,
    write: {
      // The name leads to somebody else's repository now.
      skills: sql`
        update skills s set canonical_repo = null, updated_at = now()
        where s.id in (${skills}) and lower(s.canonical_repo) in (lower(${repo}), lower(${addressOf(repo)}))`,
      approval: sql`update skill_sources set auto_approve = false, updated_at = now() where id = ${sourceId}::uuid and auto_approve`,
      files: sql`
        update raw_skills r set external_id = 'gone:' || r.id, github_repo = null, skill_url = null, ${GONE}, updated_at = now()
        where r.id in (${files})`,
      marked: markVanished(skillsOf(sourceId)),
    },
    announce: touchedSkills(sql`select skill_id as id from (${skillsOf(sourceId)}) l`),
    record: {
      by: { name: 'crawl-sources', requestId: null },
      of: [{ action: 'source.name_taken', type: 'source', were: idOf(sourceId), are: idOf(sourceId) }],
    },
  })
  await markRest(db, sourceId)
}

// An external id that ends in a hash or would become too long cannot move: its file is stored anew. The address may be null.
const moveFiles = (sourceId: string, to: string, condition: SQL): SQL => sql`
  update raw_skills r set github_repo = ${to}, external_id = ${to} || substr(r.external_id, length(r.github_repo) + 1),
    skill_url = 'https://github.com/' || ${to} || substr(r.skill_url, length('https://github.com/' || r.github_repo) + 1), updated_at = now()
  where r.source_id = ${sourceId}::uuid and ${condition} and starts_with(r.external_id, r.github_repo || ':')
    and length(r.external_id) < 300 - length(${to}) and r.external_id !~ '#[0-9a-f]{64}$'
    and (r.skill_url is null or starts_with(r.skill_url, 'https://github.com/' || r.github_repo || '/'))
    and not exists (select from raw_skills o where o.source_id = r.source_id and o.external_id = ${to} || substr(r.external_id, length(r.github_repo) + 1))`
