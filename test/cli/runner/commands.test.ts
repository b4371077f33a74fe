import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { COMMANDS } from '../../../src/cli/commands/index.ts'
import { CommonInput } from '../../../src/cli/runner/common-input.ts'
import { JOBS } from '../../../src/jobs/index.ts'
import { serveApp } from '../../support/api/served-app.ts'
import { SIGNS } from '../../support/api/signing-keys.ts'
import { aSkill } from '../../support/builders/builders.ts'
import { GITLAB } from '../../support/outside/gitlab-issuer.ts'
import { addFiles, aFolder, aSkillMd, ops } from '../../support/run/cli.ts'
import { createDatabase, type TestDatabase } from '../../support/run/database.ts'
import { modulesLoadedBy } from '../../support/run/imports.ts'

let at: TestDatabase
let api: Awaited<ReturnType<typeof serveApp>>
let folder: string
beforeAll(async () => {
  at = await createDatabase()
  await aSkill(at.db, { category: 'tools' })
  api = await serveApp(at, SIGNS)
  folder = await aFolder({
    'a/SKILL.md': aSkillMd('a'),
    'skills.json': '{"skills": []}',
    'issuer.json': JSON.stringify(GITLAB),
  })
  await ops(at, ['run-job', 'batch'])
  const answer = await fetch(`${api.origin}/v1/feed`)
  await addFiles(folder, {
    answer: await answer.text(),
    'answer.jws': answer.headers.get('X-JWS-Signature') ?? '',
  })
  await ops(at, ['mirror', '--from', api.origin, '--to', `${folder}/served.sqlite`])
})
afterAll(() => api.stop())

const today = () => new Date().toISOString().slice(0, 10)

/** How each command is run here: all that it needs, and nothing more. */
const RUNS: Record<string, () => string[]> = {
  audit: () => [`${folder}/skills.json`, '--from', api.origin],
  'backfill-publish': () => [],
  'create-admin': () => ['ada'],
  'evaluate-improvements': () => [],
  ingest: () => [folder, '--source', 'here'],
  'init-test-data': () => ['--prefix', 'here'],
  'make-signing-key': () => [`${folder}/${crypto.randomUUID()}.pem`],
  migrate: () => [],
  mirror: () => ['--from', api.origin, '--to', `${folder}/mirror.sqlite`],
  'process-raw-events': () => [],
  'replay-snapshot': () => ['--date', today()],
  'run-job': () => ['prune'],
  runs: () => [],
  scan: () => [folder],
  // It ends at a signal or in time.
  'serve-mirror': () => [`${folder}/served.sqlite`, '--port', '0', '--timeout-sec', '1'],
  smoke: () => ['--base-url', api.origin],
  'trust-issuer': () => [`${folder}/issuer.json`],
  validate: () => [folder],
  verify: () => [`${folder}/answer`, '--from', api.origin],
  'verify-counts': () => [],
}
const SECRETS = {
  ADMIN_USERNAME: 'admin',
  ADMIN_PASSWORD: 'a password that nobody may see',
  JWT_SECRET: 'a secret that nobody may see, either, of 32 bytes',
}

const COMMON_OPTIONS = [
  ...['--dry-run', '--yes', '--limit', '--fail-fast', '--json-output', '--verbose', '--timeout-sec'],
]

const shapeOf = (input: z.ZodType) => (input instanceof z.ZodObject ? input.shape : {})

/** `--site-id <uuid>` is read as `siteId`, and `<dir>` as `dir`. */
const inputName = (flags: string) =>
  flags
    .replace(/^--| <.*$/g, '')
    .replaceAll(/[<>]/g, '')
    .replaceAll(/-[a-z]/g, ([, letter = '']) => letter.toUpperCase())

