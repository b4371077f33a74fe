import { readFileSync, writeFileSync } from 'node:fs'
import { basename, relative, sep } from 'node:path'
import * as z from 'zod'
import { isAsBadAs, LEVELS } from '../../../domain/audit/rules.ts'
import { sarifOf } from '../../../domain/audit/sarif.ts'
import { type ClientContext, defineCommand, Refused } from '../../runner/command.ts'
import { Origin } from '../../runner/origin.ts'
import { OutputFile } from '../../runner/output-file.ts'
import { type Answer, askForAudit } from './ask.ts'

const Input = z.object({
  lockfile: z.string().min(1, 'must not be empty'),
  from: Origin,
  failOn: z.enum(LEVELS, `must be one of: ${LEVELS.join(', ')}`).default('error'),
  sarif: OutputFile.optional(),
})
type Input = z.output<typeof Input>

/** Asks a registry how the skills of a lockfile stand. Fails for each that has a finding as bad as --fail-on, or worse. */
export const auditCommand = defineCommand({
  input: Input,
  columns: { entries: ['name', 'level', 'version', 'latest', 'matched_by', 'findings'] },
  runOutside: audit,
})

async function audit(ctx: ClientContext, { lockfile, from, failOn, sarif }: Input): Promise<void> {
  const { tally } = ctx
  const { format, summary, entries: all } = await askForAudit(ctx, from, readText(lockfile))
  const entries = all.slice(0, ctx.limit)
  tally.total = entries.length
  tally.details = {
    ...{ format, level: summary.level, fail_on: failOn, found: summary.found, rules: withoutZeros(summary.rules) },
    entries: entries.map(shown),
  }
  // A dry run writes nothing.
  if (sarif && !ctx.dryRun)
    writeFileSync(sarif, JSON.stringify(sarifOf({ file: inRepository(lockfile), registry: from, entries })))
  for (const { name, level, findings } of entries) {
    if (!ctx.mayGoOn()) return
    const faults = findings.filter((finding) => isAsBadAs(finding.level, failOn))
    if (isAsBadAs(level, failOn)) tally.failure(name, faults.map(({ message }) => message).join(' '))
    else tally.success()
  }
}

function readText(lockfile: string): string {
  try {
    return readFileSync(lockfile, 'utf8')
  } catch (error) {
    throw new Refused(`<lockfile>: cannot read ${lockfile}: ${error instanceof Error ? error.message : error}`)
  }
}

/** The path from the working folder, which is the root of the repository in a workflow. */
function inRepository(lockfile: string): string {
  const path = relative(process.cwd(), lockfile).split(sep).join('/')
  return path.startsWith('../') ? basename(lockfile) : path
}

const withoutZeros = (counts: Record<string, number>) =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0))

const shown = ({ name, level, version, latest_version: latest, matched_by, findings }: Answer['entries'][number]) => ({
  ...{ name, level, version, latest, matched_by },
  findings: findings.map(({ rule }) => rule),
})
