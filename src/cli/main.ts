import { Command, CommanderError } from 'commander'
import type { OpsCommand } from './command.ts'
import { ingestCommand } from './ingest/command.ts'
import { COMMON_OPTIONS } from './options.ts'
import { processRawEventsCommand } from './process-raw-events/command.ts'
import { replaySnapshotCommand } from './replay-snapshot.ts'
import { runJobCommand } from './run-job.ts'
import { processDeps, type RunnerDeps, runCommand } from './runner.ts'
import { EXIT } from './summary.ts'
import { verifyCountsCommand } from './verify-counts.ts'

const COMMANDS: readonly OpsCommand[] = [
  ingestCommand,
  processRawEventsCommand,
  replaySnapshotCommand,
  runJobCommand,
  verifyCountsCommand,
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
    for (const [flags, help] of [...command.options, ...COMMON_OPTIONS]) sub.option(flags, help)
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
