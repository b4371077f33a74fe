import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { main as runOps } from '../cli/main.ts'
import { MigrationRefused, migrateDatabase } from '../cli/migrate-database.ts'
import { processDeps } from '../cli/runner/deps.ts'
import { hasAccounts } from '../db/accounts/admin-users.ts'
import { connect } from '../db/connect.ts'
import { keepSearchCurrent } from '../db/search/keep-current.ts'
import { startGithubStandIn } from '../local/github-stand-in.ts'
import { LocalError } from '../local/local-error.ts'
import { startOidcStandIn } from '../local/oidc-stand-in.ts'
import { banner } from './banner.ts'
import { chooseDataFolder } from './data-folder.ts'
import { type DevOptions, HELP, readOptions } from './options.ts'
import { loadSamples } from './samples.ts'
import { requireOnlyOne, writeDevVars } from './settings.ts'
import { type LocalStack, startStack } from './stack.ts'
import { type DevServer, removeWranglerState, startWrangler } from './wrangler.ts'

type Options = DevOptions & { data: string }

const say = (text: string) => process.stdout.write(`${text}\n`)

/** Checks the port before wrangler does, which would silently take another one. */
async function requireFreePort(port: number) {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', () =>
      reject(
        new LocalError(
          `Port ${port} is in use by another program. Stop it, or choose another port: npm run dev -- --port ${port + 1}`,
        ),
      ),
    )
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()))
  })
}

/** Starts everything, each part after those that it needs, and stops it in the reverse order. Returns the exit code. */
async function dev(options: Options): Promise<number> {
  await requireFreePort(options.port)
  await requireOnlyOne()
  const signal = new Promise<'signal'>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => resolve('signal'))
  })
  say(`Starting PostgreSQL on ${options.data} …`)
  if (options.fresh) removeWranglerState()
  const stack = await startStack({ ...options, say })
  say('PostgreSQL is running.')
  const github = options.github === undefined ? null : await startGithubStandIn({ root: options.github })
  const issuer = github ? await startOidcStandIn({ githubUrl: github.url }) : null
  let server: DevServer | undefined
  try {
    const settings = writeDevVars({ ...stack, githubUrl: github?.url ?? null, issuer: issuer?.issuer ?? null })
    // A signal must not wait for the samples.
    if ((await Promise.race([prepare(options, stack, settings), signal])) === 'signal') return 0
    say('Starting the Worker …')
    server = startWrangler(options.port, (text) => process.stdout.write(text))
    if ((await Promise.race([server.ready, signal])) === 'signal') return 0
    say(banner({ ...options, settings, hasAccounts: await hasAccounts(connect(stack)) }))
    return (await Promise.race([server.ended, signal])) === 'signal' ? 0 : 1
  } finally {
    say('Stopping …')
    await server?.stop()
    await issuer?.stop()
    await github?.stop()
    await stack.stop()
  }
}

/** Migrates the database, and fills it on the first start. */
async function prepare(options: Options, stack: LocalStack, settings: Record<string, string>) {
  const { applied } = await migrateDatabase(stack)
  if (applied.length > 0) {
    say(`Migrated: ${applied.join(', ')}`)
    // What an earlier version has stored may have to be indexed anew.
    await keepSearchCurrent(connect(stack), () => true)
  }
  const loaded = join(options.data, 'samples-loaded')
  if (options.fresh) rmSync(loaded, { force: true })
  if (!options.samples || existsSync(loaded)) return
  say('Loading the sample skills …')
  const deps = { ...processDeps(), settings, onSignal: () => {} }
  const { skills, events } = await loadSamples(connect(stack), deps, settings.EVENT_HASH_SECRET ?? '')
  const code = await runOps(['run-job', 'batch'], { ...deps, stdout: () => {}, stderr: () => {} })
  if (code !== 0) throw new Error(`The first batch failed (exit code ${code}).`)
  writeFileSync(loaded, `${deps.clock().toISOString()}\n`)
  say(`Loaded ${skills} sample skills and ${events} events, and ran one batch.`)
}

/** Returns the message of a known problem, or the stack of an unexpected error. */
function explain(error: unknown): string {
  if (error instanceof MigrationRefused)
    return `${error.message}\nOr delete the database and start again: npm run dev -- --fresh`
  // For an unknown option, parseArgs throws a TypeError with a code.
  if (error instanceof LocalError || (error instanceof TypeError && 'code' in error)) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

try {
  const options = readOptions()
  if (options) process.exitCode = await dev({ ...options, data: await chooseDataFolder(options.data) })
  else say(HELP)
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  process.exitCode = 1
}
