import { writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import type { z } from 'zod'
import { ConfigError, type JobSettings, readJobSettings } from '../../config.ts'
import type { Db } from '../../db/connect.ts'
import { describeError, jsonLog, type Log } from '../../log.ts'
import { postAlert } from '../../runs/post-alert.ts'
import { newRunId, reasonOf } from '../../runs/run-job.ts'
import { alertText } from './alert-text.ts'
import { type ClientContext, type Named, Refused } from './command.ts'
import { CommonInput } from './common-input.ts'
import type { RunnerDeps } from './deps.ts'
import type { CommandDescription, Flag } from './description.ts'
import { execute } from './execute.ts'
import { EXIT, exitCode } from './exit-code.ts'
import { maskSecrets } from './mask.ts'
import { showProgress } from './progress.ts'
import { stopRules } from './stop-rules.ts'
import type { Summary } from './summary.ts'
import { Tally } from './tally.ts'
import { openDatabase } from './target-database.ts'

/** Runs a command from its raw options to its exit code; the one JSON summary goes to standard output. No secret is in what it prints. */
export async function runCommand(
  { name, args = [], load }: CommandDescription,
  raw: Record<string, unknown>,
  to: RunnerDeps,
): Promise<number> {
  const mask = maskSecrets(to.settings)
  const deps = {
    ...to,
    stdout: (text: string) => to.stdout(mask(text)),
    stderr: (text: string) => to.stderr(mask(text)),
  }
  const startedAt = deps.clock()
  let alertTo: string | undefined
  try {
    const common = parse(CommonInput, raw, args)
    const command = { name, ...(await load()) }
    const input = parse(command.input, raw, args)
    if (!common.dryRun && command.alertTo)
      alertTo = command.alertTo(input) ?? jobSettings(deps.settings).ALERT_WEBHOOK_URL
    const { ctx, host, clear } = await prepare(command, common, startedAt, deps)
    await execute(command, input, ctx)
    clear()
    const summary = summarise(command, startedAt, ctx, host)
    const code = (command.exitCode ?? exitCode)(summary)
    ctx.log(code === EXIT.succeeded ? 'info' : 'error', 'command_ended', {
      target: host ?? command.name,
      status: STATUS[code],
      elapsed_ms: summary.duration_ms,
    })
    if (alertTo && code !== EXIT.succeeded) {
      const fault = await postAlert(alertTo, mask(alertText(summary)))
      if (fault) summary.warnings.push(fault)
    }
    deps.stdout(`${JSON.stringify(summary)}\n`)
    if (common.jsonOutput) writeFileSync(common.jsonOutput, mask(`${JSON.stringify(summary, null, 2)}\n`))
    return code
  } catch (error) {
    return tellRefusal(name, error, alertTo, { ...deps, mask })
  }
}

const STATUS: Record<number, string> = {
  [EXIT.succeeded]: 'succeeded',
  [EXIT.failed]: 'failed',
  [EXIT.partial]: 'partial',
}

async function tellRefusal(
  name: string,
  error: unknown,
  alertTo: string | undefined,
  { clock, stderr, mask }: RunnerDeps & { mask: (text: string) => string },
): Promise<number> {
  const isRefused = error instanceof Refused
  const told = isRefused ? { event: 'refused', message: error.message } : { event: 'crashed', ...describeError(error) }
  const alert = alertTo && (await postAlert(alertTo, mask(`${name} failed: ${reasonOf(error)}`)))
  const line = { ts: clock().toISOString(), level: 'error', script: name, ...told, ...(alert && { alert }) }
  stderr(`${JSON.stringify(line)}\n`)
  return isRefused ? EXIT.refused : EXIT.failed
}

type Prepared = {
  ctx: ClientContext & { db: Db | null }
  /** Of the database, without credentials; null: the command knows of none. */
  host: string | null
  /** Takes the progress line away. */
  clear: () => void
}

async function prepare(command: Named, common: CommonInput, startedAt: Date, deps: RunnerDeps): Promise<Prepared> {
  const runId = newRunId(startedAt, deps.random)
  const progress = showProgress(deps.stderr)
  const tally = new Tally(progress.step)
  const target = 'runOutside' in command ? null : await openDatabase(deps.settings, command)
  const isGuarded = target !== null && !target.isLocal && !common.yes && !('runOutside' in command || command.readsOnly)
  if (isGuarded && !common.dryRun)
    tally.warnings.push(`${target.host} is not on this machine: this was a dry run. Add --yes to write.`)
  const ctx = {
    runId,
    settings: jobSettings(deps.settings),
    environment: deps.settings,
    log: commandLog(command, common, runId, deps, progress.clear),
    clock: deps.clock,
    random: deps.random,
    actor: deps.settings.OPS_ACTOR ?? userInfo().username,
    readSecret: deps.readSecret,
    tally,
    dryRun: common.dryRun || isGuarded,
    failFast: common.failFast,
    limit: common.limit,
    orgIds: common.orgIds ?? (common.orgId ? [common.orgId] : null),
    ...stopRules(common, tally, startedAt, deps),
    db: target?.db ?? null,
  }
  return { ctx, host: target?.host ?? null, clear: progress.clear }
}

function parse<S extends z.ZodType>(schema: S, raw: Record<string, unknown>, args: readonly Flag[]): z.output<S> {
  const parsed = schema.safeParse(raw)
  if (parsed.success) return parsed.data
  const named = (path: readonly PropertyKey[]) => {
    const name = String(path[0] ?? '')
    if (args.some(([flags]) => flags === `<${name}>`)) return `<${name}>`
    return `--${name.replaceAll(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}`
  }
  throw new Refused(parsed.error.issues.map((issue) => `${named(issue.path)}: ${issue.message}`).join('; '))
}

function jobSettings(settings: Record<string, string>): JobSettings {
  try {
    return readJobSettings(settings)
  } catch (error) {
    throw error instanceof ConfigError ? new Refused(error.message) : error
  }
}

/** DEBUG is shown with --verbose only; the progress line gives way to each log line. */
function commandLog(command: Named, common: CommonInput, runId: string, deps: RunnerDeps, clear: () => void): Log {
  const write = (line: string) => {
    clear()
    deps.stderr(`${line}\n`)
  }
  const log = jsonLog({ write, now: deps.clock, base: { run_id: runId, script: command.name } })
  return (level, event, fields) => {
    if (level !== 'debug' || common.verbose) log(level, event, fields)
  }
}

function summarise(
  command: Named,
  startedAt: Date,
  { runId, tally, clock, dryRun, actor }: ClientContext,
  host: string | null,
): Summary {
  const endedAt = clock()
  return {
    script: command.name,
    run_id: runId,
    started_at: startedAt.toISOString(),
    ended_at: endedAt.toISOString(),
    duration_ms: endedAt.getTime() - startedAt.getTime(),
    dry_run: dryRun,
    actor,
    host,
    targets_total: tally.total,
    processed_total: tally.processed,
    succeeded_total: tally.succeeded,
    failed_total: tally.errors.length,
    warnings: tally.warnings,
    errors: tally.errors,
    details: tally.details,
  }
}
