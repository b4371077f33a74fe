import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { startGithubStandIn } from '../../src/local/github-stand-in.ts'
import { startOidcStandIn } from '../../src/local/oidc-stand-in.ts'
import { SIGNS } from '../support/api/signing-keys.ts'
import { skillText } from '../support/builders/crawls.ts'
import { aServedWorker } from '../support/outside/served-worker.ts'
import { aSkillsUser } from '../support/outside/skills-cli.ts'

const run = promisify(execFile)
const DOCUMENT = readFileSync(join(import.meta.dirname, '../../src/pages/docs/publish.md'), 'utf8')

/** The first block of a language in the document, word for word. */
function quoted(language: string): string {
  const [, text] = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'm').exec(DOCUMENT) ?? []
  if (text === undefined) throw new Error(`The document has no ${language}.`)
  return text
}

type Workflow = { permissions: object; jobs: { publish: { steps: { env: { REGISTRY: string }; run: string }[] } } }
const workflow: Workflow = parse(quoted('yaml'))
const [step] = workflow.jobs.publish.steps

let root: string
let github: Awaited<ReturnType<typeof startGithubStandIn>>
let issuer: Awaited<ReturnType<typeof startOidcStandIn>>
let worker: Awaited<ReturnType<typeof aServedWorker>>
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'publish-'))
  github = await startGithubStandIn({ root })
  issuer = await startOidcStandIn({ githubUrl: github.url })
  worker = await aServedWorker({ GITHUB_API_URL: github.url, LOCAL_OIDC_ISSUER: issuer.issuer, ...SIGNS })
})
afterAll(async () => {
  worker?.stop()
  await issuer?.stop()
  await github?.stop()
})

async function write(path: string, text: string) {
  const at = join(root, path)
  await mkdir(join(at, '..'), { recursive: true })
  await writeFile(at, text)
}

const licensed = (name: string, body?: string) => skillText(name, body).replace('\n---\n\n', '\nlicense: MIT\n---\n\n')

/** Runs the step of the document as GitHub does for a push to a repository. */
async function pushTo(repo: string) {
  const env = {
    PATH: process.env.PATH,
    REGISTRY: worker.url,
    ACTIONS_ID_TOKEN_REQUEST_URL: `${issuer.issuer}/token?repository=${repo}`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'a token of the run',
  }
  const { stdout } = await run('bash', ['-e', '-o', 'pipefail', '-c', step?.run ?? ''], { env })
  return JSON.parse(stdout)
}

describe('the workflow of the document', () => {
  it('asks for nothing but the token', () => {
    expect(workflow.permissions).toEqual({ 'id-token': 'write' })
    expect(workflow.jobs.publish.steps).toHaveLength(1)
  })

  it('takes a new repository from nothing to what the `skills` client installs', async () => {
    await write('acme/kit/skills/pdf/SKILL.md', licensed('pdf'))
    await write('acme/kit/skills/pdf/references/a.md', 'A text.')
    const { status, items } = await pushTo('acme/kit')
    expect(status).toBe('complete')
    expect(items).toMatchObject([{ state: 'listed', skill: 'acme--pdf', version: '1.0.0', verdict: 'pass' }])
    const user = await aSkillsUser(worker.url)
    const added = await user.run('add', `${worker.url}/s/acme--pdf`, '-y', '-a', 'claude-code')
    expect(added.exitCode, added.output).toBe(0)
    expect(Object.keys(await user.installed('pdf')).toSorted()).toEqual(['SKILL.md', 'references/a.md'])
  })

  it('makes the next version with the next push', async () => {
    await write('acme/kit/skills/pdf/references/a.md', 'Another text.')
    expect((await pushTo('acme/kit')).items).toMatchObject([{ state: 'listed', version: '1.0.1' }])
  })

  it('opens nothing of another repository', async () => {
    await write('mallory/kit/skills/pdf/SKILL.md', licensed('pdf', '# Not the same'))
    await pushTo('mallory/kit')
    const before = await (await fetch(`${worker.url}/v1/skills/acme--pdf/versions/latest`)).json()
    expect(before).toMatchObject({ version: '1.0.1', provenance: { repository: 'acme/kit' } })
    expect((await fetch(`${worker.url}/v1/skills/mallory--pdf`)).status).toBe(200)
  })
})

it('has code that verifies an attestation', async () => {
  const code = quoted('js').replace(
    "import { createPublicKey, verify } from 'node:crypto'\n",
    (line) => `${line}const [registry, skill] = ${JSON.stringify([worker.url, 'acme--pdf'])}\n`,
  )
  const file = join(root, 'verify.mjs')
  await writeFile(file, code)
  const { stdout } = await run(process.execPath, [file])
  expect(stdout).toContain('https://in-toto.io/Statement/v1')
})
