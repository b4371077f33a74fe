import { userInfo } from 'node:os'
import { ConfigError, type JobSettings, readJobSettings } from '../../config.ts'
import type { Db } from '../../db/connect.ts'
import type { Log } from '../../log.ts'
import { newRunId } from '../../runs/run-job.ts'
import type { Output } from '../terminal/output.ts'
import { showProgress } from '../terminal/progress.ts'
import { type ClientContext, type Named, Refused } from './command.ts'
import type { CommonInput } from './common-input.ts'
import type { RunnerDeps } from './deps.ts'
import { stopRules } from './stop-rules.ts'
import { Tally } from './tally.ts'
import { openDatabase } from './target-database.ts'

type Prepared = {
  ctx: ClientContext & { db: Db | null }
  /** Host of the database. Null if the command uses none. */
  host: string | null
  /** Removes the progress line. */
  clearProgress: () => void
}

/** Opens the database of a command and makes its context. Throws Refused if the environment is not fit for it. */
export async function prepare(
  command: Named,
  p: { common: CommonInput; startedAt: Date; deps: RunnerDeps; output: Output },
): Promise<Prepared> {
  const { common, startedAt, deps, output } = p
  const runId = newRunId(startedAt, deps.random)
  const progress = showProgress(output.show, deps.isTerminal.stderr)
  const tally = new Tally(progress.step)
  const target = 'runOutside' in command ? null : await openDatabase(deps.settings, command)
  const isGuarded = target !== null && !target.isLocal && !common.yes && !('runOutside' in command || command.readsOnly)
  if (isGuarded && !common.dryRun)
    tally.warnings.push(`${target.host} is not on this machine, so this was a dry run. Add --yes to write.`)
  const log = output.log({ run_id: runId, script: command.name })
  const ctx = {
    runId,
    settings: jobSettings(deps.settings),
    environment: deps.settings,
    log: commandLog(log, { verbose: common.verbose, clearProgress: progress.clear }),
    clock: deps.clock,
    random: deps.random,
    sleep: deps.sleep,
    actor: deps.settings.OPS_ACTOR ?? userInfo().username,
    readSecret: deps.readSecret,
    tally,
    dryRun: common.dryRun || isGuarded,
    limit: common.limit,
    orgIds: common.orgIds ?? (common.orgId ? [common.orgId] : null),
    ...stopRules(common, tally, startedAt, deps),
    db: target?.db ?? null,
  }
  return { ctx, host: target?.host ?? null, clearProgress: progress.clear }
}

/** Returns the jobs' settings. Throws Refused if one of them is invalid. */
export function jobSettings(settings: Record<string, string>): JobSettings {
  try {
    return readJobSettings(settings)
  } catch (error) {
    throw error instanceof ConfigError ? new Refused(error.message) : error
  }
}

/** Drops debug lines without --verbose, and removes the progress line before each line. */
function commandLog(log: Log, p: { verbose: boolean; clearProgress: () => void }): Log {
  return (level, event, fields) => {
    if (level === 'debug' && !p.verbose) return
    p.clearProgress()
    log(level, event, fields)
  }
}
