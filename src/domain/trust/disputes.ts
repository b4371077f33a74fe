/** What anybody may report of a skill. */
export const REPORT_KINDS = ['malware', 'personal_data', 'impersonation', 'license', 'spam', 'other'] as const
export type ReportKind = (typeof REPORT_KINDS)[number]

/** A report, or what an author appeals against. */
export const DISPUTE_KINDS = [...REPORT_KINDS, 'appeal'] as const
export type DisputeKind = (typeof DISPUTE_KINDS)[number]

/** Days within which a reviewer is to decide: the sooner, the more harm waiting does. */
export const DEADLINE_DAYS: Readonly<Record<DisputeKind, number>> = {
  malware: 1,
  personal_data: 3,
  impersonation: 7,
  license: 7,
  appeal: 7,
  spam: 14,
  other: 14,
}

/** What a reviewer finds. */
export const DISPUTE_OUTCOMES = ['upheld', 'dismissed'] as const
export type DisputeOutcome = (typeof DISPUTE_OUTCOMES)[number]

/**
 * What follows from a decision. `archive` takes the skill out of the catalogue. `malicious`, `false_positive` and `accepted_risk` decide
 * about the version that it is about, or the rules of an appeal. `revoke` ends the decision that calls the version malicious.
 */
export const DISPUTE_ACTS = ['none', 'archive', 'malicious', 'false_positive', 'accepted_risk', 'revoke'] as const
export type DisputeAct = (typeof DISPUTE_ACTS)[number]

/** How many reports one sender may send in a day, and how many of one kind about a skill may be open. Reviewers read each. */
export const REPORT_LIMITS = { ofSenderADay: 10, openOfSkill: 100 }
