import { markMissingChildren, storeChildren } from '../db/intake/child-sources.ts'
import { type Crawl, count, throwIfOutOfTime } from './crawl-context.ts'

/** So many repositories of one list or owner are followed. */
export const MAX_REPOSITORIES = 1000
/** One statement a page. */
export const A_PAGE = 100

export const beyond = `More than ${MAX_REPOSITORIES} repositories are listed; the first ${MAX_REPOSITORIES} are followed.`

/** Makes sources of repositories, page by page. */
export async function addRepositories(c: Crawl, repos: readonly string[]): Promise<void> {
  for (let at = 0; at < repos.length; at += A_PAGE) {
    throwIfOutOfTime(c)
    await c.renew()
    const { added, adopted, returned } = await storeChildren(c.db, c.source.id, repos.slice(at, at + A_PAGE))
    count(c, { sources_added: added + adopted, sources_returned: returned })
  }
}

/** After a whole pass: what it did not name has vanished from it. */
export async function dropMissing(c: Crawl, repos: readonly string[]): Promise<void> {
  await c.renew()
  count(c, { sources_vanished: await markMissingChildren(c.db, c.source.id, repos) })
}
