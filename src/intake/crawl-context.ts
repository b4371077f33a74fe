import type { Db } from '../db/connect.ts'
import type { CrawledSource } from '../db/intake/crawled-sources.ts'
import type { Lease } from '../db/operations/leases.ts'
import type { Outgoing } from './outgoing.ts'
import { CutOff } from './source-fault.ts'

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

/** Adds to the counts of a crawl. */
export function count(c: Pick<Crawl, 'counts'>, counts: Record<string, number>): void {
  for (const [name, n] of Object.entries(counts)) c.counts[name] = (c.counts[name] ?? 0) + n
}

/** Called between two steps of a crawl. Throws CutOff if the crawl has no time left. */
export function throwIfOutOfTime(c: Pick<Crawl, 'mayGoOn'>): void {
  if (!c.mayGoOn()) throw new CutOff('There is no time left.')
}
