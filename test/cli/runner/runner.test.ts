import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { beginRun } from '../../../src/db/operations/leases.ts'
import { aFolder, aSkillMd, ops } from '../../support/run/cli.ts'
import { createDatabase, emptyDatabase, type TestDatabase } from '../../support/run/database.ts'

let at: TestDatabase
let dir: string
beforeAll(async () => {
  at = await createDatabase()
  dir = await aFolder({ 'a/SKILL.md': aSkillMd('a'), 'b/SKILL.md': aSkillMd('b'), 'c/SKILL.md': aSkillMd('c') })
})

const refusal = (run: Awaited<ReturnType<typeof ops>>) => {
  expect(run.code).toBe(3)
  expect(run.stdout).toBe('')
  return run.stderr
}

describe('a command', () => {
  it('prints one JSON summary to stdout, JSON lines to stderr, and the summary to a file if asked', async () => {
    const file = join(dir, 'summary.json')
    const run = await ops(at, ['ingest', dir, '--source', 'files', '--json-output', file])
    expect(run.code).toBe(0)
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(run.summary())
    expect(run.summary()).toMatchObject({ actor: 'tester', host: '127.0.0.1' })
    expect(run.lines().at(-1)).toEqual({
      ...{ ts: expect.any(String), level: 'info', event: 'command_ended' },
      ...{ run_id: run.summary().run_id, script: 'ingest', target: '127.0.0.1', status: 'succeeded' },
      elapsed_ms: run.summary().duration_ms,
    })
  })

  it('leaves a row in the history under the run_id of its summary', async () => {
    const { run_id } = (await ops(at, ['ingest', dir, '--source', 'history'])).summary()
    const { rows } = await at.db.execute(
      sql`select job, scope, trigger, actor, status, counts from job_runs where run_id = ${run_id}`,
    )
    expect(rows).toEqual([
      {
        job: 'ingest',
        scope: 'history',
        trigger: 'cli',
        actor: 'tester',
        status: 'succeeded',
        counts: { total: 3, succeeded: 3, failed: 0 },
      },
    ])
  })

  it('works on at most --limit targets', async () => {
    expect((await ops(at, ['ingest', dir, '--source', 'limit', '--limit', '2'])).summary()).toMatchObject({
      targets_total: 2,
      processed_total: 2,
    })
  })

  it('shows debug lines only with --verbose', async () => {
    const levels = async (...more: string[]) =>
      (await ops(at, ['ingest', dir, '--source', 'verbose', ...more])).lines().map((line) => line.level)
    expect(await levels()).not.toContain('debug')
    expect(await levels('--verbose')).toContain('debug')
  })

  it('is refused while another run with the same lease is in progress', async () => {
    const run = {
      runId: 'other',
      holder: 'other',
      job: 'ingest',
      scope: 'busy',
      trigger: 'cli',
      actor: null,
      startedAt: new Date(),
    }
    await beginRun(at.db, 'script:ingest:busy', 60, run)
    expect(refusal(await ops(at, ['ingest', dir, '--source', 'busy']))).toContain(
      'Another run of ingest is in progress',
    )
    const { rows } = await at.db.execute(
      sql`select count(*)::int as n from raw_skills r join skill_sources s on s.id = r.source_id where s.name = 'busy'`,
    )
    expect(rows).toEqual([{ n: 0 }])
  })

  it('is a dry run on a database on another machine unless --yes is given', async () => {
    const send = globalThis.fetch
    vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
      const headers = new Headers(init?.headers)
      headers.set('Neon-Connection-String', at.url) // the far host is played by the local one
      return send(input, { ...init, headers })
    })
    const far = { ...at, url: at.url.replace('127.0.0.1', 'db.example.org') }
    const rehearsed = await ops(far, ['ingest', dir, '--source', 'far'])
    expect(rehearsed.summary()).toMatchObject({ dry_run: true, warnings: [expect.stringContaining('--yes')] })
    expect((await ops(far, ['ingest', dir, '--source', 'far', '--yes'])).summary()).toMatchObject({
      dry_run: false,
      warnings: [],
      details: rehearsed.summary().details,
    })
    vi.restoreAllMocks()
  })
})

