import { beforeAll, describe, expect, it } from 'vitest'
import { SCHEDULE } from '../../../src/jobs/index.ts'
import { RecentRuns } from '../../../src/routes/operations/runs.ts'
import { type Api, startApi } from '../../support/api/api.ts'

let api: Api
beforeAll(async () => {
  api = await startApi()
})

async function runs() {
  const response = await api.call('/v1/runs')
  expect(response.status).toBe(200)
  return RecentRuns.parse(await response.json())
}

describe('GET /v1/runs', () => {
  it('names every scheduled job, also before it has run', async () => {
    const { jobs, batches } = await runs()
    expect(batches).toEqual([])
    expect(jobs).toEqual(Object.entries(SCHEDULE).map(([cron, { name }]) => ({ job: name, cron, last: null })))
  })

  it('says how the last runs ended, the newest first, and no more than that', async () => {
    await api.tick()
    await api.tick()
    const { jobs, batches } = await runs()
    expect(batches).toHaveLength(2)
    expect(batches[0]).toMatchObject({ status: 'succeeded', duration_ms: expect.any(Number) })
    expect((batches[0]?.started_at ?? '') > (batches[1]?.started_at ?? '')).toBe(true)
    expect(jobs.find(({ job }) => job === 'batch')?.last).toEqual(batches[0])
  })

  it('may be kept for half a minute', async () => {
    expect((await api.call('/v1/runs')).headers.get('Cache-Control')).toMatch(/^public, max-age=30/)
  })
})
