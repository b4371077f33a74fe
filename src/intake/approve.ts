import type { Editor } from '../db/accounts/record-audit.ts'
import type { SkillFields } from '../db/catalogue/admin-skills.ts'
import { type Approval, type ApprovedSkill, approveSkills } from '../db/catalogue/approve-skills.ts'
import type { Db } from '../db/connect.ts'
import { isUnavailable } from '../db/errors.ts'
import { attemptAll } from '../db/halve.ts'
import { type Decision, listOtherwiseLicensed, listWaiting, type Measured, measureRaws } from '../db/intake/review.ts'
import type { Candidate } from '../domain/catalogue/candidate.ts'
import { CATEGORY_SEEDS } from '../domain/catalogue/categories.ts'
import { skillSlug } from '../domain/catalogue/slug.ts'
import { inPages } from '../domain/text/in-pages.ts'
import { readForReview } from './read-for-review.ts'

/**
 * Why a file was not approved. `rejected`: somebody has done that. `unloadable`: there is nothing in it, or it was not kept. `taken`: the
 * owner and name that it was given are another skill's. `refused`: the database does not take its values. `unavailable`: the database went away.
 */
type ApprovalRefusal =
  | 'missing'
  | 'changed'
  | 'vanished'
  | 'rejected'
  | 'unloadable'
  | 'taken'
  | 'refused'
  | 'unavailable'
export type ApprovalResult = Approval | { outcome: ApprovalRefusal }

/** What one answer of the database may carry. */
const PAGE = { items: 50, bytes: 2 * 1024 * 1024 }
const FILES_A_LOOK = 1000

/** Approves every file of a source that parsed `ok` and waits, page by page, while there is going on. */
export const approveWaiting = (db: Db, sourceId: string, mayGoOn: () => boolean): Promise<{ approved: number }> =>
  approveListed(db, (p) => listWaiting(db, sourceId, p), mayGoOn)

/** Brings skills up to date with the licence of their repository, where that is another by now: what must not be passed on any more is not. */
export const relicense = (db: Db, sourceId: string, mayGoOn: () => boolean): Promise<{ approved: number }> =>
  approveListed(db, (p) => listOtherwiseLicensed(db, sourceId, p), mayGoOn)

async function approveListed(
  db: Db,
  list: (p: { after: string | null; limit: number }) => Promise<Measured[]>,
  mayGoOn: () => boolean,
): Promise<{ approved: number }> {
  let approved = 0
  let after: string | null = null
  while (mayGoOn()) {
    const listed = await list({ after, limit: FILES_A_LOOK })
    for (const page of inPages(listed, PAGE)) {
      if (!mayGoOn()) return { approved }
      approved += [...(await approvePage(db, page)).values()].filter(isApproved).length
    }
    after = listed.at(-1)?.id ?? null
    if (listed.length < FILES_A_LOOK) break
  }
  return { approved }
}

export const isApproved = (result: ApprovalResult | undefined): result is Approval =>
  result !== undefined && 'skillId' in result

type ApprovalOptions = {
  actor?: Editor
  overrides?: SkillFields | undefined
  /** Approve what was rejected, too. */
  overrule?: boolean
}

/** Approves files that are as they were read, each for itself: what is wrong with one keeps none of the others back. */
export async function approveRaws(
  db: Db,
  decisions: readonly Decision[],
  p: ApprovalOptions & { actor: Editor },
): Promise<Map<string, ApprovalResult>> {
  const results = new Map<string, ApprovalResult>(decisions.map(({ id }) => [id, { outcome: 'missing' }]))
  const wanted = new Map(decisions.map(({ id, contentHash }) => [id, contentHash]))
  const ready: Measured[] = []
  for (const file of await measureRaws(db, [...wanted.keys()])) {
    const refusal = file.contentHash !== wanted.get(file.id) ? 'changed' : file.refusal
    if (refusal === null || (refusal === 'rejected' && p.overrule)) ready.push(file)
    else results.set(file.id, { outcome: refusal })
  }
  let isAway = false
  for (const page of inPages(ready, PAGE)) {
    const done: Map<string, ApprovalResult> | null = isAway
      ? null
      : await approvePage(db, page, p).catch(unlessDone(results))
    isAway ||= done === null
    for (const { id } of page) results.set(id, done?.get(id) ?? { outcome: 'unavailable' })
  }
  return results
}

/** Where the database goes away in the middle, what was done before has to be told. */
const unlessDone =
  (results: ReadonlyMap<string, ApprovalResult>) =>
  (error: unknown): null => {
    if (!isUnavailable(error) || ![...results.values()].some(isApproved)) throw error
    return null
  }

async function approvePage(
  db: Db,
  page: readonly Measured[],
  p: ApprovalOptions = {},
): Promise<Map<string, ApprovalResult>> {
  const results = new Map<string, ApprovalResult>(page.map(({ id }) => [id, { outcome: 'changed' }]))
  const seen = new Map(page.map(({ id, contentHash }) => [id, contentHash]))
  const bySource = new Map<string, ApprovedSkill[]>()
  for (const { raw, candidate } of await readForReview(db, [...seen.keys()])) {
    if (raw.contentHash !== seen.get(raw.id)) continue
    if (!candidate) results.set(raw.id, { outcome: 'unloadable' })
    else bySource.set(raw.sourceId, [...(bySource.get(raw.sourceId) ?? []), toApprove(raw, candidate, p)])
  }
  for (const [sourceId, skills] of bySource) {
    for (const { rawId, mustBeNew } of skills) if (mustBeNew) results.set(rawId, { outcome: 'taken' })
    for (const [id, result] of await approveOfSource(db, sourceId, skills, p)) results.set(id, result)
  }
  return results
}

/** A skill that is new has the slug of the owner and name that a reviewer gives it, and no other skill becomes it by that. */
function toApprove(
  { id, contentHash }: { id: string; contentHash: string | null },
  candidate: Candidate,
  { overrides = {}, overrule = false }: ApprovalOptions,
): ApprovedSkill {
  const { owner = candidate.owner, name = candidate.name } = overrides
  const slug = skillSlug(String(owner), String(name))
  const skill = { ...candidate, rawId: id, rawHash: contentHash, overrule }
  if (slug === candidate.slug) return skill
  const alternateSlug = candidate.alternateSlug.replace(candidate.slug, slug)
  return { ...skill, slug, alternateSlug, mustBeNew: true }
}

async function approveOfSource(
  db: Db,
  sourceId: string,
  skills: readonly ApprovedSkill[],
  { actor, overrides }: ApprovalOptions,
): Promise<Map<string, ApprovalResult>> {
  const { results, refused } = await attemptAll(skills, (part) =>
    approveSkills(db, sourceId, part, {
      categories: CATEGORY_SEEDS,
      seenSince: null,
      ...(actor && { actor }),
      ...(overrides && { overrides }),
    }),
  )
  return new Map<string, ApprovalResult>([
    ...results.flat().map((approval) => [approval.rawId, approval] as const),
    ...refused.map(({ item }) => [item.rawId, { outcome: 'refused' }] as const),
  ])
}
