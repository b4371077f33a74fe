import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { connect, type Db } from '../../src/db/connect.ts'
import { beginRun, endRuns } from '../../src/db/operations/leases.ts'
import { batch } from '../../src/jobs/batch.ts'
import type { Job } from '../../src/runs/job.ts'
import { aSkill, someRawEvents } from '../support/builders/builders.ts'
import { startFaultyEndpoint } from '../support/outside/faulty-endpoint.ts'
import { createDatabase } from '../support/run/database.ts'
import { movableClock, runAt, tick } from '../support/run/jobs.ts'

let endpoint: Awaited<ReturnType<typeof startFaultyEndpoint>>
let db: Db
beforeAll(async () => {
  endpoint = await startFaultyEndpoint({ target: inject('postgres').endpoint, draw: () => undefined })
})
afterAll(() => endpoint.stop())
beforeEach(async () => {
  endpoint.change()
  const { url } = await createDatabase()
  db = connect({ url, endpoint: endpoint.url })
})

/** From the nth request on, the database is away. It still commits the nth one, but the answer is lost. */
function goAwayAt(nth: number) {
  let requests = 0
  endpoint.change(() => {
    requests++
    if (requests < nth) return undefined
    return requests === nth ? 'cut off after' : 'cut off before'
  })
}

const comeBack = async () => endpoint.change()

const count = async (from: string) =>
  Number((await db.execute<{ n: string }>(sql.raw(`select count(*) as n from ${from}`))).rows[0]?.n)

describe('a tick during which the database goes away', () => {
  it('at any of its requests ends in the same data after one retry', async () => {
    const { id } = await aSkill(db)
    await tick(db, batch)
    let all = 0
    endpoint.change(() => {
      all++
      return undefined
    })
    await tick(db, batch)
    endpoint.change()
    expect(all).toBeGreaterThan(12)
    for (let nth = 1; nth <= all; nth++) {
      await someRawEvents(db, [{ skillId: id }])
      goAwayAt(nth)
      const { status, waits, steps } = await tick(db, batch, { onWait: comeBack })
      expect([nth, status, waits]).toEqual([nth, 'succeeded', [60]])
      expect(steps.map((step) => step.status)).toEqual(Array(5).fill('succeeded'))
      expect([nth, await count(`job_runs where status = 'running'`)]).toEqual([nth, 0])
      expect([nth, await count('job_leases where expires_at > now()')]).toEqual([nth, 0])
      const { rows } = await db.execute(sql`select uses_30d from skill_popularity`)
      expect(rows).toEqual([{ uses_30d: nth }])
    }
  })

  it('for longer than all retries leaves the work to the next tick', async () => {
    const { id } = await aSkill(db)
    await someRawEvents(db, [{ skillId: id }])
    goAwayAt(1)
    const { status, waits, errors } = await tick(db, batch)
    expect({ status, waits }).toEqual({ status: 'failed', waits: [60, 120, 240] })
    expect(errors).toMatchObject([{ target: 'batch', reason: expect.stringContaining('NeonDbError') }])
    endpoint.change()
    await db.execute(sql`update job_leases set expires_at = now()`)
    expect((await tick(db, batch)).status).toBe('succeeded')
  })
})

describe('two ticks, one of which lost its connection', () => {
  const probe = (run: Job['run']): Job => ({ name: 'probe', leaseSeconds: 300, run })

  it('do not take the lease from each other while it lasts', async () => {
    const other: string[] = []
    const tryToo = async () =>
      other.push(
        (
          await runAt(
            db,
            probe(async () => ({ counts: {} })),
          )
        ).status,
      )
    const losing = probe(async () => {
      await tryToo()
      goAwayAt(1)
      await db.execute(sql`select 1`)
      return { counts: {} }
    })
    const { waits } = await tick(db, losing, { onWait: () => comeBack().then(tryToo) })
    expect(waits).toEqual([60, 120, 240])
    expect(other).toEqual(Array(7).fill('skipped'))
  })

  it('do the work once: the retry is skipped after the other tick took the expired lease', async () => {
    let runs = 0
    const losing = probe(async () => {
      runs++
      goAwayAt(1)
      await db.execute(sql`select 1`)
      return { counts: {} }
    })
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    let other: Promise<{ status: string; died?: string }> | undefined
    const { status } = await tick(db, losing, {
      onWait: async () => {
        await comeBack()
        await db.execute(sql`update job_leases set expires_at = now()`)
        await new Promise<void>((entered) => {
          const taking = probe(async () => {
            entered()
            await held
            return { counts: {} }
          })
          other = runAt(db, taking)
        })
      },
    })
    release()
    expect(status).toBe('skipped')
    expect(await other).toMatchObject({ status: 'succeeded', died: expect.any(String) })
    expect(runs).toBe(1)
  })
})

