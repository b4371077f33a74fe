import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { type Scan, VERDICTS } from '../../../domain/trust/report.ts'
import { scanSarif } from '../../../domain/trust/sarif.ts'
import { type ScannedFile, scanFolder } from '../../../domain/trust/scan-folder.ts'
import { isFolder } from '../../../local/is-folder.ts'
import { type ClientContext, defineCommand, Refused } from '../../runner/command.ts'
import { EXIT } from '../../runner/exit-code.ts'
import { inRepository } from '../../runner/in-repository.ts'
import { OutputFile } from '../../runner/output-file.ts'
import { listFolder } from '../ingest/list-folder.ts'
import { findSkillFiles } from '../ingest/walk.ts'

const Input = z.object({
  dir: z.string().refine(isFolder, 'must be a folder'),
  sarif: OutputFile.optional(),
})
type Input = z.output<typeof Input>

type Item = { folder: string } & Pick<Scan, 'verdict' | 'risk' | 'findings' | 'coverage'>

/** Scans each folder with a SKILL.md below a folder, without a database. Fails for each that a person should look at. */
export const scanCommand = defineCommand({
  input: Input,
  columns: { items: ['folder', 'verdict'] },
  exitCode: ({ failed_total }) => (failed_total === 0 ? EXIT.succeeded : EXIT.partial),
  runOutside: scan,
})

async function scan(ctx: ClientContext, { dir, sarif }: Input): Promise<void> {
  const { tally } = ctx
  const found = await findSkillFiles(dir, (fault) => tally.warnings.push(fault))
  const folders = [...new Set(found.map(({ path }) => path.split('/').slice(0, -1).join('/')))].slice(0, ctx.limit)
  if (folders.length === 0) throw new Refused(`<dir>: there is no SKILL.md in ${dir}`)
  tally.total = folders.length
  const items: Item[] = []
  for (const folder of folders) {
    if (!ctx.mayGoOn()) break
    const { verdict, risk, findings, coverage } = scanFolder(await filesOf(dir, folder, tally.warnings))
    items.push({ folder: folder || '.', verdict, risk, findings, coverage })
    if (verdict === 'pass') tally.success()
    else tally.failure(folder || '.', reasonOf(findings))
  }
  const count = (verdict: string) => items.filter((item) => item.verdict === verdict).length
  tally.items = items
  tally.details = { verdicts: Object.fromEntries(VERDICTS.map((verdict) => [verdict, count(verdict)])) }
  // A dry run writes nothing.
  if (sarif && !ctx.dryRun) {
    const scans = items.map(({ folder, findings }) => ({ prefix: inRepository(dir, folder), findings }))
    writeFileSync(sarif, JSON.stringify(scanSarif(scans)))
  }
}

async function filesOf(dir: string, folder: string, warnings: string[]): Promise<ScannedFile[]> {
  const { files, missing = [] } = await listFolder(dir, join(dir, folder))
  for (const { message, path } of missing) warnings.push(`${join(folder, path ?? '')}: ${message}`)
  return Promise.all(files.map(async ({ path, mode, read }) => ({ path, mode, bytes: await read() })))
}

/** The worst finding, in words. */
function reasonOf(findings: Scan['findings']): string {
  const [worst] = findings
  if (!worst) return 'It needs a review.'
  return `${worst.rule} (${worst.severity}, ${worst.confidence} confidence) in ${worst.file}:${worst.line}: ${worst.excerpt}`
}
