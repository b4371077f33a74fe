import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { freePort } from '../../src/local/free-port.ts'
import { sizeOf } from '../support/run/proof.ts'

const ROOT = join(import.meta.dirname, '../..')
const PARTS = ['drizzle', 'migrations', 'package.json', 'src', 'tsconfig.json', 'wrangler.toml']
const MINUTES = 60_000
const LONG = sizeOf({ short: 0, long: 1 }) === 1
const STARTING = 'Starting PostgreSQL'

/** A copy of the project, as `npm run dev` writes into its folder. For root, the user "postgres" may not enter it. */
let project: string
let port: number
let outside: string | undefined
beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'skills-project-'))
  await Promise.all(PARTS.map((part) => cp(join(ROOT, part), join(project, part), { recursive: true })))
  await symlink(join(ROOT, 'node_modules'), join(project, 'node_modules'))
  port = await freePort()
})
afterAll(async () => {
  await rm(project, { recursive: true, force: true })
  if (outside !== undefined) await rm(join(outside, '..'), { recursive: true, force: true })
})

/** Starts the stack; `shows` resolves when its output contains a text. */
function start(command: string, ...args: string[]) {
  const child = spawn(command, args, { cwd: project, stdio: ['ignore', 'pipe', 'pipe'] })
  onTestFinished(() => void child.kill('SIGTERM'))
  let output = ''
  const shows = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const look = () => output.includes(text) && resolve(output)
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (chunk) => {
          output += chunk
          look()
        })
      child.once('close', () => reject(new Error(`It ended without "${text}":\n${output}`)))
      look()
    })
  return { child, shows, output: () => output }
}

/** Every process that has the project's folder, or that of its data, in its command line. */
async function processes(): Promise<string[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'args'])
  return stdout.split('\n').filter((line) => line.includes(project) || (outside && line.includes(outside)))
}

async function stop(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const exit = once(child, 'exit')
  child.kill(signal)
  const [code] = await exit
  await expect.poll(processes, { timeout: MINUTES / 2 }).toEqual([])
  return code
}

async function logIn(password: string): Promise<number> {
  const response = await fetch(`http://localhost:${port}/v1/admin/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username: 'admin', password }),
  })
  return response.status
}

/** Where wrangler keeps its rate limits. */
const limits = () => join(project, '.wrangler/state')

const passwordIn = (output: string) => /Admin +admin \/ (\S+)/.exec(output)?.[1] ?? ''

describe('npm run dev', () => {
  it(
    'stops the whole stack on a signal to npm, and resets the login limit with --fresh',
    async () => {
      const first = start('npm', 'run', 'dev', '--', '--port', String(port), '--no-samples')
      const output = await first.shows('Press Ctrl-C')
      const folder = /Data +(\S+)/.exec(output)?.[1] ?? ''
      // Outside of a project that the user "postgres" may not enter.
      if (process.getuid?.() === 0) outside = folder
      expect(folder).toMatch(outside === undefined ? /^\.local$/ : /^\/var\/tmp\//)
      expect(existsSync(join(outside ?? join(project, folder), 'postgres/PG_VERSION'))).toBe(true)
      const password = passwordIn(output)
      expect(await logIn(password)).toBe(200)
      // Ten a minute, and a minute may end meanwhile.
      const answers: number[] = []
      while (!answers.includes(429) && answers.length < 30) answers.push(await logIn(password))
      expect(answers.at(-1)).toBe(429)
      expect((await processes()).length).toBeGreaterThan(3)
      await stop(first.child, 'SIGTERM')
      expect(existsSync(limits())).toBe(true)

      // The short form ends the second start before it has made its database, and looks only at what was cleared.
      const second = start(process.execPath, 'src/dev/main.ts', '--port', String(port), '--no-samples', '--fresh')
      await second.shows(LONG ? 'Press Ctrl-C' : STARTING)
      if (LONG) expect(await logIn(password)).toBe(200)
      expect(await stop(second.child, 'SIGINT')).toBe(0)
      expect(second.output()).not.toContain('fatal error')
      if (!LONG) expect(existsSync(limits())).toBe(false)
      if (!LONG) expect(second.output()).not.toContain('Press Ctrl-C')
    },
    4 * MINUTES,
  )

  it.runIf(LONG)(
    'stops on a signal during its start',
    async () => {
      const { child, shows, output } = start(process.execPath, 'src/dev/main.ts', '--port', String(port))
      await shows(STARTING)
      expect(await stop(child, 'SIGTERM')).toBe(0)
      expect(output()).not.toContain('Press Ctrl-C')
    },
    2 * MINUTES,
  )
})
