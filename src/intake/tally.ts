import type { Crawl } from './crawl-context.ts'
import { CutOff } from './source-fault.ts'

/** Adds to the counts of a crawl. */
export function count(c: Pick<Crawl, 'counts'>, counts: Record<string, number>): void {
  for (const [what, n] of Object.entries(counts)) c.counts[what] = (c.counts[what] ?? 0) + n
}

/** Ends a crawl that has no time left, between two of its steps. */
export function mustGoOn(c: Pick<Crawl, 'mayGoOn'>): void {
  if (!c.mayGoOn()) throw new CutOff('There is no time left.')
}
