export const SKILL_STATUSES = ['draft', 'pending', 'active', 'archived'] as const
export const CONTENT_POLICIES = ['full', 'link_only', 'unknown'] as const
export const LICENSE_CONFIDENCES = ['high', 'medium', 'low'] as const
