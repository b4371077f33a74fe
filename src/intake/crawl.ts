import { readGithubAddress } from '../domain/intake/github-address.ts'
import { crawlCatalog } from './catalog/crawl-catalog.ts'
import type { Crawl, Crawled } from './crawl-context.ts'
import { crawlOwner } from './github/crawl-owner.ts'
import { crawlRepository } from './github/crawl-repository.ts'
import { crawlList } from './list/crawl-list.ts'
import { SourceFault } from './source-fault.ts'

/** Stores what is new at a source. Throws SourceFault, and CutOff if time or requests run out. */
export async function crawl(c: Crawl): Promise<Crawled> {
  const { type, baseUrl, name } = c.source
  if (type === 'catalog') return crawlCatalog(c, baseUrl ?? '')
  if (type === 'list') return crawlList(c, baseUrl ?? '')
  // A source that a live search created has its repository only in its name.
  const address = readGithubAddress(baseUrl ?? name.replace(/^github:/, 'https://github.com/'))
  if (type !== 'github' || 'fault' in address) throw new SourceFault('refused', 'The source has no address to crawl.')
  const { owner, repo } = address.value
  return repo === null ? crawlOwner(c, owner) : crawlRepository(c, repo)
}
