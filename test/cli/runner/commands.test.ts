import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { COMMANDS } from '../../../src/cli/main.ts'
import { COMMON_OPTIONS } from '../../../src/cli/runner/options.ts'
import { serveApp } from '../../support/api/served-app.ts'
import { aSkill } from '../../support/builders/builders.ts'
import { aFolder, aSkillMd, ops } from '../../support/run/cli.ts'
import { createDatabase, type TestDatabase } from '../../support/run/database.ts'

let at: TestDatabase
let api: Awaited<ReturnType<typeof serveApp>>
let folder: string
beforeAll(async () => {
  at = await createDatabase()
  await aSkill(at.db, { category: 'tools' })
  api = await serveApp(at)
  folder = await aFolder({ 'a/SKILL.md': aSkillMd('a') })
  await ops(at, ['run-job', 'batch'])
})
afterAll(() => api.stop())

const today = () => new Date().toISOString().slice(0, 10)

/** How each command is run here: all that it needs, and nothing more. */
const RUNS: Record<string, () => string[]> = {
  'backfill-publish': () => [],
  'create-admin': () => ['ada'],
  'evaluate-improvements': () => [],
  ingest: () => [folder, '--source', 'here'],
  'init-test-data': () => ['--prefix', 'here'],
  migrate: () => [],
  mirror: () => ['--from', api.origin, '--to', `${folder}/mirror.sqlite`],
  'process-raw-events': () => [],
  'replay-snapshot': () => ['--date', today()],
  'run-job': () => ['prune'],
  runs: () => [],
  smoke: () => ['--base-url', api.origin],
  'verify-counts': () => [],
}
const SECRETS = {
  ADMIN_USERNAME: 'admin',
  ADMIN_PASSWORD: 'a password that nobody may see',
  JWT_SECRET: 'a secret that nobody may see, either, of 32 bytes',
}

describe('every command', () => {
  it('is run here', () => {
    expect(Object.keys(RUNS).toSorted()).toEqual(COMMANDS.map(({ name }) => name).toSorted())
  })

  it.each(Object.keys(RUNS))('%s has every common option, and says what it is for', async (name) => {
    const help = await ops(at, [name, '--help'])
    expect(help.code).toBe(0)
    for (const [flags] of COMMON_OPTIONS) expect(help.stdout).toContain(flags.split(' ')[0])
    expect(help.stdout).toContain(COMMANDS.find((command) => command.name === name)?.summary.slice(0, 30))
  })

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

  it('that works on a database leaves a row of each run in the history, but a dry run and a look at it', async () => {
    const { rows } = await at.db.execute<{ job: string }>(sql`select distinct job from job_runs where trigger = 'cli'`)
    const outside = COMMANDS.filter((command) => 'runOutside' in command).map(({ name }) => name)
    const expected = Object.keys(RUNS).filter((name) => name !== 'runs' && !outside.includes(name))
    expect(rows.map(({ job }) => job)).toEqual(expect.arrayContaining(expected))
  })
})
