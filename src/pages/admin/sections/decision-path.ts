import { withQuery } from '../../api.ts'

/** The form for a decision, filled in as far as is known. */
export const newDecisionPath = (about: { digest: string } | { decision: string; skill: string; rule: string }) =>
  withQuery('/admin/decisions/new', about)
