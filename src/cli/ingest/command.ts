import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { z } from 'zod'
import type { Db } from '../../db/connect.ts'
import { type ApprovedSkill, approveSkills } from '../../db/queries/approve-skills.ts'
import { findRawHashes, type RawState, type StoredRaw, storeRawSkills } from '../../db/queries/raw-skills.ts'
import { ensureSource, findSource, readCategoryAliases, type Source } from '../../db/queries/sources.ts'
import type { Origin } from '../../domain/candidate.ts'
import { CATEGORIES } from '../../domain/category.ts'
import { type CommandContext, defineCommand } from '../command.ts'
import { type ReadSkill, readSkill } from './read-skill.ts'
import { IngestReport } from './report.ts'
import { findSkillFiles, inPages, type SkillFile } from './walk.ts'

const Input = z.object({
  dir: z.string().refine((dir) => statSync(dir, { throwIfNoEntry: false })?.isDirectory() === true, 'is no folder'),
  source: z.string().trim().min(1).max(200),
  owner: z.string().trim().min(1).max(100).optional(),
  repo: z
    .string()
    .regex(/^[\w.-]+\/[\w.-]+$/, 'must read OWNER/REPO')
    .max(300)
    .optional(),
  approve: z.boolean().default(false),
})

const LEASE_SECONDS = 300

const CATEGORY_SEEDS = CATEGORIES.map(({ key, name, description }, sortOrder) => ({
  key,
  name,
  description,
  sortOrder,
}))

export const ingestCommand = defineCommand({
  name: 'ingest',
  summary: 'store every SKILL.md below a folder as a raw skill, and with --approve list what can be loaded',
  args: [['<dir>', 'the folder; SKILL.md files at any depth, links not followed']],
  options: [
    ['--source <name>', 'the skill source that the files belong to (required; made where it is missing)'],
    ['--owner <name>', 'who publishes the skills; else the owner of --repo, else the source'],
    ['--repo <owner/repo>', 'the GitHub repository that the folder is a checkout of: gives each file its address'],
    ['--approve', 'turn the files that can be loaded into skills of the catalogue'],
  ],
  input: Input,
  byOrg: false,
  lease: ({ source }) => ({ scope: source.slice(0, 100), seconds: LEASE_SECONDS }),
  run: ingest,
})

async function ingest(ctx: CommandContext, input: z.output<typeof Input>): Promise<void> {
  const { tally } = ctx
  const root = resolve(input.dir)
  const files = (await findSkillFiles(root, (fault) => tally.warnings.push(fault))).slice(0, ctx.limit)
  tally.total = files.length
  if (files.length === 0) tally.warnings.push('There is no SKILL.md below this folder.')

  const source = ctx.dryRun
    ? await findSource(ctx.db, { name: input.source })
    : await ensureSource(ctx.db, { name: input.source, type: 'folder' })
  const origin: Origin = {
    owner: input.owner ?? input.repo?.split('/')[0] ?? input.source,
    repo: input.repo ?? null,
    aliases: source ? await readCategoryAliases(ctx.db, source.id) : new Map(),
  }
  const report = new IngestReport(ctx)
  for (const page of inPages(files)) {
    if (!ctx.mayGoOn()) break
    const skills = await readPage(root, page, origin, report)
    if (ctx.dryRun) await comparePage(ctx.db, source, skills, input.approve, report)
    else if (source) await storePage(ctx.db, source, skills, input.approve, report)
    await ctx.renew()
  }
}

async function readPage(
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

/** Stores a page; where that fails, each of its files alone, so that one bad file does not cost its neighbours. */
async function storePage(
  db: Db,
  source: Source,
  skills: readonly ReadSkill[],
  approve: boolean,
  report: IngestReport,
): Promise<void> {
  if (skills.length === 0) return
  try {
    const stored = await storeRawSkills(
      db,
      source.id,
      skills.map((skill) => skill.raw),
    )
    const waiting = approve ? awaitingApproval(skills, stored) : []
    const approved = await approveSkills(db, source.id, waiting, CATEGORY_SEEDS)
    report.stored(skills, new Map(stored.map((raw) => [raw.externalId, raw.state])), approved)
  } catch (error) {
    const [only] = skills
    if (skills.length === 1 && only) report.failed(only.path, error)
    else for (const skill of skills) await storePage(db, source, [skill], approve, report)
  }
}

/** What storing the page would do, from what is stored. */
async function comparePage(
  db: Db,
  source: Source | null,
  skills: readonly ReadSkill[],
  approve: boolean,
  report: IngestReport,
): Promise<void> {
  const ids = skills.map((skill) => skill.raw.externalId)
  const known = source ? await findRawHashes(db, source.id, ids) : new Map<string, never>()
  const stateOf = ({ raw }: ReadSkill): RawState => {
    const before = known.get(raw.externalId)
    if (!before) return 'created'
    return before.contentHash === raw.contentHash ? 'unchanged' : 'changed'
  }
  const states = new Map(skills.map((skill) => [skill.raw.externalId, stateOf(skill)]))
  const pending = skills.filter(
    (skill) =>
      skill.candidate &&
      (states.get(skill.raw.externalId) !== 'unchanged' || known.get(skill.raw.externalId)?.status === 'new'),
  )
  const created = pending.filter((skill) => states.get(skill.raw.externalId) === 'created').length
  report.stored(skills, states, approve ? { created, updated: pending.length - created } : { created: 0, updated: 0 })
}

/** The loadable files of a page that nobody has decided on. */
function awaitingApproval(skills: readonly ReadSkill[], stored: readonly StoredRaw[]): ApprovedSkill[] {
  const byId = new Map(stored.map((raw) => [raw.externalId, raw]))
  return skills.flatMap(({ raw, candidate }) => {
    const row = byId.get(raw.externalId)
    return candidate && row?.status === 'new' ? [{ ...candidate, rawId: row.rawId }] : []
  })
}