describe('every command', () => {
  it('is run in this file', () => {
    expect(Object.keys(RUNS).toSorted()).toEqual(COMMANDS.map(({ name }) => name).toSorted())
  })

  it.each(Object.keys(RUNS))('%s has every common option, and says what it is for', async (name) => {
    const help = await ops(at, [name, '--help'])
    expect(help.code).toBe(0)
    for (const option of COMMON_OPTIONS) expect(help.stdout).toContain(`  ${option} `)
    expect(help.stdout).toContain(COMMANDS.find((command) => command.name === name)?.summary.slice(0, 30))
  })

  it('that works by source has --org-id and --org-ids, and every other command refuses them', async () => {
    const byOrg = COMMANDS.filter((command) => command.byOrg).map(({ name }) => name)
    expect(byOrg).toEqual(['evaluate-improvements'])
    for (const name of Object.keys(RUNS)) {
      const help = await ops(at, [name, '--help'])
      expect(/ --org-id .* --org-ids /s.test(help.stdout), name).toBe(byOrg.includes(name))
      if (byOrg.includes(name)) continue
      const run = await ops(at, [name, ...(RUNS[name]?.() ?? []), '--org-id', crypto.randomUUID()])
      expect({ name, code: run.code, stdout: run.stdout }).toEqual({ name, code: 3, stdout: '' })
      expect(run.stderr).toContain("unknown option '--org-id'")
    }
  })

  it('run-job names every job in its help', async () => {
    const { stdout } = await ops(at, ['run-job', '--help'])
    const [, listed = ''] = stdout.split('Jobs: ')
    expect(listed.match(/[a-z]+(?:-[a-z]+)+|batch|prune/g)).toEqual(expect.arrayContaining([...JOBS.keys()]))
  })

  it.each(COMMANDS.map((command) => [command.name, command] as const))(
    '%s has an option for each input that it reads, and reads each of its options',
    async (_, { args = [], options = [], load }) => {
      const read = Object.keys(shapeOf((await load()).input))
      const names = [...args, ...options].map(([flags]) => inputName(flags))
      expect(names).toEqual(expect.arrayContaining(read))
      expect([...read, ...Object.keys(CommonInput.shape)]).toEqual(expect.arrayContaining(names))
    },
  )

  it.each(Object.keys(RUNS).flatMap((name) => [[name, '--dry-run'] as const, [name, '--verbose'] as const]))(
    '%s %s prints a summary of the one shape, and lines that say whose they are',
    async (name, option) => {
      const run = await ops(at, [name, ...(RUNS[name]?.() ?? []), option], SECRETS, 'a password of the tests')
      const summary = run.summary()
      expect(summary).toMatchObject({ script: name, actor: 'tester', dry_run: option === '--dry-run' })
      expect(summary.processed_total).toBe(summary.succeeded_total + summary.failed_total)
      expect(summary.failed_total).toBe(summary.errors.length)
      for (const line of run.lines())
        expect(line).toMatchObject({
          ...{ ts: expect.any(String), level: expect.any(String), event: expect.any(String) },
          // A job that it runs has an id of its own.
          ...{ run_id: expect.any(String), script: name },
        })
      expect(run.lines().at(-1)).toMatchObject({
        ...{ event: 'command_ended', run_id: summary.run_id },
        target: expect.any(String),
        status: expect.stringMatching(/^(succeeded|partial|failed)$/),
        elapsed_ms: expect.any(Number),
      })
      for (const secret of [...Object.values(SECRETS).slice(1), 'a password of the tests'])
        expect(run.stdout + run.stderr).not.toContain(secret)
    },
    60_000,
  )

  it('loads its code only when it runs: help loads neither the database layer nor Zod', () => {
    const loaded = modulesLoadedBy('src/cli/main.ts')
    expect(loaded).toContain('src/cli/commands/index.ts')
    expect(loaded.filter((module) => /^src\/(?!cli\/|domain\/)|^drizzle/.test(module))).toEqual([])
    expect(loaded.filter((module) => /^src\/cli\/(?!main|runner|commands\/index)/.test(module))).toEqual([
      'src/cli/commands/init-test-data/profiles.ts',
    ])
    expect(loaded.filter((module) => !/^src\/|^node:/.test(module)).toSorted()).toEqual(['canonicalize', 'commander'])
  })

  it('that works on a database leaves a row in the history, unless it only reads or is a dry run', async () => {
    const { rows } = await at.db.execute<{ job: string }>(sql`select distinct job from job_runs where trigger = 'cli'`)
    const loaded = await Promise.all(COMMANDS.map(async ({ name, load }) => ({ name, ...(await load()) })))
    const outside = loaded.filter((command) => 'runOutside' in command).map(({ name }) => name)
    const expected = Object.keys(RUNS).filter((name) => name !== 'runs' && !outside.includes(name))
    expect(rows.map(({ job }) => job)).toEqual(expect.arrayContaining(expected))
  })
})
