import { readGithubAddress } from '../domain/intake/github-address.ts'
import { crawlCatalog } from './catalog/crawl-catalog.ts'
import type { Crawl, Crawled } from './crawl-context.ts'
import { crawlOwner } from './github/crawl-owner.ts'
import { crawlRepository } from './github/crawl-repository.ts'
import { crawlList } from './list/crawl-list.ts'
import { SourceFault } from './source-fault.ts'

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
