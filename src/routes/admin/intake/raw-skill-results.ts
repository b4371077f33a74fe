import type { z } from 'zod'
import type { Decision, RejectionOutcome } from '../../../db/intake/review.ts'
import { type ApprovalResult, isApproved } from '../../../intake/approve.ts'
import type { DecisionResults } from './raw-skill-schema.ts'

/** Why a file could not be decided on, in words. */
export const FAULTS = {
  missing: 'There is no such raw skill.',
  changed: 'The file has changed since it was read. Read it again, and decide on what it says now.',
  vanished: 'Its source does not have the file any more.',
  rejected: 'The file was rejected as it is. Send `overrule` to approve it all the same.',
  taken:
    'Another skill already has this owner and name, and the file does not belong to it. Choose another owner or name.',
  unavailable: 'The database did not answer any more. Please try again.',
  unloadable: 'There is nothing in the file to load, or it was not kept. Its findings say what is wrong with it.',
  refused: 'The file has values that the catalogue cannot store.',
  approved: 'The file is approved as it is. Archive its skill instead.',
} as const

type Item = z.output<typeof DecisionResults>['items'][number]

/** What became of each file, in the order in which they were named. */
export const approvalResults = (decisions: readonly Decision[], results: ReadonlyMap<string, ApprovalResult>) =>
  summed(
    decisions.map(({ id }) => {
      const result = results.get(id) ?? { outcome: 'missing' as const }
      return isApproved(result)
        ? { id, outcome: result.outcome, skill: { id: result.skillId, slug: result.slug }, message: null }
        : failed(id, result.outcome)
    }),
  )

export const rejectionResults = (decisions: readonly Decision[], outcomes: ReadonlyMap<string, RejectionOutcome>) =>
  summed(
    decisions.map(({ id }) => {
      const outcome = outcomes.get(id) ?? 'missing'
      return outcome === 'rejected' ? { id, outcome, skill: null, message: null } : failed(id, outcome)
    }),
  )

const failed = (id: string, fault: keyof typeof FAULTS): Item => ({
  id,
  outcome: fault === 'missing' ? 'not_found' : fault,
  skill: null,
  message: FAULTS[fault],
})

const summed = (items: Item[]) => {
  const failures = items.filter(({ message }) => message !== null).length
  return { succeeded: items.length - failures, failed: failures, items }
}
