export const SKILL_STATUSES = ['draft', 'pending', 'active', 'archived'] as const
export const CONTENT_POLICIES = ['full', 'link_only', 'unknown'] as const
export const LICENSE_CONFIDENCES = ['high', 'medium', 'low'] as const

/** What an admin's own choice keeps (`curated`) when the file of a skill changes, by the names that the API has. */
export const CURATED_FIELDS: readonly string[] = [
  'owner',
  'name',
  'summary',
  'category',
  'license',
  'license_confidence',
  'content_policy',
  'canonical_repo',
  'tags',
]
