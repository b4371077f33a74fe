import { execFile } from 'node:child_process'
import { mkdtemp } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { filesBelow, type Ran } from './skills-cli.ts'

const program = join(dirname(createRequire(import.meta.url).resolve('clawhub/package.json')), 'bin/clawdhub.js')

/** Somebody who uses the `clawhub` command line, in a home and a project of their own. `github` stands for codeload.github.com. */
export async function aClawhubUser(registry: string, github = 'http://localhost:1') {
  const home = await mkdtemp(join(tmpdir(), 'clawhub-user-'))
  const env = {
    ...{ PATH: process.env.PATH, HOME: home, NO_COLOR: '1', CI: '1', CLAWHUB_CONFIG_PATH: join(home, 'clawhub.json') },
    ...{ CLAWHUB_SITE: registry, CLAWHUB_GITHUB_CODELOAD_BASE_URL: github },
  }
  const start = (args: readonly string[], onText?: (text: string) => void): Promise<Ran> =>
    new Promise((resolve) => {
      const child = execFile(process.execPath, [program, ...args], { cwd: home, env }, (error, stdout, stderr) => {
        const exitCode = error === null ? 0 : Number(error.code ?? 1)
        resolve({ exitCode, output: stripVTControlCharacters(`${stdout}${stderr}`) })
      })
      if (onText) child.stdout?.on('data', onText)
      child.stdin?.end()
    })
  return {
    home,
    /** Runs a command. Its output is that of both streams, in plain text. */
    run: (...args: string[]): Promise<Ran> => start(args),
    /** The same, and tells what it prints while it runs. */
    runAloud: (onText: (text: string) => void, ...args: string[]): Promise<Ran> => start(args, onText),
    /** The files of an installed skill: the bytes of each by its path. */
    installed: async (name: string): Promise<Record<string, Buffer>> => {
      const files = await filesBelow(join(home, 'skills', name))
      return Object.fromEntries(Object.entries(files).filter(([path]) => !path.startsWith('.clawhub/')))
    },
  }
}
