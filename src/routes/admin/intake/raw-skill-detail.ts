import type { Db } from '../../../db/connect.ts'
import { type ApprovalTarget, findApprovalTargets, findRawSkill } from '../../../db/intake/admin-raw-skills.ts'
import { readWaitingFolder, type WaitingFolder } from '../../../db/intake/waiting-folder.ts'
import { comparableOf, diffSkill } from '../../../domain/catalogue/skill-diff.ts'
import { type Reviewed, readForReview } from '../../../intake/read-for-review.ts'

/** Returns a file with its text and what an approval would do. Returns null if the file does not exist. */
export async function describeRaw(db: Db, id: string): Promise<Record<string, unknown> | null> {
  const [body, [reviewed]] = await Promise.all([findRawSkill(db, id), readForReview(db, [id])])
  if (body === null || !reviewed) return null
  const text = reviewed.parsed?.text || null
  const target = await targetOf(db, reviewed)
  const folder = await readWaitingFolder(db, { rawId: id, skillId: target?.skill?.id ?? null })
  return { ...JSON.parse(body), text, folder, becomes: becomes(reviewed, target, folder) }
}

/** The skill that a file would become. Null if it cannot be loaded, or changed between two reads: then a decision on it gets a 409. */
async function targetOf(db: Db, { raw, candidate }: Reviewed): Promise<ApprovalTarget | null> {
  if (!candidate) return null
  // A rejected file can still be approved, so its preview is as for any other.
  const asRead = { ...candidate, rawId: raw.id, rawHash: raw.contentHash, rawDigest: raw.folderDigest, overrule: true }
  const [target] = await findApprovalTargets(db, raw.sourceId, [asRead])
  return target ?? null
}

function becomes({ candidate }: Reviewed, target: ApprovalTarget | null, folder: WaitingFolder | null) {
  if (!candidate || !target) return null
  const { slug, skill, tags, owner, publisher } = target
  // A pending skill becomes active. An archived one stays archived.
  const status = !skill || (skill.status === 'pending' && !skill.curated) ? 'active' : skill.status
  const { differences, kept } = diffSkill(skill, { ...comparableOf(candidate), owner, tags, status })
  const hasNewFiles = folder?.manifest.some(({ change }) => change !== 'same') || (folder?.removed.length ?? 0) > 0
  const action = !skill ? 'create' : differences.length > 0 || hasNewFiles ? 'update' : 'nothing'
  return {
    action,
    slug,
    publisher,
    skill: skill && { id: skill.id, slug, owner, status: skill.status },
    differences,
    kept,
  }
}
