import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { beginRun } from '../../../../src/db/operations/leases.ts'
import { listOf } from '../../../../src/http/answers.ts'
import { JobRun, JobRunDetail } from '../../../../src/routes/admin/operations/job-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'

const Page = listOf(JobRun)

let api: Api
let admin: { Authorization: string }

const call = (path = '') => api.call(`/v1/admin/jobs/runs${path}`, { headers: admin })
async function list(query = '') {
  const response = await call(query && `?${query}`)
  expect(response.status, query).toBe(200)
  return Page.parse(await response.json())
}
const ids = async (query: string) => (await list(query)).items.map((run) => run.run_id)

type Kept = { job?: string; status?: string; trigger?: string; actor?: string; errors?: unknown[] }
const aRun = (id: string, at: string, { job = 'batch', status = 'succeeded', trigger = 'cron', ...p }: Kept = {}) =>
  api.db.execute(sql`
    insert into job_runs (run_id, job, scope, trigger, actor, status, started_at, ended_at, duration_ms, counts, errors, token)
    values (${id}, ${job}, 'all', ${trigger}, ${p.actor ?? null}, ${status}, ${at}::timestamptz, ${at}::timestamptz + interval '2 seconds', 2000,
      '{"rows": 3}', ${JSON.stringify(p.errors ?? [])}::jsonb, 1)`)

const errors = [
  { target: 'science', reason: 'no board' },
  { target: 'tools', reason: 'no board either' },
]

beforeAll(async () => {
  api = await startApi()
  admin = await api.logIn()
  await aRun('oldest', '2026-01-01T00:00:00.123456Z', { job: 'prune' })
  await aRun('failed', '2026-01-02T00:00:00Z', { status: 'failed', errors: errors.slice(0, 1) })
  await aRun('by-hand', '2026-01-03T00:00:00Z', { trigger: 'admin', actor: 'ann', status: 'partial', errors })
  await aRun('tie-1', '2026-01-04T00:00:00.000001Z')
  await aRun('tie-2', '2026-01-04T00:00:00.000001Z')
  await aRun('ingest', '2026-01-05T00:00:00Z', { job: 'ingest', trigger: 'cli', actor: 'bob' })
})

describe('GET /v1/admin/jobs/runs', () => {
  it('lists runs of jobs and commands, newest first', async () => {
    const response = await call()
    expect(response.headers.get('Content-Type')).toBe('application/json')
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
    const { items, next_cursor } = Page.parse(await response.json())
    expect(next_cursor).toBeNull()
    expect(items.map((run) => run.run_id)).toEqual(['ingest', 'tie-2', 'tie-1', 'by-hand', 'failed', 'oldest'])
    expect(items[3]).toEqual({
      run_id: 'by-hand',
      job: 'batch',
      scope: 'all',
      trigger: 'admin',
      actor: 'ann',
      status: 'partial',
      stale: false,
      started_at: '2026-01-03T00:00:00.000Z',
      ended_at: '2026-01-03T00:00:02.000Z',
      duration_ms: 2000,
      counts: { rows: 3 },
      error_count: 2,
    })
  })

  it.each([
    ['job=batch', ['tie-2', 'tie-1', 'by-hand', 'failed']],
    ['job=ingest', ['ingest']],
    ['job=nothing', []],
    ["job=' or 1=1 --", []],
    ['status=failed', ['failed']],
    ['status=running', []],
    ['trigger=cli', ['ingest']],
    ['trigger=admin&status=partial', ['by-hand']],
    ['trigger=admin&status=failed', []],
    ['since=2026-01-04T00:00:00.000001Z', ['ingest', 'tie-2', 'tie-1']],
    ['since=2026-01-04T00:00:00.000002Z', ['ingest']],
    ['since=2026-01-05T09:00:00%2B09:00', ['ingest']],
    ['job=batch&since=2026-01-03T00:00:00Z&status=succeeded', ['tie-2', 'tie-1']],
  ])('filters by %s', async (query, expected) => {
    expect(await ids(query)).toEqual(expected)
  })

  it('distinguishes a running run from one that died, even if another came after it', async () => {
    const own = await startApi()
    const headers = await own.logIn()
    const begin = (runId: string, scope: string) =>
      beginRun(own.db, `script:crawl:${scope}`, 60, {
        ...{ runId, holder: `${runId}-abc`, job: 'crawl', scope, trigger: 'cron', actor: null, startedAt: new Date() },
      })
    await begin('going-on', 'one')
    await begin('dead', 'two')
    await own.db.execute(
      sql`update job_leases set expires_at = now() - interval '1 second' where key = 'script:crawl:two'`,
    )
    const stale = async () => {
      const page = Page.parse(await (await own.call('/v1/admin/jobs/runs', { headers })).json())
      return Object.fromEntries(page.items.map((run) => [run.run_id, [run.status, run.stale]]))
    }
    expect(await stale()).toEqual({ 'going-on': ['running', false], dead: ['running', true] })
    await begin('next', 'two')
    expect(await stale()).toEqual({
      'going-on': ['running', false],
      dead: ['failed', false],
      next: ['running', false],
    })
  })
})

describe('GET /v1/admin/jobs/runs/{run_id}', () => {
  it('answers a run as in the list, with its errors', async () => {
    for (const run of (await list()).items) {
      const response = await call(`/${run.run_id}`)
      expect(response.status).toBe(200)
      expect(response.headers.get('Cache-Control')).toBe('private, no-store')
      const { errors: told, ...rest } = JobRunDetail.parse(await response.json())
      expect(rest).toEqual(run)
      expect(told).toEqual(errors.slice(0, run.error_count))
    }
  })

  it.each(['nothing', "'", '20260210T143001Z-8f1c'])('answers an unknown id with a 404 problem: %s', async (id) => {
    expect(await readProblem(await call(`/${id}`))).toMatchObject({ status: 404, code: 'not_found' })
  })

  it.each(['%00', 'x'.repeat(41)])('refuses an impossible id: %s', async (id) => {
    const problem = await readProblem(await call(`/${id}`))
    expect(problem).toMatchObject({ status: 400, code: 'invalid', errors: [{ in: 'path', pointer: '/run_id' }] })
  })
})
