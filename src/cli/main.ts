import { Command, CommanderError } from 'commander'
import { backfillPublishCommand } from './commands/backfill-publish.ts'
import { createAdminCommand } from './commands/create-admin.ts'
import { evaluateImprovementsCommand } from './commands/evaluate-improvements.ts'
import { ingestCommand } from './commands/ingest/command.ts'
import { initTestDataCommand } from './commands/init-test-data/command.ts'
import { migrateCommand } from './commands/migrate-command.ts'
import { mirrorCommand } from './commands/mirror/command.ts'
import { processRawEventsCommand } from './commands/process-raw-events/command.ts'
import { replaySnapshotCommand } from './commands/replay-snapshot.ts'
import { runJobCommand } from './commands/run-job.ts'
import { runsCommand } from './commands/runs.ts'
import { smokeCommand } from './commands/smoke/command.ts'
import { verifyCountsCommand } from './commands/verify-counts.ts'
import type { OpsCommand } from './runner/command.ts'
import { processDeps, type RunnerDeps } from './runner/deps.ts'
import { COMMON_OPTIONS } from './runner/options.ts'
import { runCommand } from './runner/runner.ts'
import { EXIT } from './runner/summary.ts'

export const COMMANDS: readonly OpsCommand[] = [
  backfillPublishCommand,
  createAdminCommand,
  evaluateImprovementsCommand,
  ingestCommand,
  initTestDataCommand,
  migrateCommand,
  mirrorCommand,
  processRawEventsCommand,
  replaySnapshotCommand,
  runJobCommand,
  runsCommand,
  smokeCommand,
  verifyCountsCommand,
]

/** Its own first: one that gives a common option a meaning of its own says so itself. */
const optionsOf = ({ options }: OpsCommand) => [
  ...options,
  ...COMMON_OPTIONS.filter(([common]) => !options.some(([own]) => own === common)),
]

/** Runs `npm run ops -- …` and gives its exit code. */
export async function main(argv: readonly string[], deps: RunnerDeps): Promise<number> {
  let code: number = EXIT.succeeded
  const program = new Command('npm run ops --')
    .description("The operator's commands. Each prints JSON lines to stderr and one JSON summary to stdout.")
    .exitOverride()
    .configureOutput({ writeOut: deps.stdout, writeErr: deps.stderr })
    .showHelpAfterError('(--help says more)')
  for (const command of COMMANDS) {
    const sub = program.command(command.name).description(command.summary)
    for (const [flags, help] of command.args) sub.argument(flags, help)
    for (const [flags, help] of optionsOf(command)) sub.option(flags, help)
    sub.action(async (...given: unknown[]) => {
      const named = Object.fromEntries(command.args.map(([flags], i) => [flags.replaceAll(/[<>[\]]/g, ''), given[i]]))
      code = await runCommand(command, { ...named, ...sub.opts() }, deps)
    })
  }
  try {
    await program.parseAsync(argv, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return error.exitCode === 0 ? EXIT.succeeded : EXIT.refused
  }
  return code
}

if (import.meta.main) process.exitCode = await main(process.argv.slice(2), processDeps())