describe('a begin', () => {
  const at = (minute: number) => `20260210T14${minute}00Z`
  const begin = (runId: string, tickId: string) => {
    const run = { runId, job: 'probe', scope: 'all', trigger: 'cron', actor: null, startedAt: new Date() }
    return beginRun(db, 'script:probe:all', 300, { ...run, holder: `${runId}-${tickId}` })
  }

  it('that comes twice gets the same lease', async () => {
    expect(await begin(at(30), 'a')).toMatchObject({ token: '1' })
    expect(await begin(at(30), 'a')).toMatchObject({ token: '1', died: null })
  })

  it('of a retry takes over the lease of the earlier attempt with a higher token, and closes its row', async () => {
    await begin(at(30), 'a')
    expect(await begin(at(31), 'a')).toMatchObject({ token: '2', died: at(30) })
    expect(await count(`job_runs where status = 'failed' and run_id = '${at(30)}'`)).toBe(1)
  })

  it('of an earlier attempt that arrives late takes nothing from the later one', async () => {
    await begin(at(31), 'a')
    expect(await begin(at(30), 'a')).toBeNull()
  })

  it('of another tick takes nothing from a lease that lasts', async () => {
    await begin(at(30), 'a')
    expect(await begin(at(31), 'b')).toBeNull()
  })

  it('that arrives after its run was given up opens nothing', async () => {
    const run = { runId: at(30), job: 'probe', scope: 'all', trigger: 'cron', actor: null, startedAt: new Date() }
    const end = { status: 'failed', endedAt: new Date(), durationMs: 7, counts: {}, errors: [] }
    await endRuns(db, [{ ...run, ...end, key: 'script:probe:all', holder: `${at(30)}-a` }])
    expect(await begin(at(30), 'a')).toBeNull()
    expect(await count('job_leases')).toBe(0)
    expect(await count(`job_runs where status = 'failed' and duration_ms = 7`)).toBe(1)
  })
})

describe('a lease', () => {
  const step: Job = {
    name: 'step',
    leaseSeconds: 300,
    run: async ({ db }) => {
      const { rows } = await db.execute<{ rest: string }>(sql`
        select extract(epoch from expires_at - now()) as rest from job_leases where key = 'script:around:all'`)
      return { counts: { rest: Number(rows[0]?.rest) } }
    },
  }

  it('is longer than the longest statement whenever a step begins', async () => {
    const time = movableClock()
    const around: Job = {
      name: 'around',
      leaseSeconds: 540,
      run: async ({ runStep }) => {
        time.move(431_000)
        await db.execute(sql`update job_leases set expires_at = expires_at - interval '431 seconds'`)
        return { counts: {}, steps: [await runStep(step)] }
      },
    }
    const { steps } = await tick(db, around, { time })
    expect(steps[0]?.counts.rest).toBeGreaterThan(240)
  })

  it('that is gone keeps the step from beginning', async () => {
    const time = movableClock()
    const around: Job = {
      name: 'around',
      leaseSeconds: 540,
      run: async ({ runStep }) => {
        time.move(431_000)
        await db.execute(sql`update job_leases set expires_at = now()`)
        return { counts: {}, steps: [await runStep(step)] }
      },
    }
    const { reports } = await tick(db, around, { time })
    expect(reports[0]?.steps).toMatchObject([
      { status: 'failed', errors: [{ reason: 'LeaseLost: The lease expired.' }] },
    ])
  })

  it.each([
    ['goes on', 50_000, 'succeeded'],
    ['ends', 70_000, 'failed'],
  ])('of 300 s that cannot be renewed for a moment: the run %s after %i ms', async (_, elapsed, status) => {
    const time = movableClock()
    const renewing: Job = {
      name: 'renewing',
      leaseSeconds: 300,
      run: async ({ mayGoOn }) => {
        time.move(elapsed)
        endpoint.change(() => 'cut off before')
        try {
          await mayGoOn()
        } finally {
          endpoint.change()
        }
        return { counts: {} }
      },
    }
    expect((await tick(db, renewing, { time })).reports[0]?.status).toBe(status)
  })
})
