import type { Db } from '../db/connect.ts'
import { readBecome, storeReread, withdrawTexts } from '../db/intake/crawling/reread.ts'
import { comparableOf, diffSkill } from '../domain/catalogue/skill-diff.ts'
import { approveReviewed, isApproved } from './approve.ts'
import { fieldsOf } from './raw-file.ts'
import { type Reviewed, readForReview } from './read-for-review.ts'

/** What a page did. `refused`: files that the database refuses to store as they are read now; they stay outdated. */
export type RereadPage = { reread: number; updated: number; withdrawn: number; refused: string[] }

/**
 * Reads stored files again, withdraws what must not be published, brings the skills that they have become up to date, and
 * stores what was read. Safe to repeat.
 */
export async function rereadFiles(db: Db, ids: readonly string[]): Promise<RereadPage> {
  const reviewed = await readForReview(db, ids)
  const judged = reviewed.flatMap(({ raw, candidate }) => {
    if (!candidate) return []
    const { descriptionMd: _, ...brief } = candidate
    return [{ ...brief, rawId: raw.id, rawHash: raw.contentHash, rawDigest: raw.folderDigest }]
  })
  const withdrawn = await withdrawTexts(
    db,
    judged.filter(({ contentPolicy }) => contentPolicy === 'link_only'),
  )
  const become = await readBecome(db, judged)
  const results = await approveReviewed(db, differing(reviewed, become), { again: true })
  const refused = [...results].filter(([, { outcome }]) => outcome === 'refused').map(([id]) => id)
  const read = reviewed.filter(({ raw }) => !refused.includes(raw.id))
  await storeReread(
    db,
    read.map(({ raw: { id, contentHash }, parsed }) => ({ id, contentHash, fields: parsed && fieldsOf(parsed) })),
  )
  const updated = [...results.values()].filter(isApproved).length
  return { reread: read.length, updated, withdrawn, refused }
}

/** The files whose skills would be different if they were approved today. */
function differing(reviewed: readonly Reviewed[], become: Awaited<ReturnType<typeof readBecome>>): Reviewed[] {
  const ids = new Map(reviewed.map((file) => [file.raw.id, file]))
  const changed = become.flatMap(({ rawId, tags, skill }) => {
    const file = ids.get(rawId)
    if (!file?.candidate) return []
    const after = { ...comparableOf(file.candidate), owner: skill.owner, tags, status: skill.status }
    return diffSkill(skill, after).differences.length > 0 ? [file] : []
  })
  return [...new Set(changed)]
}
