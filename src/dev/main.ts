import { existsSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { main as runOps } from '../cli/main.ts'
import { MigrationRefused, migrateDatabase } from '../cli/migrate-database.ts'
import { processDeps } from '../cli/runner/deps.ts'
import { connect } from '../db/connect.ts'
import { startGithubStandIn } from '../local/github-stand-in.ts'
import { LocalError } from '../local/local-error.ts'
import { loadSamples } from './samples.ts'
import { requireOnlyOne, writeDevVars } from './settings.ts'
import { startStack } from './stack.ts'
import { startWrangler } from './wrangler.ts'

const HELP = `npm run dev [-- OPTIONS]: the whole marketplace on this machine

  --port <n>      where the API answers (8787)
  --data <dir>    folder of the database, kept between starts (.local)
  --no-samples    begin with an empty catalogue
  --fresh         throw the database of --data away and begin anew
  --github <dir>  answer GitHub's REST API from the folders dir/OWNER/REPO, to try a crawl
  --help
`

type Options = { port: number; data: string; samples: boolean; fresh: boolean; github?: string | undefined }

const say = (text: string) => process.stdout.write(`${text}\n`)

function readOptions(): Options | null {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8787' },
      data: { type: 'string', default: '.local' },
      samples: { type: 'boolean', default: true },
      fresh: { type: 'boolean', default: false },
      github: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
    allowNegative: true,
  })
  if (values.help) return null
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new LocalError(`--port ${values.port} is no port (1 to 65535).`)
  const { github } = values
  if (github !== undefined && statSync(github, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new LocalError(`--github ${github} is no folder.`)
  return { ...values, port }
}

/** Fails early and plainly: wrangler would only find another port. */
async function requireFreePort(port: number) {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', () =>
      reject(
        new LocalError(
          `Port ${port} is taken by another program. Stop it, or choose another: npm run dev -- --port ${port + 1}`,
        ),
      ),
    )
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()))
  })
}

/** Starts everything, in the order in which each needs the one before, and stops it in the other. */
async function dev(options: Options): Promise<number> {
  await requireFreePort(options.port)
  await requireOnlyOne()
  const stopping = new Promise<'signal'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve('signal'))
  })
  say(`Starting PostgreSQL on ${options.data} …`)
  const stack = await startStack(options)
  const github = options.github === undefined ? null : await startGithubStandIn({ root: options.github })
  try {
    const settings = writeDevVars({ ...stack, githubUrl: github?.url ?? null })
    await prepare(options, stack, settings)
    const server = startWrangler(options.port, (text) => process.stdout.write(text))
    try {
      const outcome = await Promise.race([server.ready, stopping])
      if (outcome === 'signal') return 0
      say(banner(options, settings))
      return (await Promise.race([server.ended, stopping])) === 'signal' ? 0 : 1
    } finally {
      await server.stop()
    }
  } finally {
    say('Stopping …')
    await github?.stop()
    await stack.stop()
  }
}

async function prepare(options: Options, stack: { url: string; endpoint: string }, settings: Record<string, string>) {
  const { applied } = await migrateDatabase(stack)
  if (applied.length > 0) say(`Migrated: ${applied.join(', ')}`)
  const loaded = join(options.data, 'samples-loaded')
  if (options.fresh) rmSync(loaded, { force: true })
  if (!options.samples || existsSync(loaded)) return
  const deps = { ...processDeps(), settings, onSignal: () => {} }
  const { skills, events } = await loadSamples(connect(stack), deps, settings.EVENT_HASH_SECRET ?? '')
  const code = await runOps(['run-job', 'batch'], { ...deps, stdout: () => {}, stderr: () => {} })
  if (code !== 0) throw new Error(`The first batch failed (exit code ${code}).`)
  writeFileSync(loaded, `${deps.clock().toISOString()}\n`)
  say(`Loaded ${skills} sample skills and ${events} events, and ran one batch.`)
}

const banner = ({ port, github }: Options, settings: Record<string, string>) => {
  const at = `http://localhost:${port}`
  const standIn = github === undefined ? '' : `  GitHub            ${settings.GITHUB_API_URL} over ${github}\n`
  return `
  The catalogue     ${at}/v1/skills
  Search            ${at}/v1/skills?q=csv
  The board         ${at}/v1/rankings/top
  The API           ${at}/openapi.json
  Fire a tick       curl '${at}/cdn-cgi/handler/scheduled?cron=*/10+*+*+*+*&format=json'
${standIn}  Operate           npm run ops -- --help
  Admin             ${settings.ADMIN_USERNAME} / ${settings.ADMIN_PASSWORD}   (kept in .dev.vars)

  Ctrl-C stops all of it.
`
}

/** What stands in the way, plainly; the stack only of what nobody foresaw. */
function explain(error: unknown): string {
  if (error instanceof MigrationRefused) return `${error.message}\nOr begin anew with: npm run dev -- --fresh`
  // parseArgs tells of an option that it does not know by a TypeError with a code.
  if (error instanceof LocalError || (error instanceof TypeError && 'code' in error)) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

try {
  const options = readOptions()
  if (options) process.exitCode = await dev(options)
  else say(HELP)
} catch (error) {
  process.stderr.write(`${explain(error)}\n`)
  process.exitCode = 1
}