describe('bad input or environment', () => {
  it.each([
    [['ingest'], "missing required argument 'dir'"],
    [['ingest', '.'], '--source: '],
    [['ingest', '/nowhere/at/all', '--source', 'x'], '<dir>: is not a folder that can be read'],
    [['ingest', '.', '--source', 'x', '--limit', '0'], '--limit: must be at least 1'],
    [['ingest', '.', '--source', 'x', '--limit', 'ten'], '--limit: must be a number'],
    [['ingest', '.', '--source', 'x', '--repo', 'no-slash'], '--repo: must have the form OWNER/REPO'],
    [['evaluate-improvements', '--org-id', 'x'], '--org-id: must be a UUID'],
    [['ingest', '.', '--source', 'x', '--colour', 'red'], "unknown option '--colour'"],
    [['runs', '--json-output', '/nowhere/at/all.json'], '--json-output: must be a file in an existing folder'],
    [['runs', '--json-output', '/'], '--json-output: must be a file in an existing folder'],
    [['run-job', 'nothing'], '<job>: must be one of: batch'],
    [['run-job', 'batch', '--org-id', crypto.randomUUID()], "unknown option '--org-id'"],
    [['dance'], "unknown command 'dance'"],
  ])('%j is refused with exit code 3', async (argv, message) => {
    expect(refusal(await ops(at, argv))).toContain(message)
  })

  it('without a command it prints help, and an unknown option is refused like any other bad input', async () => {
    const help = await ops(at, [])
    expect(help.code).toBe(3)
    expect(help.stderr).toContain('Usage: npm run ops --')
    const run = await ops(at, ['ingest', '.', '--sorce', 'x'])
    expect(run.lines()).toEqual([
      {
        ...{ ts: expect.any(String), level: 'error', event: 'refused', script: 'ingest' },
        message: expect.stringMatching(/^unknown option '--sorce'\s+\(Did you mean --source\?\) \(--help shows/),
      },
    ])
  })

  it('without a database it says how to start one, and shows no password', async () => {
    const nowhere = { url: 'postgresql://someone:hunter2@127.0.0.1:1/skills', endpoint: 'http://127.0.0.1:1/sql' }
    const said = refusal(await ops(nowhere, ['run-job', 'batch']))
    expect(said).toContain('npm run dev')
    expect(said).not.toContain('hunter2')
    expect(refusal(await ops(at, ['run-job', 'batch'], { DATABASE_URL: '' }))).toContain('DATABASE_URL is not set')
  })

  it('on a database without our tables it says which command to run', async () => {
    expect(refusal(await ops(await emptyDatabase(), ['run-job', 'batch']))).toContain('npm run db:migrate')
  })

  it('prints help for each command', async () => {
    const help = await ops(at, ['evaluate-improvements', '--help'])
    expect(help.code).toBe(0)
    for (const option of [
      '--dry-run',
      '--org-id',
      '--org-ids',
      '--limit',
      '--fail-fast',
      '--json-output',
      '--verbose',
      '--timeout-sec',
      '--yes',
    ])
      expect(help.stdout).toContain(option)
  })
})

describe('a refusal during the run', () => {
  const runsOf = async (job: string) => (await at.db.execute(sql`select status from job_runs where job = ${job}`)).rows

  it.each([
    ['create-admin', ['create-admin', 'ada'], 'must have at least 12 characters'],
    ['replay-snapshot', ['replay-snapshot', '--date', '2020-01-01'], '2020-01-01'],
  ])(
    'of %s prints its message without a stack, leaves no row in the history, and frees the lease',
    async (job, argv, told) => {
      for (const run of [await ops(at, argv, {}, 'short'), await ops(at, argv, {}, 'short')]) {
        expect(refusal(run)).toContain(told)
        expect(run.stderr).not.toContain('stack')
        expect(run.lines().filter(({ level }) => level === 'error')).toEqual([
          expect.objectContaining({ event: 'refused', message: expect.stringContaining(told) }),
        ])
        expect(await runsOf(job)).toEqual([])
      }
    },
  )
})

describe('ops run-job', () => {
  it('runs the batch as the cron does, each step with a run of its own', async () => {
    const run = await ops(at, ['run-job', 'batch'])
    expect(run.code).toBe(0)
    expect(run.summary()).toMatchObject({
      targets_total: 5,
      succeeded_total: 5,
      details: {
        'normalize-events': { status: 'succeeded' },
        'refresh-popularity': { status: 'succeeded' },
        'score-skills': { status: 'succeeded', processed: 0, failed: 0 },
        'build-snapshots': { status: 'succeeded', boards: 1, failed: 0 },
        'publish-outbox': { status: 'succeeded', processed: 0, published: 0, unchanged: 0 },
      },
    })
    const { rows } = await at.db.execute(
      sql`select job, trigger, actor, status from job_runs where job not in ('ingest', 'batch', 'run-job') order by started_at`,
    )
    expect(rows).toMatchObject([
      { job: 'normalize-events', trigger: 'cli', actor: 'tester', status: 'succeeded' },
      { job: 'refresh-popularity' },
      { job: 'score-skills' },
      { job: 'build-snapshots' },
      { job: 'publish-outbox' },
    ])
  })

  it('reports in a dry run how much work is due, and runs nothing', async () => {
    const runs = async () => (await at.db.execute(sql`select count(*)::int as n from job_runs`)).rows
    const before = await runs()
    expect((await ops(at, ['run-job', 'build-snapshots', '--dry-run'])).summary().details).toEqual({
      would_run: 'build-snapshots',
      would: { boards: 1 },
    })
    expect(await runs()).toEqual(before)
  })

  it('exits with 1 if all steps failed, and with 2 if some did', async () => {
    const broken = await createDatabase()
    await broken.db.execute(sql`drop table skill_rank_snapshots`)
    expect((await ops(broken, ['run-job', 'build-snapshots'])).code).toBe(1)
    expect((await ops(broken, ['run-job', 'batch'])).code).toBe(2)
  })
})
