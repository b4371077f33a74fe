import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { beginRun } from '../../../../src/db/operations/leases.ts'
import { JOBS } from '../../../../src/jobs/index.ts'
import { JobRunDetail, RunPlan, RunReport } from '../../../../src/routes/admin/operations/job-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { expectAdminsOnly } from '../../../support/api/permissions.ts'
import { aSkill, someRawEvents } from '../../../support/builders/builders.ts'

let api: Api
let admin: { Authorization: string }
beforeEach(async () => {
  api = await startApi()
  admin = await api.logIn()
})

const path = (job: string) => `/v1/admin/jobs/${job}/runs`
const run = (job: string, body?: unknown) =>
  body === undefined
    ? api.call(path(job), { method: 'POST', headers: admin })
    : api.send('POST', path(job), body, admin)
const rowsOf = async (query: string) => (await api.db.execute(sql.raw(query))).rows
const runs = () => rowsOf('select run_id, job, trigger, actor, status from job_runs order by started_at, job')
const audited = () =>
  rowsOf(
    `select actor, action, target_type, target_id, before, after, request_id from audit_log where action like 'job.%'`,
  )

const hold = (job: string, p: { actor: string | null } = { actor: 'ann' }) =>
  beginRun(api.db, `script:${job}:all`, 60, {
    ...{ runId: 'other', holder: 'other-abc', job, scope: 'all', trigger: 'cron', startedAt: new Date(), ...p },
  })

/** Holds back statements with `word` in them until they are released. */
function gateAt(word: string) {
  const send = globalThis.fetch
  let open = () => {}
  let arrive = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve
  })
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    if (String(init?.body).includes(word)) {
      arrive()
      await opened
    }
    return send(input, init)
  })
  onTestFinished(() => void vi.restoreAllMocks())
  return { arrived, open }
}

describe('POST /v1/admin/jobs/{name}/runs', () => {
  it('runs a job now, and answers with its report and the address of its record', async () => {
    const { id: skillId } = await aSkill(api.db)
    await someRawEvents(api.db, [{ skillId }, { skillId }])
    const response = await run('normalize-events', {})
    expect(response.status).toBe(201)
    expect(response.headers.get('Content-Type')).toBe('application/json')
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    const report = RunReport.parse(await response.json())
    expect(report).toEqual({
      run_id: expect.stringMatching(/^\d{8}T\d{6}Z-[0-9a-f]{12}$/),
      job: 'normalize-events',
      status: 'succeeded',
      counts: { normalized: 2, retried: 0 },
      errors: [],
      steps: [],
    })
    const location = response.headers.get('Location')
    expect(location).toBe(`/v1/admin/jobs/runs/${report.run_id}`)
    const kept = await api.call(location ?? '', { headers: admin })
    expect(JobRunDetail.parse(await kept.json())).toMatchObject({
      run_id: report.run_id,
      trigger: 'admin',
      actor: 'admin',
      status: 'succeeded',
      counts: report.counts,
      errors: [],
    })
  })

  it('runs a batch with its steps, all with the same actor', async () => {
    const report = RunReport.parse(await (await run('batch')).json())
    expect(report.steps.map((step) => [step.job, step.status])).toEqual(
      ['normalize-events', 'refresh-popularity', 'score-skills', 'build-snapshots', 'publish-outbox'].map((job) => [
        job,
        'succeeded',
      ]),
    )
    for (const kept of await runs()) expect(kept).toMatchObject({ trigger: 'admin', actor: 'admin' })
    expect((await runs()).map(({ run_id }) => run_id).toSorted()).toEqual(
      [report.run_id, ...report.steps.map((step) => step.run_id)].toSorted(),
    )
  })

  it.each([...JOBS.keys()])('can run %s on an empty database, and leaves one row in the audit log', async (job) => {
    const response = await run(job)
    expect(response.status).toBe(201)
    const { run_id, status } = RunReport.parse(await response.json())
    expect(status).toBe('succeeded')
    expect(await audited()).toEqual([
      {
        actor: 'admin',
        action: 'job.run',
        target_type: 'job',
        target_id: job,
        before: null,
        after: { run_id },
        request_id: response.headers.get('X-Request-Id'),
      },
    ])
  })

  it('answers a failed run with its reason, but without the SQL', async () => {
    await api.db.execute(sql`alter table rank_snapshots rename to away`)
    const response = await run('build-snapshots')
    expect(response.status).toBe(201)
    const body = await response.text()
    expect(body).not.toMatch(/select|insert|rank_snapshots/i)
    expect(RunReport.parse(JSON.parse(body))).toMatchObject({
      status: 'failed',
      counts: {},
      errors: [{ target: 'build-snapshots', reason: expect.stringContaining('42P01') }],
    })
    expect(await audited()).toHaveLength(1)
    const partial = RunReport.parse(await (await run('batch')).json())
    expect(partial).toMatchObject({ status: 'partial', errors: [{ target: 'build-snapshots' }] })
  })

  it('does nothing if the audit log cannot be written', async () => {
    await aSkill(api.db)
    await api.db.execute(sql`alter table audit_log rename to away`)
    expect(RunReport.parse(await (await run('publish-outbox')).json()).status).toBe('failed')
    expect(await rowsOf('select count(*)::int as n from publish_outbox where processed_at is not null')).toEqual([
      { n: 0 },
    ])
  })

  it('answers 503 if the run could not start', async () => {
    await api.db.execute(sql`alter table job_leases rename to away`)
    expect(await readProblem(await run('prune'))).toMatchObject({ status: 503, code: 'unavailable' })
    expect(await audited()).toEqual([])
  })

  it('stops after a minute, and leaves the rest to the next run', async () => {
    await api.db.execute(sql`
      insert into publish_outbox (kind, source_id, payload, payload_hash)
      select 'tag', gen_random_uuid(), '{}', 'x' from generate_series(1, 10001)`)
    const { arrived, open } = gateAt('published_items')
    vi.useFakeTimers({ toFake: ['Date'] })
    onTestFinished(() => void vi.useRealTimers())
    const answer = run('publish-outbox')
    await arrived
    vi.setSystemTime(Date.now() + 60_000)
    open()
    expect(RunReport.parse(await (await answer).json())).toMatchObject({
      status: 'succeeded',
      counts: { processed: 10_000 },
    })
    expect(RunReport.parse(await (await run('publish-outbox')).json()).counts).toMatchObject({ processed: 1 })
  })
})

