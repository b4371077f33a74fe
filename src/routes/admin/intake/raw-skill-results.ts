import type { z } from 'zod'
import type { Decision, RejectionOutcome } from '../../../db/intake/review.ts'
import { type ApprovalResult, isApproved } from '../../../intake/approve.ts'
import type { DecisionResults } from './raw-skill-schema.ts'

/** Why a file could not be approved or rejected, for people. */
export const FAULTS = {
  missing: 'There is no such raw skill.',
  changed:
    'The file has changed since you read it, or its `folder_digest` was not sent. Read it again before you decide.',
  vanished: 'The source no longer has the file.',
  rejected: 'This version of the file was rejected. Send `overrule: true` to approve it anyway.',
  taken: 'The owner already has another skill of this name. Choose another owner or name.',
  unavailable: 'The database stopped answering. Please try again.',
  unloadable: 'The file cannot be loaded, or its content was not stored. See its findings.',
  refused: 'The file has values that the catalogue cannot store.',
  malicious: 'A reviewer called these files malicious. Revoke that decision first.',
  warned:
    'The scan gave a warning. Look at its report, and send `accept_warned: true` with a reason to approve it anyway.',
  waiting: 'A person must decide about this file. It cannot be approved automatically.',
  approved: 'This version of the file was already approved. Archive its skill instead.',
} as const

type Item = z.output<typeof DecisionResults>['items'][number]

/** Returns the outcome for each file, in the order of the decisions. */
export const approvalResults = (decisions: readonly Decision[], results: ReadonlyMap<string, ApprovalResult>) =>
  summed(
    decisions.map(({ id }) => {
      const result = results.get(id) ?? { outcome: 'missing' as const }
      return isApproved(result)
        ? {
            id,
            outcome: result.outcome,
            skill: { id: result.skillId, slug: result.slug, owner: result.owner },
            verdict: result.verdict,
            message: null,
          }
        : failed(id, result.outcome)
    }),
  )

export const rejectionResults = (decisions: readonly Decision[], outcomes: ReadonlyMap<string, RejectionOutcome>) =>
  summed(
    decisions.map(({ id }) => {
      const outcome = outcomes.get(id) ?? 'missing'
      return outcome === 'rejected' ? { id, outcome, skill: null, verdict: null, message: null } : failed(id, outcome)
    }),
  )

const failed = (id: string, fault: keyof typeof FAULTS): Item => ({
  id,
  outcome: fault === 'missing' ? 'not_found' : fault,
  skill: null,
  verdict: null,
  message: FAULTS[fault],
})

const summed = (items: Item[]) => {
  const failures = items.filter(({ message }) => message !== null).length
  return { succeeded: items.length - failures, failed: failures, items }
}
