import { writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import type { z } from 'zod'
import { ConfigError, type JobSettings, readJobSettings } from '../config.ts'
import type { JobContext } from '../jobs/job.ts'
import { newRunId, reasonOf, runJob } from '../jobs/run-job.ts'
import { describeError, jsonLog, type Log } from '../log.ts'
import { alertText, postAlert } from './alert.ts'
import { type ClientContext, type CommandContext, type DatabaseCommand, type OpsCommand, Refused } from './command.ts'
import { CommonInput } from './options.ts'
import { showProgress } from './progress.ts'
import { readSecret } from './read-secret.ts'
import { readSettings } from './settings.ts'
import { EXIT, exitCode, type Summary } from './summary.ts'
import { Tally } from './tally.ts'
import { openDatabase } from './target-database.ts'

/** Where a command's words go, and what it takes from outside. */
export type RunnerDeps = {
  stdout: (text: string) => void
  stderr: (text: string) => void
  settings: Record<string, string>
  clock: () => Date
  random: () => number
  /** Calls back when the operator asks to stop. */
  onSignal: (stop: () => void) => void
  readSecret: (prompt: string) => Promise<string>
}

export const processDeps = (): RunnerDeps => ({
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  settings: readSettings(),
  clock: () => new Date(),
  random: Math.random,
  onSignal: (stop) => {
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
  },
  readSecret,
})

/** Runs a command from its raw options to its exit code; the one JSON summary goes to standard output. */
export async function runCommand(command: OpsCommand, raw: Record<string, unknown>, deps: RunnerDeps): Promise<number> {
  const startedAt = deps.clock()
  let alertTo: string | undefined
  try {
    const common = parse(CommonInput, raw, command)
    if (!command.byOrg && (common.orgId || common.orgIds))
      throw new Refused(`${command.name} does not work by source: leave --org-id and --org-ids out.`)
    const input = parse(command.input, raw, command)
    if (!common.dryRun) alertTo = command.alertTo?.(input)
    const runId = newRunId(startedAt, deps.random)
    const progress = showProgress(deps.stderr)
    const tally = new Tally(progress.step)
    const log = commandLog(command, common, runId, deps, progress.clear)
    const target = 'runOutside' in command ? null : await openDatabase(deps.settings)
    const isGuarded = target !== null && !target.isLocal && !common.yes
    if (isGuarded && !common.dryRun)
      tally.warnings.push(`${target.host} is not on this machine: this was a dry run. Add --yes to write.`)

    const ctx: ClientContext = {
      runId,
      settings: jobSettings(deps.settings),
      log,
      clock: deps.clock,
      random: deps.random,
      actor: deps.settings.OPS_ACTOR ?? userInfo().username,
      readSecret: deps.readSecret,
      tally,
      dryRun: common.dryRun || isGuarded,
      failFast: common.failFast,
      limit: common.limit,
      ...stopRules(common, tally, startedAt, deps),
    }
    if ('runOutside' in command) await toTally(command, ctx, command.runOutside(ctx, input))
    else if (target) await execute(command, input, { ...ctx, db: target.db, renew: async () => {} })
    progress.clear()
    const summary = summarise(command, startedAt, ctx)
    const code = exitCode(summary)
    if (alertTo && code !== EXIT.succeeded) {
      const fault = await postAlert(alertTo, alertText(summary))
      if (fault) summary.warnings.push(fault)
    }
    deps.stdout(`${JSON.stringify(summary)}\n`)
    if (common.jsonOutput) writeFileSync(common.jsonOutput, `${JSON.stringify(summary, null, 2)}\n`)
    return code
  } catch (error) {
    const isRefused = error instanceof Refused
    const told = isRefused
      ? { event: 'refused', message: error.message }
      : { event: 'crashed', ...describeError(error) }
    const alert = alertTo && (await postAlert(alertTo, `${command.name} failed: ${reasonOf(error)}`))
    const line = {
      ts: deps.clock().toISOString(),
      level: 'error',
      script: command.name,
      ...told,
      ...(alert && { alert }),
    }
    deps.stderr(`${JSON.stringify(line)}\n`)
    return isRefused ? EXIT.refused : EXIT.failed
  }
}

/** What a run throws is a failure of the command as a whole, unless it is a refusal. */
const toTally = ({ name }: OpsCommand, { tally }: ClientContext, run: Promise<void>) =>
  run.catch((error: unknown) => {
    if (error instanceof Refused) throw error
    tally.failure(name, reasonOf(error))
  })

/** Under its lease and with a row in the history, but a dry run leaves no trace. */
async function execute(command: DatabaseCommand, input: unknown, ctx: CommandContext): Promise<void> {
  await command.check?.(ctx.db, input)
  const lease = command.lease?.(input)
  if (!lease || ctx.dryRun) return toTally(command, ctx, command.run(ctx, input))
  const run = async (job: JobContext) => {
    await command.run(
      {
        ...ctx,
        mayGoOn: () => ctx.mayGoOn() && (job.timeLeft() > 0 || ctx.stopFor('its lease is nearly used up')),
        renew: job.renew,
      },
      input,
    )
    const { total, succeeded, errors } = ctx.tally
    return { counts: { total, succeeded, failed: errors.length }, errors }
  }
  const job = { name: command.name, leaseSeconds: lease.seconds, run }
  const report = await runJob(job, { trigger: 'cli', actor: ctx.actor, scope: lease.scope, runId: ctx.runId }, ctx)
  if (report.status === 'skipped') throw new Refused(`Another run of ${report.job} is under way; nothing was changed.`)
  if (report.status === 'failed') for (const { target, reason } of report.errors) ctx.tally.failure(target, reason)
}

function parse<S extends z.ZodType>(schema: S, raw: Record<string, unknown>, { args }: OpsCommand): z.output<S> {
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
function commandLog(command: OpsCommand, common: CommonInput, runId: string, deps: RunnerDeps, clear: () => void): Log {
  const write = (line: string) => {
    clear()
    deps.stderr(`${line}\n`)
  }
  const log = jsonLog({ write, now: deps.clock, base: { run_id: runId, script: command.name } })
  return (level, event, fields) => {
    if (level !== 'debug' || common.verbose) log(level, event, fields)
  }
}

const TIME_UP = '--timeout-sec was reached'

function stopRules(
  common: CommonInput,
  tally: Tally,
  startedAt: Date,
  deps: RunnerDeps,
): Pick<ClientContext, 'mayGoOn' | 'stopFor' | 'stopping'> {
  const signalled = new AbortController()
  let reason: string | undefined
  const stopFor = (why: string): false => {
    if (reason === undefined) tally.warnings.push(`Stopped before the end: ${why}.`)
    reason ??= why
    return false
  }
  deps.onSignal(() => {
    stopFor('a signal came')
    signalled.abort()
  })
  const mayGoOn = () => {
    const elapsed = deps.clock().getTime() - startedAt.getTime()
    if (common.timeoutSec && elapsed >= common.timeoutSec * 1000) stopFor(TIME_UP)
    if (common.failFast && tally.errors.length > 0) stopFor('a target failed, and --fail-fast was given')
    return reason === undefined
  }
  const timeUp = common.timeoutSec ? [AbortSignal.timeout(common.timeoutSec * 1000)] : []
  for (const signal of timeUp) signal.addEventListener('abort', () => stopFor(TIME_UP))
  return { mayGoOn, stopFor, stopping: AbortSignal.any([signalled.signal, ...timeUp]) }
}

function summarise(command: OpsCommand, startedAt: Date, { runId, tally, clock, dryRun }: ClientContext): Summary {
  const endedAt = clock()
  return {
    script: command.name,
    run_id: runId,
    started_at: startedAt.toISOString(),
    ended_at: endedAt.toISOString(),
    duration_ms: endedAt.getTime() - startedAt.getTime(),
    dry_run: dryRun,
    targets_total: tally.total,
    processed_total: tally.processed,
    succeeded_total: tally.succeeded,
    failed_total: tally.errors.length,
    warnings: tally.warnings,
    errors: tally.errors,
    details: tally.details,
  }
}
