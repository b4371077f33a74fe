import { resolve } from 'node:path'
import * as z from 'zod'
import { databaseTime } from '../../../db/clock.ts'
import { readCategoryAliases } from '../../../db/intake/category-aliases.ts'
import { rememberLicense } from '../../../db/intake/crawling/remember-license.ts'
import { ensureSource, findSource, type Source } from '../../../db/intake/ensure-source.ts'
import { keepSearchCurrent } from '../../../db/search/keep-current.ts'
import type { Origin } from '../../../domain/catalogue/candidate.ts'
import type { PublisherName } from '../../../domain/catalogue/publisher.ts'
import { inPages } from '../../../domain/text/in-pages.ts'
import { readAhead } from '../../../domain/text/read-ahead.ts'
import { runAllConcurrently } from '../../../domain/text/run-concurrently.ts'
import { isFolder } from '../../../local/is-folder.ts'
import { type CommandContext, defineCommand } from '../../runner/command.ts'
import { readRepositoryLicence } from './licence-files.ts'
import { approvePage, comparePage, readPage, storePage } from './pages.ts'
import type { ReadSkill } from './read-skill.ts'
import { IngestReport } from './report.ts'
import { findSkillFiles, type SkillFile } from './walk.ts'

const Input = z
  .object({
    dir: z.string().refine(isFolder, 'is not a folder that can be read'),
    source: z.string().trim().min(1).max(200),
    owner: z.string().trim().min(1).max(100).optional(),
    repo: z
      .string()
      .regex(/^[\w.-]+\/[\w.-]+$/, 'must have the form OWNER/REPO')
      .max(300)
      .optional(),
    approve: z.boolean().default(false),
    approveWarned: z.boolean().default(false),
  })
  .refine(({ approve, approveWarned }) => approve || !approveWarned, {
    path: ['approveWarned'],
    message: 'goes with --approve only',
  })

const LEASE_SECONDS = 300
const PAGE = { items: 50, bytes: 2 * 1024 * 1024 }
/** Files of one page are read and described while the database stores those of another. */
const PAGES_AT_ONCE = 2

export const ingestCommand = defineCommand({
  input: Input,
  lease: ({ source }) => ({ scope: source.slice(0, 100), seconds: LEASE_SECONDS }),
  run: ingest,
})

async function ingest(ctx: CommandContext, input: z.output<typeof Input>): Promise<void> {
  const { tally } = ctx
  const root = resolve(input.dir)
  const unread: string[] = []
  const found = await findSkillFiles(root, (fault) => unread.push(fault))
  tally.warnings.push(...unread)
  const files = found.slice(0, ctx.limit)
  tally.total = files.length
  if (found.length === 0) tally.warnings.push('There is no SKILL.md below this folder.')

  const source = ctx.dryRun
    ? await findSource(ctx.db, input.source)
    : await ensureSource(ctx.db, { name: input.source, type: 'folder' })
  const license = input.repo === undefined ? null : await readRepositoryLicence(root)
  if (input.repo !== undefined && license !== null && !ctx.dryRun) await rememberLicense(ctx.db, input.repo, license)
  const origin: Origin = {
    publisher: publisherOf(input),
    repo: input.repo ?? null,
    license,
    aliases: source ? await readCategoryAliases(ctx.db, source.id) : new Map(),
  }
  const report = new IngestReport(ctx)
  const read = (page: readonly SkillFile[]) => readPage(root, page, origin, report)
  if (ctx.dryRun) return rehearse(ctx, source, files, { read, root, approve: input.approve, report })
  if (!source) return

  // Store all files before approving any: if a skill's file is missing by then and its name appears elsewhere, it has moved.
  const startedAt = await databaseTime(ctx.db)
  const stored = await runAllConcurrently([...inPages(files, PAGE)], PAGES_AT_ONCE, async (page) =>
    ctx.mayGoOn() ? storePage(ctx, source, await read(page), { root, approve: input.approve, report }) : [],
  )
  // What could not be read may still be there.
  const isWhole = files.length === found.length && unread.length === 0 && tally.errors.length === 0
  const seenSince = isWhole && ctx.mayGoOn() ? startedAt : null
  for await (const { item: page, result: skills } of readAhead(inPages(stored.flat(), PAGE), read)) {
    if (!ctx.mayGoOn()) break
    await approvePage(ctx, source, page, { skills, seenSince, report, approveWarned: input.approveWarned })
  }
  await keepSearchCurrent(ctx.db, ctx.mayGoOn)
}

function publisherOf({ owner, repo, source }: z.output<typeof Input>): PublisherName {
  if (repo === undefined) return { kind: 'local', name: owner ?? source }
  return owner === undefined ? { kind: 'github', name: repo.split('/')[0] ?? '' } : { kind: null, name: owner }
}

async function rehearse(
  ctx: CommandContext,
  source: Source | null,
  files: readonly SkillFile[],
  p: {
    read: (page: readonly SkillFile[]) => Promise<ReadSkill[]>
    root: string
    approve: boolean
    report: IngestReport
  },
): Promise<void> {
  for (const page of inPages(files, PAGE)) {
    if (!ctx.mayGoOn()) break
    await comparePage(ctx.db, source, await p.read(page), p)
  }
}
