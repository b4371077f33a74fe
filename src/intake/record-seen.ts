import { restoreReturnedSkills } from '../db/catalogue/upkeep/vanished.ts'
import { type Listing, recordListing } from '../db/intake/crawling/crawled-files.ts'
import { type Crawl, count } from './crawl-context.ts'

const PAGE = 200

/** Records which files a source has, under the lease, and restores skills that were archived only because they had vanished. */
export async function recordSeen(c: Crawl, listing: Listing): Promise<void> {
  await c.renew()
  const { restorable, ...seen } = await recordListing(c.db, c.source.id, listing)
  count(c, seen)
  // A job restores those beyond the first page.
  if (restorable) count(c, { restored: await restoreReturnedSkills(c.db, PAGE) })
}
