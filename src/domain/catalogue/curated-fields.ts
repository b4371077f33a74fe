/** The fields, by their API names, that keep the value of an admin when the file of a `curated` skill changes. */
export const CURATED_FIELDS: readonly string[] = [
  'name',
  'summary',
  'category',
  'license',
  'license_confidence',
  'content_policy',
  'canonical_repo',
  'tags',
]