describe('while another run holds the lease', () => {
  it('refuses, and says who has held it since when', async () => {
    await hold('prune')
    const [row] = await rowsOf(
      `select to_char(acquired_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at from job_leases`,
    )
    const response = await run('prune')
    expect(response.headers.get('Location')).toBeNull()
    const problem = await readProblem(response)
    expect(problem).toMatchObject({ status: 409, code: 'conflict' })
    expect(problem.detail).toContain(`Run other by ann has held the lease of prune since ${row?.at}.`)
    expect((await runs()).map(({ run_id }) => run_id)).toEqual(['other'])
    expect(await audited()).toEqual([])
  })

  it('names the trigger of a run without an actor, and an unknown run', async () => {
    await hold('prune', { actor: null })
    expect((await readProblem(await run('prune'))).detail).toContain('Run other by cron has held')
    await api.db.execute(sql`delete from job_runs`)
    expect((await readProblem(await run('prune'))).detail).toContain('Another run has held the lease of prune')
  })

  it('runs one of two concurrent requests', async () => {
    const { arrived, open } = gateAt('published_items')
    const [one, two] = [run('publish-outbox'), run('publish-outbox')]
    await arrived
    const refused = await Promise.race([one, two])
    open()
    const statuses = (await Promise.all([one, two])).map(({ status }) => status)
    expect(statuses.toSorted()).toEqual([201, 409])
    expect((await readProblem(refused)).detail).toMatch(/^Run \S+ by admin has held the lease of publish-outbox since /)
    expect(await audited()).toHaveLength(1)
  })

  it('runs other jobs', async () => {
    await hold('prune')
    expect((await run('score-skills')).status).toBe(201)
  })

  it('runs once the lease has expired, and closes the run that died', async () => {
    await hold('prune')
    await api.db.execute(sql`update job_leases set expires_at = now() - interval '1 second'`)
    expect((await run('prune')).status).toBe(201)
    expect((await runs()).map(({ status }) => status).toSorted()).toEqual(['failed', 'succeeded'])
  })
})

describe('dry_run', () => {
  it('reports the work, and leaves no trace', async () => {
    const { id: skillId } = await aSkill(api.db)
    await someRawEvents(api.db, [{ skillId }, { skillId }])
    const response = await run('normalize-events', { dry_run: true })
    expect(response.status).toBe(200)
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    expect(response.headers.get('Location')).toBeNull()
    expect(RunPlan.parse(await response.json())).toEqual({
      job: 'normalize-events',
      dry_run: true,
      would: { due: 2 },
      lease_held: false,
    })
    expect(await runs()).toEqual([])
    expect(await audited()).toEqual([])
    expect(await rowsOf('select count(*)::int as n from skill_events')).toEqual([{ n: 0 }])
  })

  it.each([...JOBS.keys()])('answers for %s, whether its lease is held or not', async (job) => {
    await hold(job)
    expect(RunPlan.parse(await (await run(job, { dry_run: true })).json())).toMatchObject({ job, lease_held: true })
  })
})

describe('POST /v1/admin/jobs/{name}/runs refuses', () => {
  it('an unknown job, and lists the jobs', async () => {
    for (const body of [undefined, { dry_run: true }]) {
      const problem = await readProblem(await run('dance', body))
      expect(problem).toMatchObject({ status: 404, code: 'not_found' })
      for (const name of ['dance', ...JOBS.keys()]) expect(problem.detail).toContain(name)
    }
    expect(await readProblem(await run('%00'))).toMatchObject({ status: 404 })
    expect(await readProblem(await run('constructor'))).toMatchObject({ status: 404 })
  })

  it.each([
    [{ dry_run: 'yes' }, '/dry_run'],
    [{ dry_run: null }, '/dry_run'],
    [{ dryRun: true }, '/dryRun'],
    [[], ''],
    [null, ''],
    ['dry_run', ''],
  ])('%j', async (body, pointer) => {
    const problem = await readProblem(await run('prune', body))
    expect(problem).toMatchObject({ status: 400, code: 'invalid', errors: [{ in: 'body', pointer }] })
    expect(await runs()).toEqual([])
  })

  it('a body that is not JSON, has another content type or is too large', async () => {
    const send = (body: string, type: string) =>
      api.call(path('prune'), { method: 'POST', body, headers: { ...admin, 'Content-Type': type } })
    expect(await readProblem(await send('{', 'application/json'))).toMatchObject({
      status: 400,
      code: 'malformed_json',
    })
    expect(await readProblem(await send('dry_run=true', 'text/plain'))).toMatchObject({ status: 415 })
    expect(await readProblem(await send(' '.repeat(5000), 'application/json'))).toMatchObject({ status: 413 })
    expect(await runs()).toEqual([])
  })

  it('anyone but an admin', async () => {
    await expectAdminsOnly(api, path('prune'), 'POST')
    expect(await runs()).toEqual([])
  })
})
