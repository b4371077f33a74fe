import type { Editor } from '../db/accounts/record-audit.ts'
import type { SkillFields } from '../db/catalogue/admin-skills.ts'
import type { ApprovedSkill } from '../db/catalogue/approval-targets.ts'
import { type Approval, approveSkills } from '../db/catalogue/approve-skills.ts'
import type { Db } from '../db/connect.ts'
import { isUnavailable } from '../db/errors.ts'
import { attemptAll } from '../db/halve.ts'
import { findApprovalTargets } from '../db/intake/admin-raw-skills.ts'
import { type Decision, listOtherwiseLicensed, listWaiting, type Measured, measureRaws } from '../db/intake/review.ts'
import { type AtGate, readGate } from '../db/trust/gate.ts'
import type { Candidate } from '../domain/catalogue/candidate.ts'
import { CATEGORY_SEEDS } from '../domain/catalogue/categories.ts'
import { namedPublisher } from '../domain/catalogue/publisher.ts'
import { nameSlug } from '../domain/catalogue/slug.ts'
import { inPages } from '../domain/text/in-pages.ts'
import type { ShownVerdict } from '../domain/trust/decisions.ts'
import { type Waiting, whyItWaits } from '../domain/trust/gate.ts'
import type { FilePlace } from '../files/file-place.ts'
import { type Reviewed, readForReview } from './read-for-review.ts'
import { scanFirst } from './scan-first.ts'

/**
 * Why a file was not approved. `rejected`: an admin rejected it. `unloadable`: it has nothing to load or was not kept.
 * `taken`: the given owner has another skill of that name. `refused`: the database refused its values. `unavailable`: the
 * database went away. `malicious`: a reviewer calls it so. `warned`: it has a warning, which nobody has accepted. `waiting`: it must not
 * go out without a person.
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
  | 'malicious'
  | 'warned'
  | 'waiting'
/** `skillId` is null if a dry run would create the skill. `verdict` is null if it has not been scanned. */
export type ApprovalResult =
  | (Omit<Approval, 'skillId'> & { skillId: string | null; verdict: ShownVerdict | null })
  | { outcome: ApprovalRefusal; why?: Waiting }

/** The most that one answer of the database carries. */
const PAGE = { items: 50, bytes: 2 * 1024 * 1024 }
const FILES_PER_QUERY = 1000

/**
 * Approves every waiting file of a source that was parsed without faults (`ok`), page by page, until `mayGoOn` returns
 * false. What must not go out without a person stays where it is: with `mustPass`, all that the rules are not sure of.
 */
export const approveWaiting = (
  at: FilePlace,
  sourceId: string,
  mayGoOn: () => boolean,
  { mustPass = false } = {},
): Promise<{ approved: number }> =>
  approveListed(at, (p) => listWaiting(at.db, sourceId, p), mayGoOn, { byItself: true, mustPass })

/** Why files that were parsed without faults wait for a person, by their ids: at most a thousand of a source. */
export async function explainWaiting(at: FilePlace, sourceId: string): Promise<Map<string, ApprovalResult>> {
  const listed = await listWaiting(at.db, sourceId, { after: null, limit: FILES_PER_QUERY })
  const pages: Map<string, ApprovalResult>[] = []
  for (const page of inPages(listed, PAGE))
    pages.push(await approvePage(at, page, { dryRun: true, byItself: true, mustPass: true }))
  return new Map(pages.flatMap((page) => [...page]))
}

/**
 * Approves skills again whose repository's licence has changed. A licence that was withdrawn also withdraws the text.
 */
export const relicense = (at: FilePlace, sourceId: string, mayGoOn: () => boolean): Promise<{ approved: number }> =>
  approveListed(at, (p) => listOtherwiseLicensed(at.db, sourceId, p), mayGoOn, { again: true })

