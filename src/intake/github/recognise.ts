import type { Db } from '../../db/connect.ts'
import type { CrawledSource } from '../../db/intake/crawling/crawl-progress.ts'
import { findUnidentified, identifySource, partFromRepository } from '../../db/intake/followed.ts'
import type { Repository } from './github.ts'

type Unidentified = Pick<CrawledSource, 'id' | 'githubId' | 'githubOwnerId'>

/**
 * True if a source of old times, which has skills but not the id of their repository, has a name that leads to another repository now: one
 * that was made later, or that came after the name had led nowhere.
 */
export async function isOtherNow(db: Db, sourceId: string, repo: string, named: Repository): Promise<boolean> {
  const known = await findUnidentified(db, sourceId, repo)
  if (!known) return false
  return known.isGone || (named.createdAt !== null && Date.parse(named.createdAt) > Date.parse(known.since))
}

/** Notes the ids of a repository at its source before anything is done in the name of its owner, as a crawl would. */
export async function recognise(db: Db, source: Unidentified, repository: Repository): Promise<void> {
  const { id: githubId, ownerId, fullName } = repository
  if (source.githubId !== null) return
  if (await isOtherNow(db, source.id, fullName, repository)) await partFromRepository(db, source.id, fullName)
  await identifySource(db, source, { githubId, ownerId, owner: fullName.split('/')[0] ?? '' })
}
