import type { Candidate } from './candidate.ts'
import { CURATED_FIELDS } from './curated-fields.ts'

/** A field that an approval would change. `before` is null if there is no skill yet. */
export type Difference = { field: string; before: unknown; after: unknown }

/** The fields, by their API names, that can differ between a skill and its file. */
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

/** The fields of the skill that a file becomes, without those that the database decides. */
export const comparableOf = (c: Candidate): Omit<Comparable, 'owner' | 'tags' | 'status'> => ({
  name: c.name,
  summary: c.summary,
  description_md: c.descriptionMd,
  category: c.categoryKey,
  license: c.license,
  license_confidence: c.licenseConfidence,
  content_policy: c.contentPolicy,
  canonical_repo: c.canonicalRepo,
  skill_path: c.skillPath,
  content_hash: c.contentHash,
})

/**
 * Lists the fields that an approval would change. `kept` lists the fields in which the file differs but the value of an
 * admin stays, because the skill is `curated`. A skill keeps its repository if the file has none.
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
