import { describe, expect, it } from 'vitest'
import { unstable_readConfig } from 'wrangler'
import { BATCH_STEPS, batch } from '../../src/jobs/batch.ts'
import { JOBS, SCHEDULE, STEPS } from '../../src/jobs/index.ts'

describe('the schedule', () => {
  it('has the crons of wrangler.toml', () => {
    const { triggers } = unstable_readConfig({ config: 'wrangler.toml' })
    expect(triggers.crons?.toSorted()).toEqual(Object.keys(SCHEDULE).toSorted())
  })

  it('runs the steps of the batch in their order', () => {
    expect(SCHEDULE['*/10 * * * *']).toBe(batch)
    expect(BATCH_STEPS.map((job) => job.name)).toEqual([
      'normalize-events',
      'refresh-popularity',
      'score-skills',
      'build-snapshots',
      'publish-outbox',
      'build-daily-board',
    ])
  })

  it('has every job by its own name, including the steps of others', () => {
    const all = [...Object.values(SCHEDULE), ...[...STEPS.values()].flat()]
    expect([...JOBS.keys()].toSorted()).toEqual(all.map((job) => job.name).toSorted())
    for (const job of all) expect(JOBS.get(job.name)).toBe(job)
  })

  it('gives every job a name that fits a lease, and a lease that is longer than 0', () => {
    for (const job of JOBS.values()) {
      expect(job.name).toMatch(/^[a-z]+(-[a-z]+)*$/)
      expect(job.name.length).toBeLessThanOrEqual(80)
      expect(job.leaseSeconds).toBeGreaterThanOrEqual(60)
    }
  })
})
