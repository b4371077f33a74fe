import { markMissingChildren, type NamedRepository, storeChildren } from '../db/intake/crawling/store-children.ts'
import { type Crawl, count, throwIfOutOfTime } from './crawl-context.ts'

/** The most repositories of one list or owner that become sources. */
export const MAX_REPOSITORIES = 1000
/** Repositories per statement, and per request to GitHub. */
export const PAGE_SIZE = 100

/** The note for a list or owner with more repositories than that. */
export const TOO_MANY = `More than ${MAX_REPOSITORIES} repositories are listed; only the first ${MAX_REPOSITORIES} are crawled.`

/** Creates sources for repositories, page by page. */
export async function addRepositories(c: Crawl, repos: readonly NamedRepository[]): Promise<void> {
  for (let at = 0; at < repos.length; at += PAGE_SIZE) {
    throwIfOutOfTime(c)
    await c.renew()
    const { added, adopted, returned } = await storeChildren(c.db, c.source.id, repos.slice(at, at + PAGE_SIZE))
    count(c, { sources_added: added + adopted, sources_returned: returned })
  }
}

/** Marks the repositories that a complete pass did not list as vanished. */
export async function dropMissing(c: Crawl, repos: readonly NamedRepository[]): Promise<void> {
  await c.renew()
  count(c, { sources_vanished: await markMissingChildren(c.db, c.source.id, repos) })
}
