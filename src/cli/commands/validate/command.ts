import { writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import * as z from 'zod'
import { baseName } from '../../../domain/files/base-name.ts'
import { type Validated, validateSkill } from '../../../intake/validate/validate-skill.ts'
import { validationSarif } from '../../../intake/validate/validation-sarif.ts'
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

/** Checks each skill below a folder, without a database. Fails for each that is not valid, or that a person would have to look at. */
export const validateCommand = defineCommand({
  input: Input,
  columns: { items: ['folder', 'valid', 'outcome', 'verdict'] },
  exitCode: ({ failed_total }) => (failed_total === 0 ? EXIT.succeeded : EXIT.partial),
  runOutside: check,
})

async function check(ctx: ClientContext, { dir, sarif }: Input): Promise<void> {
  const { tally } = ctx
  const found = (await findSkillFiles(dir, (fault) => tally.warnings.push(fault))).slice(0, ctx.limit)
  if (found.length === 0) throw new Refused(`<dir>: there is no SKILL.md in ${dir}`)
  tally.total = found.length
  const items: Validated[] = []
  for (const { path } of found) {
    if (!ctx.mayGoOn()) break
    const own = baseName(path)
    const folder = path.slice(0, -own.length).replace(/\/$/, '')
    const name = basename(resolve(dir, folder))
    const item = await validateSkill(await listFolder(dir, join(dir, folder)), { folder, name, own })
    items.push(item)
    const fault = faultOf(item)
    if (fault === null) tally.success()
    else tally.failure(item.folder, fault)
  }
  tally.details = { valid: items.every(({ valid }) => valid), items }
  // A dry run writes nothing.
  if (sarif && !ctx.dryRun)
    writeFileSync(sarif, JSON.stringify(validationSarif(items, (folder) => inRepository(dir, folder))))
}

/** The first thing to mend, in words. Null if there is none. */
function faultOf({ file, findings, scan_findings: [worst], outcome, verdict }: Validated): string | null {
  const error = findings.find(({ severity }) => severity === 'error')
  if (error)
    return `${error.file ?? file}${error.line === null ? '' : `:${error.line}`}: ${error.message} (${error.rule})`
  if (verdict !== 'pass' && worst) return `${worst.file}:${worst.line}: ${worst.why} ${worst.fix} (${worst.rule})`
  return outcome === 'listed' ? null : 'It would wait for a review.'
}
