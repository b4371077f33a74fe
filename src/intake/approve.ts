import type { Editor } from '../db/accounts/record-audit.ts'
import type { SkillFields } from '../db/catalogue/admin-skills.ts'
import type { ApprovedSkill } from '../db/catalogue/approval-targets.ts'
import { type Approval, approveSkills } from '../db/catalogue/approve-skills.ts'
import type { Db } from '../db/connect.ts'
import { isUnavailable } from '../db/errors.ts'
import { attemptAll } from '../db/halve.ts'
import { findApprovalTargets } from '../db/intake/admin-raw-skills.ts'
import { type Decision, listOtherwiseLicensed, listWaiting, type Measured, measureRaws } from '../db/intake/review.ts'
import type { Candidate } from '../domain/catalogue/candidate.ts'
import { CATEGORY_SEEDS } from '../domain/catalogue/categories.ts'
import { namedPublisher } from '../domain/catalogue/publisher.ts'
import { nameSlug } from '../domain/catalogue/slug.ts'
import { inPages } from '../domain/text/in-pages.ts'
import { type Reviewed, readForReview } from './read-for-review.ts'

/**
 * Why a file was not approved. `rejected`: an admin rejected it. `unloadable`: it has nothing to load or was not kept.
 * `taken`: the given owner has another skill of that name. `refused`: the database refused its values. `unavailable`: the
 * database went away.
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
/** `skillId` is null if a dry run would create the skill. */
export type ApprovalResult = (Omit<Approval, 'skillId'> & { skillId: string | null }) | { outcome: ApprovalRefusal }

/** The most that one answer of the database carries. */
const PAGE = { items: 50, bytes: 2 * 1024 * 1024 }
const FILES_PER_QUERY = 1000

/**
 * Approves every waiting file of a source that was parsed without faults (`ok`), page by page, until `mayGoOn` returns
 * false.
 */
export const approveWaiting = (db: Db, sourceId: string, mayGoOn: () => boolean): Promise<{ approved: number }> =>
  approveListed(db, (p) => listWaiting(db, sourceId, p), mayGoOn)

/**
 * Approves skills again whose repository's licence has changed. A licence that was withdrawn also withdraws the text.
 */
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
    const listed = await list({ after, limit: FILES_PER_QUERY })
    for (const page of inPages(listed, PAGE)) {
      if (!mayGoOn()) return { approved }
      approved += [...(await approvePage(db, page)).values()].filter(isApproved).length
    }
    after = listed.at(-1)?.id ?? null
    if (listed.length < FILES_PER_QUERY) break
  }
  return { approved }
}

type Approved = Extract<ApprovalResult, { skillId: unknown }>

export const isApproved = (result: ApprovalResult | undefined): result is Approved =>
  result !== undefined && 'skillId' in result

type ApprovalOptions = {
  /** Approves nothing, and returns what would come of it. */
  dryRun?: boolean
  editor?: Editor
  overrides?: SkillFields | undefined
  /** Also approves files that were rejected. */
  overrule?: boolean
}

/** Approves files if they are unchanged since they were read. A file that fails does not affect the others. */
export async function approveRaws(
  db: Db,
  decisions: readonly Decision[],
  p: ApprovalOptions & { editor: Editor },
): Promise<Map<string, ApprovalResult>> {
  const results = new Map<string, ApprovalResult>(decisions.map(({ id }) => [id, { outcome: 'missing' }]))
  const wanted = new Map(decisions.map((decision) => [decision.id, decision]))
  const ready: Measured[] = []
  for (const file of await measureRaws(db, [...wanted.keys()])) {
    const refusal = !isEqual(file, wanted.get(file.id)) ? 'changed' : file.refusal
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

type Read = Pick<Decision, 'contentHash' | 'folderDigest'>

/** True if both were read in the same version. */
const isEqual = (a: Read, b: Read | undefined): boolean =>
  a.contentHash === b?.contentHash && (a.folderDigest ?? null) === (b.folderDigest ?? null)

/** If the database goes away after some files were approved, the caller still needs their results. */
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
  const seen = new Map(page.map((file) => [file.id, file]))
  const reviewed = await readForReview(db, [...seen.keys()])
  const asSeen = reviewed.filter(({ raw }) => isEqual(raw, seen.get(raw.id)))
  for (const [id, result] of await approveReviewed(db, asSeen, p)) results.set(id, result)
  return results
}

/** Approves files that have just been read. One that has changed or was decided on since then has no result. */
export async function approveReviewed(
  db: Db,
  reviewed: readonly Reviewed[],
  p: ApprovalOptions = {},
): Promise<Map<string, ApprovalResult>> {
  const results = new Map<string, ApprovalResult>()
  const bySource = new Map<string, ApprovedSkill[]>()
  for (const { raw, candidate } of reviewed) {
    if (!candidate) results.set(raw.id, { outcome: 'unloadable' })
    else bySource.set(raw.sourceId, [...(bySource.get(raw.sourceId) ?? []), toApprove(raw, candidate, p)])
  }
  for (const [sourceId, skills] of bySource) {
    for (const { rawId, mustBeNew } of skills) if (mustBeNew) results.set(rawId, { outcome: 'taken' })
    const done = p.dryRun ? await targetsOfSource(db, sourceId, skills) : await approveOfSource(db, sourceId, skills, p)
    for (const [id, result] of done) results.set(id, result)
  }
  return results
}

/**
 * A reviewer may name another publisher by its handle, or another name. A new skill gets its slug from them; the file must
 * not take over an existing skill.
 */
function toApprove(
  { id, contentHash, folderDigest }: Decision,
  candidate: Candidate,
  { overrides = {}, overrule = false }: ApprovalOptions,
): ApprovedSkill {
  const { owner, name } = overrides
  const isOther = typeof owner === 'string' && owner.toLowerCase() !== candidate.publisherName.toLowerCase()
  const skill = {
    ...candidate,
    ...(isOther && namedPublisher({ kind: null, name: owner })),
    ...(typeof name === 'string' && { nameSlug: nameSlug(name) }),
  }
  return {
    ...skill,
    rawId: id,
    rawHash: contentHash,
    rawDigest: folderDigest ?? null,
    overrule,
    mustBeNew: isOther || skill.nameSlug !== candidate.nameSlug,
  }
}

async function targetsOfSource(
  db: Db,
  sourceId: string,
  skills: readonly ApprovedSkill[],
): Promise<Map<string, ApprovalResult>> {
  const targets = await findApprovalTargets(db, sourceId, skills)
  return new Map(
    targets.map(({ rawId, slug, owner, skill }) => [
      rawId,
      { rawId, slug, owner, skillId: skill?.id ?? null, outcome: skill ? ('updated' as const) : ('created' as const) },
    ]),
  )
}

async function approveOfSource(
  db: Db,
  sourceId: string,
  skills: readonly ApprovedSkill[],
  { editor, overrides }: ApprovalOptions,
): Promise<Map<string, ApprovalResult>> {
  const { results, refused } = await attemptAll(skills, (part) =>
    approveSkills(db, sourceId, part, {
      categories: CATEGORY_SEEDS,
      seenSince: null,
      ...(editor && { editor }),
      ...(overrides && { overrides }),
    }),
  )
  return new Map<string, ApprovalResult>([
    ...results.flat().map((approval) => [approval.rawId, approval] as const),
    ...refused.map(({ item }) => [item.rawId, { outcome: 'refused' }] as const),
  ])
}
