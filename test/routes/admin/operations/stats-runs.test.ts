import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { foldRuns } from '../../../../src/db/operations/run-stats.ts'
import { RunStats } from '../../../../src/routes/admin/operations/stats-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'

let api: Api
let admin: { Authorization: string }
beforeEach(async () => {
  api = await startApi()
  admin = await api.logIn()
})

const call = (query = '') => api.call(`/v1/admin/stats/runs${query}`, { headers: admin })
async function stats(query = '') {
  const response = await call(query)
  expect(response.status).toBe(200)
  return RunStats.parse(await response.json())
}

/** The UTC day so many days before today. */
const dayBefore = (days: number) => new Date(Date.now() - days * 24 * 3_600_000).toISOString().slice(0, 10)

type Run = { job?: string; at?: string; status?: string; ms?: number | null; scope?: string }
const aRun = ({
  job = 'batch',
  at = `${dayBefore(0)}T00:00:00Z`,
  status = 'succeeded',
  ms = 1000,
  scope = 'all',
}: Run = {}) =>
  api.db.execute(sql`
    insert into job_runs (run_id, job, scope, trigger, status, started_at, duration_ms)
    values (left(gen_random_uuid()::text, 30), ${job}, ${scope}, 'cron', ${status}, ${at}::timestamptz, ${ms}::int)`)

const ONE = { runs: 1, succeeded: 1, partial: 0, failed: 0, running: 0, success_rate: 1 }
const LASTED_1S = { duration_ms: { median: 1000, p95: 1000, max: 1000 } }

describe('GET /v1/admin/stats/runs', () => {
  it('is empty before the first run', async () => {
    const response = await call()
    expect(response.headers.get('Content-Type')).toBe('application/json')
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
    const { as_of, ...rest } = RunStats.parse(await response.json())
    expect(Math.abs(Date.parse(as_of) - Date.now())).toBeLessThan(60_000)
    expect(rest).toEqual({ from: dayBefore(6), to: as_of.slice(0, 10), items: [] })
  })

  it('counts real runs', async () => {
    await api.tick()
    const { items, to } = await stats()
    expect(items.map((item) => item.job)).toEqual([
      'batch',
      'build-snapshots',
      'normalize-events',
      'publish-outbox',
      'refresh-popularity',
      'score-skills',
    ])
    for (const item of items) expect(item).toMatchObject({ day: to, ...ONE })
  })

  it('counts the outcomes of runs, and rates those that ended', async () => {
    for (const status of ['succeeded', 'succeeded', 'partial', 'failed', 'running']) await aRun({ status })
    expect((await stats()).items).toMatchObject([
      { runs: 5, succeeded: 2, partial: 1, failed: 1, running: 1, success_rate: 0.5 },
    ])
  })

  it('has no rate or duration if no run has ended, and a rate of 0 if all failed', async () => {
    await aRun({ job: 'a', status: 'running', ms: null })
    await aRun({ job: 'b', status: 'failed', ms: null })
    expect((await stats()).items).toMatchObject([
      { job: 'a', success_rate: null, duration_ms: null },
      { job: 'b', success_rate: 0, duration_ms: null },
    ])
  })

  it('has actual durations of the runs that ended', async () => {
    for (let n = 1; n <= 100; n++) await aRun({ ms: n * 10, status: n % 2 ? 'succeeded' : 'failed' })
    await aRun({ ms: 99_999, status: 'running' })
    await aRun({ ms: null, status: 'failed' })
    expect((await stats()).items[0]?.duration_ms).toEqual({ median: 500, p95: 950, max: 1000 })
  })

  it('has a row per day and job, newest day first, for all scopes', async () => {
    for (const days of [1, 0])
      for (const job of ['b', 'a-job', 'Z']) await aRun({ job, at: `${dayBefore(days)}T12:00:00Z` })
    await aRun({ job: 'b', scope: 'a-source', at: `${dayBefore(0)}T13:00:00Z` })
    const { items } = await stats()
    expect(items.map((item) => [item.day, item.job, item.runs])).toEqual([
      [dayBefore(0), 'Z', 1],
      [dayBefore(0), 'a-job', 1],
      [dayBefore(0), 'b', 2],
      [dayBefore(1), 'Z', 1],
      [dayBefore(1), 'a-job', 1],
      [dayBefore(1), 'b', 1],
    ])
  })

  it.each([
    ['T00:00:00Z', 2],
    ['T23:59:59.999999Z', 2],
    ['T23:30:00-09:00', 1],
  ])('counts a run on the UTC day of its start: %s', async (time, daysAgo) => {
    await aRun({ at: dayBefore(2) + time })
    expect((await stats()).items).toEqual([{ day: dayBefore(daysAgo), job: 'batch', ...ONE, ...LASTED_1S }])
  })

  it('covers as many UTC days as asked for, including today', async () => {
    for (const days of [-1, 0, 1, 6, 7, 89, 90]) await aRun({ at: `${dayBefore(days)}T00:00:00Z` })
    for (const [query, expected] of [
      ['?days=1', [0]],
      ['', [0, 1, 6]],
      ['?days=8', [0, 1, 6, 7]],
      ['?days=90', [0, 1, 6, 7, 89]],
    ] as const) {
      const { from, to, items } = await stats(query)
      expect(
        items.map((item) => item.day),
        query,
      ).toEqual(expected.map(dayBefore))
      expect([from, to]).toEqual([dayBefore(Number(query.slice(6) || 7) - 1), dayBefore(0)])
    }
  })

  it('keeps the figures of days whose runs are deleted', async () => {
    await aRun({ at: `${dayBefore(89)}T12:00:00Z` })
    await aRun({ at: `${dayBefore(100)}T12:00:00Z` })
    await aRun({ at: `${dayBefore(100)}T13:00:00Z`, status: 'failed', ms: 3000 })
    const before = await stats('?days=200')
    expect(before.items).toHaveLength(2)
    expect(await foldRuns(api.db, { before: new Date(`${dayBefore(90)}T12:00:00Z`) })).toBe(2)
    expect((await stats('?days=200')).items).toEqual(before.items)
    expect((await stats('?days=90')).items).toEqual(before.items.slice(0, 1))
  })

  it.each([
    ['days=0', '/days'],
    ['days=3651', '/days'],
    ['days=1.5', '/days'],
    ['days=', '/days'],
    ['days=7&days=8', '/days'],
    ['job=batch', '/job'],
  ])('refuses %s', async (query, pointer) => {
    const response = await call(`?${query}`)
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    expect(await readProblem(response)).toMatchObject({
      status: 400,
      code: 'invalid',
      errors: [{ in: 'query', pointer }],
    })
  })
})
