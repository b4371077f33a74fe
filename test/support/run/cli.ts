import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { main } from '../../../src/cli/main.ts'
import type { RunnerDeps } from '../../../src/cli/runner/deps.ts'
import { Summary } from '../../../src/cli/runner/summary.ts'

/** Creates a folder with these files, by path. */
export async function aFolder(files: Record<string, string | Uint8Array>): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'skills-files-'))
  await addFiles(root, files)
  return root
}

export async function addFiles(root: string, files: Record<string, string | Uint8Array>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), content)
  }
}

export const aSkillMd = (name: string, p: { description?: string; more?: string; body?: string } = {}) =>
  `---\nname: ${name}\ndescription: ${p.description ?? `What ${name} does.`}\n${p.more ?? ''}---\n\n${p.body ?? `# ${name}\n`}`

/** Runs a command of the operator as `npm run ops` does in a pipe, and returns what it printed. */
export async function ops(
  at: { url: string; endpoint: string },
  argv: readonly string[],
  settings: Record<string, string> = {},
  secret = '',
  more: Partial<RunnerDeps> = {},
) {
  let stdout = ''
  let stderr = ''
  const code = await main(argv, {
    ...cliDeps(at),
    stdout: (text) => {
      stdout += text
    },
    stderr: (text) => {
      stderr += text
    },
    readSecret: async () => secret,
    ...more,
    settings: { ...cliDeps(at).settings, ...settings, ...more.settings },
  })
  const summary = () => Summary.parse(JSON.parse(stdout))
  const lines = () =>
    stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
  return { code, stdout, stderr, summary, lines }
}

/** What a command takes from outside, on this database and in silence. */
export const cliDeps = (at: { url: string; endpoint: string }): RunnerDeps => ({
  stdout: () => {},
  stderr: () => {},
  isTerminal: { stdout: false, stderr: false },
  settings: { DATABASE_URL: at.url, DATABASE_ENDPOINT: at.endpoint, OPS_ACTOR: 'tester' },
  clock: () => new Date(),
  random: Math.random,
  sleep: async () => {},
  onSignal: () => {},
  readSecret: async () => '',
})
