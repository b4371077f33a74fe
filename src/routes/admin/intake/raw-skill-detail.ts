import type { Db } from '../../../db/connect.ts'
import { findApprovalTargets, findRawSkill } from '../../../db/intake/admin-raw-skills.ts'
import { comparableOf, diffSkill } from '../../../domain/catalogue/skill-diff.ts'
import { type Reviewed, readForReview } from '../../../intake/read-for-review.ts'

/** Returns a file with its text and what an approval would do. Returns null if the file does not exist. */
export async function describeRaw(db: Db, id: string): Promise<Record<string, unknown> | null> {
  const [body, [reviewed]] = await Promise.all([findRawSkill(db, id), readForReview(db, [id])])
  if (body === null || !reviewed) return null
  const text = reviewed.parsed?.text || null
  return { ...JSON.parse(body), text, becomes: await becomes(db, reviewed) }
}

async function becomes(db: Db, { raw, candidate }: Reviewed) {
  if (!candidate) return null
  // A rejected file can still be approved, so its preview is as for any other.
  const asRead = { ...candidate, rawId: raw.id, rawHash: raw.contentHash, rawDigest: raw.folderDigest, overrule: true }
  const [target] = await findApprovalTargets(db, raw.sourceId, [asRead])
  // Also null if the file changed between the two reads. A decision on it gets a 409 then.
  if (!target) return null
  const { slug, skill, tags, owner, publisher } = target
  // A pending skill becomes active. An archived one stays archived.
  const status = !skill || (skill.status === 'pending' && !skill.curated) ? 'active' : skill.status
  const { differences, kept } = diffSkill(skill, { ...comparableOf(candidate), owner, tags, status })
  const action = !skill ? 'create' : differences.length > 0 ? 'update' : 'nothing'
  return {
    action,
    slug,
    publisher,
    skill: skill && { id: skill.id, slug, owner, status: skill.status },
    differences,
    kept,
  }
}
