/** Reviewers review and edit skills; admins may do everything. */
export const ROLES = ['admin', 'reviewer'] as const

export const ACCOUNT_STATUSES = ['active', 'disabled'] as const
