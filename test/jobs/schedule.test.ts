import { describe, expect, it } from 'vitest'
import { unstable_readConfig } from 'wrangler'
import { JOBS, SCHEDULE } from '../../src/jobs/index.ts'

describe('the schedule', () => {
  it('has the crons of wrangler.toml', () => {
    const { triggers } = unstable_readConfig({ config: 'wrangler.toml' })
    expect(triggers.crons?.toSorted()).toEqual(Object.keys(SCHEDULE).toSorted())
  })

  it('runs the steps of the batch in their order', () => {
    expect(SCHEDULE['*/10 * * * *']?.map((job) => job.name)).toEqual(['refresh-popularity', 'build-snapshots'])
    expect(JOBS.get('batch')).toEqual(SCHEDULE['*/10 * * * *'])
  })

  it('has every job by its own name too, each name once', () => {
    const scheduled = Object.values(SCHEDULE).flat()
    expect(new Set(scheduled.map((job) => job.name)).size).toBe(scheduled.length)
    for (const job of scheduled) expect(JOBS.get(job.name)).toEqual([job])
  })

  it('gives every job a name that a lease can hold, and a lease longer than nothing', () => {
    for (const job of Object.values(SCHEDULE).flat()) {
      expect(job.name).toMatch(/^[a-z]+(-[a-z]+)*$/)
      expect(job.name.length).toBeLessThanOrEqual(80)
      expect(job.leaseSeconds).toBeGreaterThanOrEqual(60)
    }
  })
})
