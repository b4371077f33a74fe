/** The fields (API names) that keep an admin's value when the file of a `curated` skill changes. */
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
