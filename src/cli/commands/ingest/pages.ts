import { basename, dirname, join } from 'node:path'
import type { SeenSince } from '../../../db/catalogue/approval-targets.ts'
import { type Approval, approveSkills } from '../../../db/catalogue/approve-skills.ts'
import type { Db } from '../../../db/connect.ts'
import { attemptAll } from '../../../db/halve.ts'
import type { Source } from '../../../db/intake/ensure-source.ts'
import { findRawHashes, type RawState, storeRawSkills } from '../../../db/intake/raw-skills.ts'
import { readGate } from '../../../db/trust/gate.ts'
import type { Origin } from '../../../domain/catalogue/candidate.ts'
import { CATEGORY_SEEDS } from '../../../domain/catalogue/categories.ts'
import { type ReadFolder, readFolder } from '../../../intake/folders/found-folder.ts'
import { describeFolders, scanFolders, uploadFolders } from '../../../intake/folders/upload-folders.ts'
import type { CommandContext } from '../../runner/command.ts'
import { keepBytes } from './keep-bytes.ts'
import { listFolder } from './list-folder.ts'
import { type ReadSkill, readSkill } from './read-skill.ts'
import type { IngestReport } from './report.ts'
import type { SkillFile } from './walk.ts'

/** A stored, valid file that nobody has approved or rejected. */
export type WaitingFile = SkillFile & { rawId: string; folderDigest: string }

/** Of the files of a page, until it is stored. */
const KEPT_BYTES = 8 * 1024 * 1024

/** A skill with its folder. Null if its file is too large to be a skill. */
type WholeSkill = ReadSkill & { whole: ReadFolder | null }

export async function readPage(
  root: string,
  page: readonly SkillFile[],
  origin: Origin,
  report: IngestReport,
): Promise<ReadSkill[]> {
  const skills: ReadSkill[] = []
  for (const file of page) {
    try {
      skills.push(await readSkill(root, file, origin))
    } catch (error) {
      report.failed(file.path, error)
    }
  }
  return skills
}

/**
 * Writes a page and reports each item that the database refuses. Renews the lease before each write; the lease outlasts the
 * time limit of a statement, so nobody else writes meanwhile.
 */
async function writePage<T extends { path: string }>(
  ctx: CommandContext,
  page: readonly T[],
  report: IngestReport,
  write: (page: readonly T[]) => Promise<void>,
): Promise<void> {
  const { refused } = await attemptAll(page, async (part) => {
    await ctx.renew()
    await write(part)
  })
  for (const { item, error } of refused) report.failed(item.path, error)
}

/** Reads the folder of each skill. One that cannot be read is reported. */
async function readFolders(root: string, skills: readonly ReadSkill[], report: IngestReport): Promise<WholeSkill[]> {
  const whole: WholeSkill[] = []
  const room = { bytes: KEPT_BYTES }
  for (const skill of skills) {
    try {
      const own = { name: basename(skill.path), sha256: skill.raw.contentHash }
      const isTooLarge = skill.raw.content === null
      const found = isTooLarge ? null : await listFolder(root, join(root, dirname(skill.path)))
      const read = found && (await readFolder(keepBytes(found, room), own))
      const { digest: folderDigest, findings: folderFindings } = read?.folder ?? {}
      whole.push({ ...skill, raw: { ...skill.raw, folderDigest, folderFindings }, whole: read })
    } catch (error) {
      report.failed(skill.path, error)
    }
  }
  return whole
}

