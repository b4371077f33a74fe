import { CURATED_FIELDS } from './curated-fields.ts'

/** A field that an approval would set to another value; `before` is null where there is no skill yet. */
export type Difference = { field: string; before: unknown; after: unknown }

/** What can differ between a skill and what its file would make of it, by the names that the API has. */
export type Comparable = {
  owner: string
  name: string
  summary: string | null
  description_md: string | null
  category: string | null
  license: string | null
  license_confidence: string
  content_policy: string
  canonical_repo: string | null
  skill_path: string | null
  content_hash: string | null
  tags: readonly string[]
  status: string
}

/**
 * Field by field, what an approval changes. `kept`: where the file says otherwise, but an admin has set the field (`curated`).
 * A skill keeps its repository where the file has none.
 */
export function diffSkill(
  before: (Comparable & { curated: boolean }) | null,
  after: Comparable,
): { differences: Difference[]; kept: string[] } {
  const differences: Difference[] = []
  const kept: string[] = []
  for (const [field, value] of Object.entries(after) as [keyof Comparable, unknown][]) {
    const was = before?.[field] ?? null
    const isSame = JSON.stringify(sorted(was)) === JSON.stringify(sorted(value ?? null))
    if (isSame || (before && field === 'canonical_repo' && value === null)) continue
    if (before?.curated && CURATED_FIELDS.includes(field)) kept.push(field)
    else differences.push({ field, before: was, after: value ?? null })
  }
  return { differences, kept }
}

const sorted = (value: unknown) => (Array.isArray(value) ? value.toSorted() : value)
