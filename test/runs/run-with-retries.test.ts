import { beforeAll, describe, expect, it } from 'vitest'
import { readJobSettings } from '../../src/config.ts'
import type { Db } from '../../src/db/connect.ts'
import type { Job } from '../../src/runs/job.ts'
import { runWithRetries } from '../../src/runs/run-with-retries.ts'
import { createDatabase } from '../support/run/database.ts'

let db: Db
beforeAll(async () => {
  ;({ db } = await createDatabase())
})

/** Runs a job that fails this many times. Returns how often it ran, the waits, and how it ended. */
async function afterFailures(failures: number, asStep: boolean) {
  let runs = 0
  const waits: number[] = []
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
  const { status } = await runWithRetries(
    asStep ? around : work,
    { trigger: 'cron' },
    {
      db,
      settings: readJobSettings({}),
      clock: () => new Date(),
      random: Math.random,
      log: () => {},
      sleep: async (ms) => waits.push(ms / 1000),
    },
  )
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
    let now = 0
    const told: string[] = []
    const slow: Job = {
      name: 'slow',
      leaseSeconds: 540,
      run: async () => {
        now += 300_000
        throw new Error('Not now.')
      },
    }
    await runWithRetries(
      slow,
      { trigger: 'cron' },
      {
        ...{ db, settings: readJobSettings({}), clock: () => new Date(now), random: Math.random, log: () => {} },
        sleep: async (ms) => {
          now += ms
        },
        onReport: async ({ status }) => {
          told.push(status)
        },
      },
    )
    // 5 minutes, 1 of waiting, 5 more: after that there is no time for another run.
    expect(told).toEqual(['failed', 'failed'])
  })
})
