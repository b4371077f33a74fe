import type { SourceSettings } from '../config.ts'
import type { LiveLimits } from '../db/intake/live-budget.ts'

/** What a look-up needs before its files are known: the repository, its last commit, its tree, and a redirect. */
export const LOOKUP_COST = { requests: 4, bytes: 0 }

/**
 * The most that all live searches together may use. GitHub allows 5,000 requests an hour with a token and 60 without;
 * the crawls keep the rest.
 */
export const liveLimits = ({ GITHUB_TOKEN }: SourceSettings): LiveLimits => ({
  requestsPerHour: GITHUB_TOKEN ? 1000 : 30,
  bytesPerDay: 20 * 1024 * 1024,
})
