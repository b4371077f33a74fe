import { Command, CommanderError } from 'commander'
import { COMMANDS } from './commands/index.ts'
import { processDeps, type RunnerDeps } from './runner/deps.ts'
import { optionsOf } from './runner/description.ts'
import { EXIT } from './runner/exit-code.ts'

/** Runs `npm run ops -- …` and returns its exit code. */
export async function main(argv: readonly string[], deps: RunnerDeps): Promise<number> {
  let code: number = EXIT.succeeded
  const program = new Command('npm run ops --')
    .description(
      "The operator's commands. On a terminal they print words, elsewhere JSON lines to stderr and one JSON summary to stdout.",
    )
    .addHelpText('after', EXIT_CODES)
    .exitOverride()
    .configureOutput({ writeOut: deps.stdout, writeErr: deps.stderr, outputError: () => {} })
  for (const command of COMMANDS) {
    const { name, summary, notes = [], args = [] } = command
    const sub = program.command(name).description(summary)
    if (notes.length > 0) sub.addHelpText('after', `\n${notes.join('\n')}`)
    for (const [flags, help] of args) sub.argument(flags, help)
    for (const [flags, help] of optionsOf(command)) sub.option(flags, help)
    sub.action(async (...given: unknown[]) => {
      const named = Object.fromEntries(args.map(([flags], i) => [flags.replaceAll(/[<>[\]]/g, ''), given[i]]))
      // Help must not wait for what only a run needs.
      const { runCommand } = await import('./runner/runner.ts')
      code = await runCommand(command, { ...named, ...sub.opts() }, deps)
    })
  }
  try {
    await program.parseAsync(argv, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return EXIT.succeeded
    if (error.code !== 'commander.help') await reportUsage(error, argv, deps)
    return EXIT.refused
  }
  return code
}

/** Reports a wrong option, argument or command in the form of every other refusal. */
async function reportUsage({ message }: CommanderError, argv: readonly string[], deps: RunnerDeps): Promise<void> {
  const { outputOf } = await import('./terminal/output.ts')
  const log = outputOf(deps, { json: argv.includes('--json') }).log({ script: argv[0] })
  log('error', 'refused', { message: `${message.replace(/^error: /, '')} (--help shows what is possible)` })
}

const EXIT_CODES = `
Exit codes: 0 all targets succeeded, 1 all failed, 2 some failed, 3 bad input or a bad environment.`

if (import.meta.main) process.exitCode = await main(process.argv.slice(2), processDeps())