async function approveListed(
  at: FilePlace,
  list: (p: { after: string | null; limit: number }) => Promise<Measured[]>,
  mayGoOn: () => boolean,
  p: ApprovalOptions,
): Promise<{ approved: number }> {
  let approved = 0
  let after: string | null = null
  while (mayGoOn()) {
    const listed = await list({ after, limit: FILES_PER_QUERY })
    for (const page of inPages(listed, PAGE)) {
      if (!mayGoOn()) return { approved }
      approved += [...(await approvePage(at, page, p)).values()].filter(isApproved).length
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
  /** Why a reviewer takes the risk of files with a warning. Without it, they are not approved. */
  acceptWarned?: string | undefined
  /** The files are what skills have been made of before. */
  again?: boolean
  /** No person has looked at the files. */
  byItself?: boolean
  /** Then only what the rules find nothing in is approved. */
  mustPass?: boolean
}

/** Approves files if they are unchanged since they were read. A file that fails does not affect the others. */
export async function approveRaws(
  at: FilePlace,
  decisions: readonly Decision[],
  p: ApprovalOptions & { editor: Editor },
): Promise<Map<string, ApprovalResult>> {
  const results = new Map<string, ApprovalResult>(decisions.map(({ id }) => [id, { outcome: 'missing' }]))
  const wanted = new Map(decisions.map((decision) => [decision.id, decision]))
  const ready: Measured[] = []
  for (const file of await measureRaws(at.db, [...wanted.keys()])) {
    const refusal = !isEqual(file, wanted.get(file.id)) ? 'changed' : file.refusal
    if (refusal === null || (refusal === 'rejected' && p.overrule)) ready.push(file)
    else results.set(file.id, { outcome: refusal })
  }
  let isAway = false
  for (const page of inPages(ready, PAGE)) {
    const done: Map<string, ApprovalResult> | null = isAway
      ? null
      : await approvePage(at, page, p).catch(unlessDone(results))
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
  at: FilePlace,
  page: readonly Measured[],
  p: ApprovalOptions,
): Promise<Map<string, ApprovalResult>> {
  const results = new Map<string, ApprovalResult>(page.map(({ id }) => [id, { outcome: 'changed' }]))
  const seen = new Map(page.map((file) => [file.id, file]))
  const reviewed = await readForReview(at.db, [...seen.keys()])
  const asSeen = reviewed.filter(({ raw }) => isEqual(raw, seen.get(raw.id)))
  if (!p.dryRun)
    await scanFirst(
      at,
      asSeen.map(({ raw }) => raw),
    )
  for (const [id, result] of await approveReviewed(at.db, asSeen, p)) results.set(id, result)
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
    const gate = await readGate(db, sourceId, skills)
    const open = skills.filter(({ rawId }) => {
      const refusal = refusalAt(gate.get(rawId), p)
      if (refusal) results.set(rawId, refusal)
      return refusal === null
    })
    const done = p.dryRun ? await targetsOfSource(db, sourceId, open) : await approveOfSource(db, sourceId, open, p)
    for (const [id, result] of done) {
      const verdict = gate.get(id)?.verdict ?? null
      results.set(id, 'skillId' in result ? { ...result, verdict } : result)
    }
  }
  return results
}

/** Why the gate does not let a file through. A file that has been approved before passes, whatever is said of it by now. */
function refusalAt(file: AtGate | undefined, p: ApprovalOptions): { outcome: ApprovalRefusal; why?: Waiting } | null {
  if (!file || p.again) return null
  if (file.verdict === 'malicious') return { outcome: 'malicious' }
  const why = p.byItself ? whyItWaits(file, file.before, p.mustPass) : null
  if (why !== null) return { outcome: 'waiting', why }
  return !p.byItself && file.isHeld && p.acceptWarned === undefined ? { outcome: 'warned' } : null
}

type Done = Omit<Approval, 'skillId'> & { skillId: string | null }

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

async function targetsOfSource(db: Db, sourceId: string, skills: readonly ApprovedSkill[]): Promise<Map<string, Done>> {
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
  { editor, overrides, acceptWarned }: ApprovalOptions,
): Promise<Map<string, Done | { outcome: 'refused' }>> {
  const { results, refused } = await attemptAll(skills, (part) =>
    approveSkills(db, sourceId, part, {
      categories: CATEGORY_SEEDS,
      seenSince: null,
      ...(editor && { editor }),
      ...(overrides && { overrides }),
      ...(editor && acceptWarned !== undefined && { acceptance: { by: editor, reason: acceptWarned } }),
    }),
  )
  return new Map<string, Done | { outcome: 'refused' }>([
    ...results.flat().map((approval) => [approval.rawId, approval] as const),
    ...refused.map(({ item }) => [item.rawId, { outcome: 'refused' }] as const),
  ])
}
