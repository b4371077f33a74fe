import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

const require = createRequire(import.meta.url)

/** The package of a version of the `skills` command line. 1.4.4 reads only discovery 0.1.0. */
const PACKAGES = { current: 'skills', earlier: 'skills-earlier' } as const

export type Ran = { exitCode: number; output: string }

/** Somebody who uses the `skills` command line, in a home and a project of their own, without telemetry. */
export async function aSkillsUser(registry: string, version: keyof typeof PACKAGES = 'current') {
  const home = await mkdtemp(join(tmpdir(), 'skills-user-'))
  const program = join(dirname(require.resolve(`${PACKAGES[version]}/package.json`)), 'bin/cli.mjs')
  const env = { PATH: process.env.PATH, HOME: home, SKILLS_API_URL: registry, DISABLE_TELEMETRY: '1', CI: '1' }
  return {
    home,
    /** Runs a command. Its output is that of both streams, in plain text. */
    run: (...args: string[]): Promise<Ran> =>
      new Promise((resolve) => {
        const child = execFile(process.execPath, [program, ...args], { cwd: home, env }, (error, stdout, stderr) => {
          const exitCode = error === null ? 0 : Number(error.code ?? 1)
          resolve({ exitCode, output: stripVTControlCharacters(`${stdout}${stderr}`) })
        })
        child.stdin?.end()
      }),
    /** The files of an installed skill: the bytes of each by its path. */
    installed: async (name: string): Promise<Record<string, Buffer>> => filesBelow(join(home, '.claude/skills', name)),
  }
}

/** The bytes of all files below a folder, by their paths. */
export async function filesBelow(folder: string): Promise<Record<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile())
  const read = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name)
    return [path.slice(folder.length + 1), await readFile(path)] as const
  })
  return Object.fromEntries(await Promise.all(read))
}
