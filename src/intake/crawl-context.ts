import type { Db } from '../db/connect.ts'
import type { CrawledSource } from '../db/intake/crawled-sources.ts'
import type { Lease } from '../db/operations/leases.ts'
import type { Outgoing } from './outgoing.ts'

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
