import type { SourceSettings } from '../config.ts'
import type { LiveLimits } from '../db/intake/live/live-budget.ts'
import type { SubmissionLimits } from '../db/intake/submissions.ts'
import type { SubmittedBytes } from '../db/intake/submitted.ts'

/** What a look-up needs before its files are known: the repository, its last commit, its tree, and a redirect. */
export const LOOKUP_COST = { requests: 4, bytes: 0 }

/** What a look-up reads of folders beside their SKILL.md. */
export type FolderLimits = { files: number; bytes: number }

/** The most that one look-up reads of the folders of what it finds. What does not fit is left to a crawl. */
export const folderLimits = ({ GITHUB_TOKEN }: SourceSettings): FolderLimits => ({
  files: GITHUB_TOKEN ? 60 : 5,
  bytes: 2 * 1024 * 1024,
})

/**
 * The most that all live searches together may use. GitHub allows 5,000 requests an hour with a token and 60 without;
 * the crawls keep the rest.
 */
export const liveLimits = ({ GITHUB_TOKEN }: SourceSettings): LiveLimits => ({
  requestsPerHour: GITHUB_TOKEN ? 1000 : 30,
  bytesPerDay: 20 * 1024 * 1024,
})

/** What the check of a submission needs: the repository, and if it has a commit. */
export const SUBMISSION_COST = 2

/** What the crawls of repositories that were only submitted may read a UTC day. */
export const SUBMITTED_BYTES: SubmittedBytes = { all: 1024 * 1024 * 1024, bySender: 128 * 1024 * 1024 }

/** The most that all submissions together may use, crawls included. Who has more repositories names their owner to an admin. */
export const submissionLimits = ({ GITHUB_TOKEN }: SourceSettings): SubmissionLimits => ({
  requestsPerHour: GITHUB_TOKEN ? 500 : 20,
  perAddressAndDay: 50,
  bytesPerDay: SUBMITTED_BYTES,
})

/**
 * The most that crawls may have sent in an hour for a tick to send more; those of webhooks and publications count too. With 1,000 for live
 * searches and 500 for submissions that is GitHub's 5,000. Without a token GitHub's own limit is heeded as it comes.
 */
export const crawlRequestsPerHour = ({ GITHUB_TOKEN }: SourceSettings): number | null => (GITHUB_TOKEN ? 3500 : null)
