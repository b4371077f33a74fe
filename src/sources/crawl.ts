import type { Db } from '../db/connect.ts'
import type { CrawledSource } from '../db/queries/crawled-sources.ts'
import type { Lease } from '../db/queries/leases.ts'
import { readGithubAddress } from '../domain/github-address.ts'
import { crawlCatalog } from './crawl-catalog.ts'
import { crawlList } from './crawl-list.ts'
import { crawlOwner } from './crawl-owner.ts'
import { crawlRepository } from './crawl-repository.ts'
import type { Outgoing } from './outgoing.ts'
import { SourceFault } from './source-fault.ts'

/** One source's turn. What it did is told in `counts` and `faults` as it goes, and stands however it ends. */
export type Crawl = {
  db: Db
  source: CrawledSource
  outgoing: Outgoing
  lease: Lease
  mayGoOn: () => boolean
  /** Before each write; throws LeaseLost. */
  renew: () => Promise<void>
  counts: Record<string, number>
  /** Single files that were left out while the others went on. */
  faults: { target: string; reason: string }[]
}

/** `etag` is what to ask with again, null where not all there is was taken; `note` is what people should know of it. */
export type Crawled = { etag: string | null; note?: string }

/** Brings in what is new at a source. Throws SourceFault, and CutOff where time or requests did not suffice. */
export async function crawl(c: Crawl): Promise<Crawled> {
  const { type, baseUrl, name } = c.source
  if (type === 'catalog') return crawlCatalog(c, baseUrl ?? '')
  if (type === 'list') return crawlList(c, baseUrl ?? '')
  // What a live search has made once has its repository in its name alone.
  const address = readGithubAddress(baseUrl ?? name.replace(/^github:/, 'https://github.com/'))
  if (type !== 'github' || 'fault' in address) throw new SourceFault('refused', 'The source has no address to crawl.')
  const { owner, repo } = address.value
  return repo === null ? crawlOwner(c, owner) : crawlRepository(c, repo)
}
