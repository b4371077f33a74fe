import { type Crawl, type Crawled, count } from '../crawl-context.ts'
import { addRepositories, dropMissing, MAX_REPOSITORIES, TOO_MANY } from '../follow-repositories.ts'
import { SourceFault } from '../source-fault.ts'
import { readRepositoryList } from './repository-list.ts'

const MAX_LIST_BYTES = 1024 * 1024

/** Creates a source for every repository in a list. */
export async function crawlList(c: Crawl, address: string): Promise<Crawled> {
  const { source } = c
  const answer = await c.outgoing.fetch(address, {
    maxBytes: MAX_LIST_BYTES,
    headers: source.etag ? { 'If-None-Match': source.etag } : {},
  })
  if (answer.status === 304) return { etag: source.etag }
  if (answer.status !== 200) throw new SourceFault('failed', `The list answered with status ${answer.status}.`)
  const repos = readRepositoryList(new TextDecoder().decode(answer.bytes))
  // A "be right back" page lists none either. The known repositories must not vanish because of it.
  if (repos.length === 0) throw new SourceFault('unreadable', 'The list contains no GitHub repository.')
  const followed = repos.slice(0, MAX_REPOSITORIES).map((repo) => ({ repo, id: null }))
  count(c, { repositories: followed.length })
  await addRepositories(c, followed)
  if (repos.length === followed.length) await dropMissing(c, followed)
  const etag = answer.headers.get('ETag')
  return {
    etag: etag !== null && etag.length <= 200 ? etag : null,
    ...(repos.length > followed.length && { note: TOO_MANY }),
  }
}
