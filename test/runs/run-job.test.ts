import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../src/db/connect.ts'
import { heldLease } from '../../src/db/operations/leases.ts'
import { fenced, type Job, type JobContext } from '../../src/runs/job.ts'
import { newRunId } from '../../src/runs/run-job.ts'
import { createDatabase } from '../support/run/database.ts'
import { runAt } from '../support/run/jobs.ts'

let db: Db
beforeEach(async () => {
  ;({ db } = await createDatabase())
})

const job = (run: Job['run']): Job => ({ name: 'probe', leaseSeconds: 60, run })
const done: Job['run'] = async () => ({ counts: { rows: 3 } })

const runs = async () =>
  (
    await db.execute(
      sql`select run_id, status, counts, errors, ended_at is not null as ended from job_runs order by started_at, run_id`,
    )
  ).rows

/** A job that waits inside its run until it is released. */
function gate() {
  let open = () => {}
  let entered = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  const inside = new Promise<void>((resolve) => {
    entered = resolve
  })
  const waiting = job(async () => {
    entered()
    await opened
    return { counts: {} }
  })
  return { job: waiting, inside, open }
}

const expireLeases = () => db.execute(sql`update job_leases set expires_at = now() - interval '1 second'`)

describe('runJob', () => {
  it('records what a run did', async () => {
    const report = await runAt(db, job(done), new Date('2026-02-10T14:30:01Z'))
    expect(report).toMatchObject({ status: 'succeeded', counts: { rows: 3 }, errors: [] })
    expect(report.runId).toMatch(/^20260210T143001Z-[0-9a-f]{12}$/)
    expect(await runs()).toEqual([
      { run_id: report.runId, status: 'succeeded', counts: { rows: 3 }, errors: [], ended: true },
    ])
  })

  it('calls a run partial when some of its targets failed', async () => {
    const errors = [{ target: 'science', reason: 'no board' }]
    expect(
      await runAt(
        db,
        job(async () => ({ counts: {}, errors })),
      ),
    ).toMatchObject({ status: 'partial', errors })
    expect(await runs()).toMatchObject([{ status: 'partial', errors }])
  })

  it('records a failure, without the SQL of a database error', async () => {
    const broken = job(async (ctx) => {
      await ctx.db.execute(sql`select ${'a secret'} from nowhere`)
      return { counts: {} }
    })
    const report = await runAt(db, broken)
    expect(report.status).toBe('failed')
    expect(JSON.stringify([report, await runs()])).not.toMatch(/secret|select/)
    expect(report.errors[0]?.reason).toContain('42P01')
  })

  it('fails without throwing if the run cannot even begin', async () => {
    await db.execute(sql`drop table job_runs`)
    const report = await runAt(db, job(done))
    expect(report).toMatchObject({ status: 'failed', errors: [{ reason: expect.stringContaining('42P01') }] })
    expect(JSON.stringify(report.lines)).not.toContain('insert into')
  })

  it('skips and changes nothing while another run holds the lease', async () => {
    const first = gate()
    const running = runAt(db, first.job)
    await first.inside
    expect(await runAt(db, job(done))).toMatchObject({ status: 'skipped', counts: {} })
    first.open()
    expect((await running).status).toBe('succeeded')
    expect(await runs()).toHaveLength(1)
  })

  it('lets only one of eight simultaneous runs proceed', async () => {
    const first = gate()
    const ended: string[] = []
    const all = Array.from({ length: 8 }, () => runAt(db, first.job).then(({ status }) => ended.push(status)))
    await expect.poll(() => ended.length).toBe(7)
    expect(ended).toEqual(Array(7).fill('skipped'))
    first.open()
    await Promise.all(all)
    expect(ended.at(-1)).toBe('succeeded')
  })

  it('runs side by side under another scope', async () => {
    const first = gate()
    const running = runAt(db, first.job, new Date(), { scope: 'one' })
    await first.inside
    expect(await runAt(db, job(done), new Date(), { scope: 'two' })).toMatchObject({ status: 'succeeded' })
    first.open()
    await running
  })

  it('can run again as soon as the previous run has ended', async () => {
    await runAt(db, job(done))
    expect((await runAt(db, job(done))).status).toBe('succeeded')
  })

  it('closes a dead run as failed once its lease has expired', async () => {
    const first = gate()
    const dead = runAt(db, first.job, new Date('2026-02-10T14:30:00Z'))
    await first.inside
    await expireLeases()
    await runAt(db, job(done), new Date('2026-02-10T14:40:00Z'))
    expect((await runs()).map((run) => run.status)).toEqual(['failed', 'succeeded'])
    first.open()
    await dead
    expect((await runs()).map((run) => run.status)).toEqual(['failed', 'succeeded'])
  })
})

describe('the fence', () => {
  const write = (ctx: JobContext) =>
    ctx.db.execute(sql`
      with ${heldLease(ctx.lease)}
      insert into tags (id, key, name, created_at, updated_at) select gen_random_uuid(), 'written', 'written', now(), now() from lease returning 1`)

  it('lets a run write while it holds its lease', async () => {
    const report = await runAt(
      db,
      job(async (ctx) => ({ counts: { rows: (await write(ctx)).rows.length } })),
    )
    expect(report.counts).toEqual({ rows: 1 })
  })

  it('keeps out a run whose lease was taken over', async () => {
    const late = job(async (ctx) => {
      await expireLeases()
      await runAt(db, job(done))
      return { counts: { rows: (await write(ctx)).rows.length } }
    })
    expect((await runAt(db, late)).counts).toEqual({ rows: 0 })
  })

  it('fails a run that finds its lease gone', async () => {
    const late = job(async () => ({ counts: fenced<Record<string, number>>(null) }))
    expect(await runAt(db, late)).toMatchObject({
      status: 'failed',
      errors: [{ reason: expect.stringContaining('LeaseLost') }],
    })
  })

  it('is renewed only by the holder', async () => {
    const late = job(async (ctx) => {
      await ctx.renew()
      await expireLeases()
      await ctx.renew()
      return { counts: {} }
    })
    expect((await runAt(db, late)).status).toBe('failed')
  })
})

describe('newRunId', () => {
  it('says when the run began', () => {
    expect(newRunId(new Date('2026-02-10T14:30:01.987Z'), () => 0.56)).toBe('20260210T143001Z-8f5c28f5c28f')
    expect(newRunId(new Date('2026-02-10T14:30:01.987Z'), () => 0)).toBe('20260210T143001Z-000000000000')
  })

  it('differs for 100,000 runs that begin in the same second', () => {
    const at = new Date('2026-02-10T14:30:01Z')
    const ids = new Set(Array.from({ length: 100_000 }, () => newRunId(at, Math.random)))
    expect(ids.size).toBe(100_000)
  })
})
