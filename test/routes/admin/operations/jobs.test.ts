import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { beginRun, endRuns } from '../../../../src/db/operations/leases.ts'
import { JobList } from '../../../../src/routes/admin/operations/job-schema.ts'
import { type Api, startApi } from '../../../support/api/api.ts'
import { aSkill } from '../../../support/builders/builders.ts'

let api: Api
let admin: { Authorization: string }
beforeEach(async () => {
  api = await startApi()
  admin = await api.logIn()
})

const call = () => api.call('/v1/admin/jobs', { headers: admin })
const list = async () => JobList.parse(await (await call()).json()).items
const find = async (name: string) => (await list()).find((job) => job.name === name)

const startedAt = new Date('2026-02-10T14:30:00Z')
const runOf = (runId: string, p: { job?: string; scope?: string; startedAt?: Date } = {}) => {
  const run = {
    runId,
    holder: `${runId}-abc`,
    job: 'prune',
    scope: 'all',
    trigger: 'cli',
    actor: 'ann',
    startedAt,
    ...p,
  }
  return { ...run, key: `script:${run.job}:${run.scope}` }
}
const begin = (...run: Parameters<typeof runOf>) => {
  const { key, ...begun } = runOf(...run)
  return beginRun(api.db, key, 60, begun)
}
async function runOnce(runId: string, status: string, at: Date, scope = 'all') {
  const run = { startedAt: at, scope }
  if (!(await begin(runId, run))) throw new Error('Somebody holds the lease.')
  const end = { status, endedAt: new Date(at.getTime() + 1500), durationMs: 1500 }
  await endRuns(api.db, [{ ...runOf(runId, run), ...end, counts: { rows: 1 }, errors: [{ a: 1 }, { a: 2 }] }])
}

describe('GET /v1/admin/jobs', () => {
  it('lists every job with its schedule before the first run', async () => {
    const response = await call()
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toBe('application/json')
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
    const { as_of, items } = JobList.parse(await response.json())
    expect(Math.abs(Date.parse(as_of) - Date.now())).toBeLessThan(60_000)
    const never = { last_run: null, last_success_at: null, lease: null }
    expect(items).toEqual(
      expect.arrayContaining([
        { name: 'batch', cron: '*/10 * * * *', part_of: null, lease_seconds: 540, ...never },
        { name: 'normalize-events', cron: null, part_of: 'batch', lease_seconds: 300, ...never },
        { name: 'prune', cron: '23 3 * * *', part_of: null, lease_seconds: 300, ...never },
      ]),
    )
  })

  it('shows the last run of each', async () => {
    await aSkill(api.db)
    await api.tick()
    const steps = (await list()).filter((job) => job.last_run !== null)
    expect(steps.map((job) => job.name).toSorted()).toEqual(
      [
        'batch',
        'build-snapshots',
        'normalize-events',
        'publish-outbox',
        'refresh-popularity',
        'score-skills',
      ].toSorted(),
    )
    for (const { name, last_run, last_success_at, lease } of steps) {
      expect(last_run).toMatchObject({ job: name, scope: 'all', trigger: 'cron', status: 'succeeded', stale: false })
      expect(last_success_at).toBe(last_run?.ended_at)
      expect(lease).toBeNull()
    }
    expect((await find('score-skills'))?.last_run?.counts).toMatchObject({ processed: 1, failed: 0 })
  })

  it('keeps the last success after a later run that failed', async () => {
    await runOnce('one', 'succeeded', new Date('2026-02-10T14:00:00Z'))
    await runOnce('two', 'partial', new Date('2026-02-10T15:00:00Z'))
    await runOnce('three', 'failed', new Date('2026-02-10T16:00:00.250Z'))
    expect(await find('prune')).toMatchObject({
      last_run: {
        run_id: 'three',
        status: 'failed',
        actor: 'ann',
        started_at: '2026-02-10T16:00:00.250Z',
        ended_at: '2026-02-10T16:00:01.750Z',
        duration_ms: 1500,
        counts: { rows: 1 },
        error_count: 2,
      },
      last_success_at: '2026-02-10T14:00:01.500Z',
    })
  })

  it('says who has held a lease since when, until it expires', async () => {
    await begin('held')
    const held = await find('prune')
    expect(held?.last_run).toMatchObject({ run_id: 'held', status: 'running', stale: false, ended_at: null })
    expect(held?.lease?.run_id).toBe('held')
    const { since = '', expires_at = '' } = held?.lease ?? {}
    expect(Date.parse(expires_at) - Date.parse(since)).toBe(60_000)
    expect(Math.abs(Date.parse(since) - Date.now())).toBeLessThan(60_000)

    await api.db.execute(sql`update job_leases set expires_at = now() - interval '1 second'`)
    expect(await find('prune')).toMatchObject({
      last_run: { run_id: 'held', status: 'running', stale: true },
      lease: null,
    })
  })

  it('shows a lease whose run is unknown', async () => {
    await begin('held')
    await api.db.execute(sql`delete from job_runs`)
    expect(await find('prune')).toMatchObject({ last_run: null, lease: { run_id: null } })
  })

  it('leaves out runs with a scope of their own, and their leases', async () => {
    await runOnce('whole', 'succeeded', new Date('2026-02-10T14:00:00Z'))
    await runOnce('part', 'failed', new Date('2026-02-10T15:00:00Z'), 'a-source')
    await begin('another', { scope: 'another-source' })
    expect(await find('prune')).toMatchObject({ last_run: { run_id: 'whole' }, lease: null })
  })
})
