import { type SQL, sql } from 'drizzle-orm'
import type { Author, ProvenRepository, WorkflowRun } from '../../domain/authors/author.ts'
import type { PublisherName } from '../../domain/catalogue/publisher.ts'
import { type Editor, recordAct } from '../accounts/record-audit.ts'
import { ensurePublishers, wantedPublisher } from '../catalogue/publishers.ts'
import { change, without } from '../changes.ts'
import type { Db } from '../connect.ts'
import { ASKED } from '../intake/follow-repository.ts'
import { lockCatalogue } from '../locks.ts'
import { publishersOf } from './owned.ts'

type Published = {
  sourceId: string
  author: Author
  /** Whose skills it publishes. Null if it speaks for no publisher: then the source is only crawled. */
  account: { name: PublisherName; githubId: number | null } | null
  /** The commit and where it is. Null for a catalogue, which has none. */
  commit: { repository: ProvenRepository; run: WorkflowRun } | null
}

/**
 * Notes that the owner of a source publishes what it has now, which verifies them as a publisher, and has the next crawl read everything.
 * Safe to repeat: the first run of a commit stays.
 */
export async function recordPublication(db: Db, editor: Editor, p: Published): Promise<void> {
  const { author, account, commit } = p
  const owner = publishersOf(author)
  const details = commit ? { commit: commit.run.commit, run_id: commit.run.runId } : {}
  await change(db, {
    lock: lockCatalogue,
    write: {
      publisher: account ? ensurePublishers(wantedPublisher(account.name, account.githubId)) : [],
      verified: sql`update publishers set verified_at = now(), updated_at = now() where id in (${owner}) and verified_at is null`,
      published: commit ? publicationOf(commit) : [],
      asked: sql`update skill_sources set crawl_etag = null ${commit ? sql`` : publishedNow(account !== null)} where id = ${p.sourceId}::uuid`,
      noted: sql`
        insert into author_acts (publisher_id, act, details, repository, proof_key, at)
        select id, 'publish', ${JSON.stringify(details)}::jsonb, ${author.source.name}, ${author.source.key}, now() from (${owner}) o`,
      told: recordAct(editor, 'source.publish', { type: 'source', id: p.sourceId }, commit?.run ?? {}),
    },
    announce: without('The feed says nothing of publishers.'),
    record: without('The act is recorded by itself.'),
  })
}

const publicationOf = ({ repository, run }: NonNullable<Published['commit']>): SQL => sql`
  insert into publications (id, issuer, repository_id, owner_id, repository, commit_sha, ref, workflow, run_id, run_attempt, event, published_at)
  values (gen_random_uuid(), ${run.issuer}, ${repository.id}::bigint, ${repository.ownerId}::bigint, ${repository.fullName}, ${run.commit}, ${run.ref},
    ${run.workflow}, ${run.runId}, ${run.runAttempt}::int, ${run.event}, now()) on conflict (repository_id, commit_sha) do nothing`

/** Makes a catalogue due. Without a commit, the source itself says until its next crawl that it was published. */
const publishedNow = (isPublishers: boolean): SQL =>
  sql`, ${ASKED} ${isPublishers ? sql`, published_at = now()` : sql``}`

/**
 * If a repository's own workflow has published a commit, says so of its files that wait for review, and of the versions that have the
 * files of that commit. Returns whether it has. Safe to repeat.
 */
export async function attachPublication(
  db: Db,
  p: { sourceId: string; repositoryId: number; commit: string },
): Promise<boolean> {
  const publication = sql`select id from publications where repository_id = ${p.repositoryId}::bigint and commit_sha = ${p.commit}`
  // Most commits were published by nobody: they need no lock.
  const known = await db.execute(publication)
  if (known.rows.length === 0) return false
  await change(db, {
    // No file is changed or approved meanwhile.
    lock: lockCatalogue,
    write: {
      waiting: sql`
        update raw_skills r set publication_id = p.id from (${publication}) p
        where r.source_id = ${p.sourceId}::uuid and r.status = 'new' and r.vanished_at is null and r.publication_id is distinct from p.id`,
      versions: sql`
        insert into version_provenance (version_id, publication_id)
        select v.id, p.id from (${publication}) p join raw_skills r on r.source_id = ${p.sourceId}::uuid and r.status = 'approved' and r.vanished_at is null
          join skill_versions v on v.raw_skill_id = r.id and v.digest = r.folder_digest on conflict do nothing`,
    },
    announce: without('The feed says nothing of provenance.'),
    record: without('A crawl reads what a workflow has published.'),
  })
  return true
}
