import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { serveApp } from './support/api/served-app.ts'
import { aFolder, aSkillMd } from './support/run/cli.ts'
import { createDatabase } from './support/run/database.ts'

const { inputs, runs } = parse(readFileSync(join(import.meta.dirname, '../action.yml'), 'utf8'))
const [step] = runs.steps

let app: Awaited<ReturnType<typeof serveApp>>
beforeAll(async () => {
  app = await serveApp(await createDatabase())
})
afterAll(() => app.stop())

/** Runs the step of the action in a repository, as a runner does. */
async function runIn(repository: string, given: Record<string, string> = {}) {
  const values: Record<string, string> = { path: inputs.path.default, sarif: inputs.sarif.default, ...given }
  values.registry ??= app.origin
  const env = Object.entries(step.env as Record<string, string>).map(([name, text]) => [
    name,
    text.replace(/\$\{\{ inputs\.(\w+) \}\}/g, (_, input: string) => values[input] ?? ''),
  ])
  const child = spawn('bash', ['--noprofile', '--norc', '-e', '-c', step.run], {
    cwd: repository,
    env: { PATH: process.env.PATH, ...Object.fromEntries(env) },
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (piece) => {
      said += piece
    })
  const code = await new Promise((resolve) => child.on('close', resolve))
  return { code, said }
}

describe('the GitHub Action', () => {
  it('passes a repository whose skills are in order', async () => {
    expect(await runIn(await aFolder({ 'skills/a/SKILL.md': aSkillMd('a') }))).toEqual({
      code: 0,
      said: '1 skill checked, 0 with errors.\n',
    })
  })

  it('fails another one, shows each fault at its place in the repository, and writes SARIF', async () => {
    const repository = await aFolder({ 'my skills/a/SKILL.md': aSkillMd('b') })
    const { code, said } = await runIn(repository, { path: './my skills', sarif: 'out.sarif' })
    expect(code).toBe(1)
    expect(said).toContain('::error file=my skills/a/SKILL.md,line=2,title=name.folder::')
    const sarif = JSON.parse(readFileSync(join(repository, 'out.sarif'), 'utf8'))
    const [{ physicalLocation }] = sarif.runs[0].results[0].locations
    expect(physicalLocation.artifactLocation.uri).toBe('my%20skills/a/SKILL.md')
  })

  it('fails with the reason if the registry refuses', async () => {
    const { code, said } = await runIn(await aFolder({ 'README.md': '' }))
    expect(code).not.toBe(0)
    expect(said).toContain('The archive has no SKILL.md.')
  })
})