/** Stores a page as raw skills with their folders. Returns the files that wait for approval. */
export async function storePage(
  ctx: CommandContext,
  source: Source,
  skills: readonly ReadSkill[],
  p: { root: string; approve: boolean; report: IngestReport },
): Promise<WaitingFile[]> {
  const waiting: WaitingFile[] = []
  await writePage(ctx, await readFolders(p.root, skills, p.report), p.report, async (page) => {
    const whole = page.flatMap((skill) => skill.whole ?? [])
    await uploadFolders({ db: ctx.db }, whole, ctx.renew)
    const raws = page.map(({ raw }) => raw)
    const folders = whole.map(({ folder }) => folder)
    const rows = await storeRawSkills(ctx.db, source.id, raws, folders)
    await describeFolders({ db: ctx.db }, whole)
    await scanFolders({ db: ctx.db }, whole)
    const stored = new Map(rows.map((raw) => [raw.externalId, raw]))
    for (const skill of page) {
      const row = stored.get(skill.raw.externalId)
      const folder = skill.whole?.folder
      const isWaiting = p.approve && skill.candidate !== null && folder !== undefined && row?.status === 'new'
      if (isWaiting) waiting.push({ path: skill.path, size: skill.size, rawId: row.rawId, folderDigest: folder.digest })
      if (row) p.report.stored(skill, row.state, { isDone: !isWaiting, ofFolder: folder?.findings ?? [] })
    }
  })
  return waiting
}

/** Who approves files with a warning here: whoever has the database. */
const OPERATOR = { name: 'ops ingest', requestId: null }
const ACCEPTED = 'Approved with --approve-warned.'

/** Turns a page of stored files into skills. Those with a warning stay where they are, unless `approveWarned` takes the risk. */
export async function approvePage(
  ctx: CommandContext,
  source: Source,
  page: readonly WaitingFile[],
  p: { skills: readonly ReadSkill[]; seenSince: SeenSince; report: IngestReport; approveWarned: boolean },
): Promise<void> {
  const waiting = new Map(page.map((file) => [file.path, file]))
  await writePage(ctx, p.skills, p.report, async (skills) => {
    const candidates = skills.flatMap(({ path, raw, candidate }) => {
      const file = waiting.get(path)
      if (!candidate || !file) return []
      return [{ ...candidate, rawId: file.rawId, rawHash: raw.contentHash, rawDigest: file.folderDigest }]
    })
    const gate = await readGate(ctx.db, source.id, candidates)
    const open = candidates.filter((skill) => {
      const file = gate.get(skill.rawId)
      const isOut = !file?.verdict || file.verdict === 'malicious' || (file.isHeld && !p.approveWarned)
      if (file && (isOut || file.isHeld)) p.report.warned(skill.skillPath, file.verdict, !isOut)
      return !isOut
    })
    const approved = await approveSkills(ctx.db, source.id, open, {
      categories: CATEGORY_SEEDS,
      seenSince: p.seenSince,
      ...(p.approveWarned && { acceptance: { by: OPERATOR, reason: ACCEPTED } }),
    })
    p.report.approved(approved, skills.length)
  })
}

/** Reports what storing and approving the page would do, by comparing it with the stored files. */
export async function comparePage(
  db: Db,
  source: Source | null,
  read: readonly ReadSkill[],
  p: { root: string; approve: boolean; report: IngestReport },
): Promise<void> {
  const skills = await readFolders(p.root, read, p.report)
  const ids = skills.map((skill) => skill.raw.externalId)
  const known = source ? await findRawHashes(db, source.id, ids) : new Map<string, never>()
  const approvals: Pick<Approval, 'outcome'>[] = []
  for (const skill of skills) {
    const before = known.get(skill.raw.externalId)
    const { contentHash, folderDigest } = skill.raw
    const hasChanged = before?.contentHash !== contentHash || before.folderDigest !== (folderDigest ?? null)
    const state: RawState = !before ? 'created' : hasChanged ? 'changed' : 'unchanged'
    if (p.approve && skill.candidate && (state !== 'unchanged' || before?.status === 'new'))
      approvals.push({ outcome: before?.hasSkill ? 'updated' : 'created' })
    p.report.stored(skill, state, { isDone: true, ofFolder: skill.whole?.folder.findings ?? [] })
  }
  p.report.approved(approvals, 0)
}
