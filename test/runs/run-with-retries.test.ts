import { beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../src/db/connect.ts'
import type { Job } from '../../src/runs/job.ts'
import { createDatabase } from '../support/run/database.ts'
import { movableClock, tick } from '../support/run/jobs.ts'

let db: Db
beforeAll(async () => {
  ;({ db } = await createDatabase())
})

/** Runs a job that fails this many times. Returns how often it ran, the waits, and how it ended. */
async function afterFailures(failures: number, asStep: boolean) {
  let runs = 0
  const work: Job = {
    name: `work-${failures}-${asStep}`,
    leaseSeconds: 60,
    run: async () => {
      if (++runs <= failures) throw new Error('Not now.')
      return { counts: {} }
    },
  }
  const around: Job = {
    name: `around-${failures}`,
    leaseSeconds: 60,
    run: async ({ runStep }) => {
      const steps = [await runStep(work)]
      return { counts: {}, errors: steps.flatMap((step) => step.errors), steps }
    },
  }
  const { status, waits } = await tick(db, asStep ? around : work)
  return { runs, waits, status }
}

describe.each([
  ['a job', false, 'failed'],
  ['a step', true, 'partial'],
] as const)('%s that fails', (_, asStep, failed) => {
  it.each([
    [0, [], 'succeeded'],
    [1, [60], 'succeeded'],
    [2, [60, 120], 'succeeded'],
    [3, [60, 120, 240], 'succeeded'],
    [4, [60, 120, 240], failed],
    [9, [60, 120, 240], failed],
  ])('%i times is retried after %j seconds and has %s', async (failures, waits, status) => {
    expect(await afterFailures(failures, asStep)).toEqual({ runs: waits.length + 1, waits, status })
  })
})

describe('a job that takes long', () => {
  it('is not retried if the tick has no time for it, and each of its runs is reported', async () => {
    const time = movableClock()
    const slow: Job = {
      name: 'slow',
      leaseSeconds: 540,
      run: async () => {
        time.move(300_000)
        throw new Error('Not now.')
      },
    }
    const { reports } = await tick(db, slow, { time })
    // 5 minutes, 1 of waiting, 5 more: after that there is no time for another run.
    expect(reports.map(({ status }) => status)).toEqual(['failed', 'failed'])
  })

  it('stops when the tick has no more time, however long its lease is', async () => {
    const time = movableClock()
    const left: number[] = []
    const long: Job = {
      name: 'long',
      leaseSeconds: 3600,
      run: async ({ timeLeft }) => {
        left.push(timeLeft() / 60_000)
        return { counts: {} }
      },
    }
    await tick(db, long, { time })
    expect(left).toEqual([14])
  })
})
