import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { ops } from '../../support/run/cli.ts'
import { createDatabase, type TestDatabase } from '../../support/run/database.ts'

let at: TestDatabase
beforeAll(async () => {
  at = await createDatabase()
  const run = (id: string, job: string, status: string, daysAgo: number, ms: number | null, errors: unknown[] = []) =>
    at.db.execute(sql`
      insert into job_runs (run_id, job, scope, trigger, status, started_at, duration_ms, errors)
      values (${id}, ${job}, 'all', 'cron', ${status}, now() - make_interval(days => ${daysAgo}), ${ms}, ${JSON.stringify(errors)}::jsonb)`)
  for (let i = 1; i <= 20; i++) await run(`a${i}`, 'batch', 'succeeded', 1, i * 100)
  await run('a21', 'batch', 'failed', 2, 50, [{ target: 'score-skills', reason: 'Older.' }])
  await run('a22', 'batch', 'partial', 1, 60, [{ target: 'build-snapshots', reason: 'Newer.' }])
  await run('a23', 'batch', 'running', 0, null)
  await run('b1', 'prune', 'succeeded', 30, 10)
})

const runs = async (...argv: string[]) => {
  const run = await ops(at, ['runs', ...argv])
  expect(run.code).toBe(0)
  return run.summary()
}

describe('ops runs', () => {
  it('shows for a week how often each job succeeded, how long it took, and its last error', async () => {
    const { details, targets_total } = await runs()
    expect(targets_total).toBe(1)
    expect(details.jobs).toEqual([
      {
        ...{ job: 'batch', runs: 23, succeeded: 20, partial: 1, failed: 1, running: 1, success_rate: 0.9091 },
        ...{ median_ms: 900, p95_ms: 1900, last_started_at: expect.any(String) },
        last_error: { run_id: 'a22', started_at: expect.any(String), target: 'build-snapshots', reason: 'Newer.' },
      },
    ])
  })

  it('can be limited by time and job', async () => {
    const since = new Date(Date.now() - 60 * 86_400_000).toISOString()
    expect((await runs('--since', since.slice(0, 10))).targets_total).toBe(2)
    expect((await runs('--since', since, '--job', 'prune')).details.jobs).toMatchObject([
      { job: 'prune', runs: 1, success_rate: 1, last_error: null },
    ])
    expect(await runs('--job', 'nothing')).toMatchObject({ targets_total: 0, warnings: [expect.any(String)] })
  })

  it('leaves no row in the history', async () => {
    await runs()
    const { rows } = await at.db.execute(sql`select count(*)::int as n from job_runs where job = 'runs'`)
    expect(rows).toEqual([{ n: 0 }])
  })

  it('refuses an invalid time', async () => {
    const { code, stderr } = await ops(at, ['runs', '--since', 'yesterday'])
    expect(code).toBe(3)
    expect(stderr).toContain('--since')
  })
})
