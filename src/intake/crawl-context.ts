import type { Db } from '../db/connect.ts'
import type { CrawledSource } from '../db/intake/crawling/crawl-progress.ts'
import type { Lease } from '../db/operations/leases.ts'
import type { FilePlace } from '../files/file-place.ts'
import type { Outgoing } from './outgoing.ts'
import { CutOff } from './source-fault.ts'

/** The crawl of one source. `counts` and `faults` are filled as it goes, and stand however it ends. */
export type Crawl = {
  db: Db
  /** Where the files of skills are kept. */
  files: FilePlace
  source: CrawledSource
  outgoing: Outgoing
  lease: Lease
  mayGoOn: () => boolean
  /** Call before each write. Throws LeaseLost. */
  renew: () => Promise<void>
  counts: Record<string, number>
  /** Single files that were left out. */
  faults: { target: string; reason: string }[]
}

/** What reading from GitHub takes of a crawl. */
export type Reading = Pick<Crawl, 'files' | 'mayGoOn' | 'renew' | 'faults'> & { outgoing: Pick<Outgoing, 'github'> }

/**
 * `etag` is for the next request, or null if the crawl did not take everything. `isPartial`: the source did not list all
 * its files. `note` is shown to admins. `commit`: what was read of a repository. `pushedAt`: the
 * last push that was taken; null if it was not taken as a whole, undefined if nobody looked.
 */
export type Crawled = {
  etag: string | null
  isPartial?: boolean
  note?: string
  commit?: string | null
  pushedAt?: string | null
}

/** Adds to the counts of a crawl. */
export function count(c: Pick<Crawl, 'counts'>, counts: Record<string, number>): void {
  for (const [name, n] of Object.entries(counts)) c.counts[name] = (c.counts[name] ?? 0) + n
}

/** Called between two steps of a crawl. Throws CutOff if the crawl has no time left. */
export function throwIfOutOfTime(c: Pick<Crawl, 'mayGoOn'>): void {
  if (!c.mayGoOn()) throw new CutOff('There is no time left.')
}
