import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { FeedState } from '../../../src/routes/feed/feed-schema.ts'
import { type Api, startApi } from '../../support/api/api.ts'
import { aSkill } from '../../support/builders/builders.ts'
import { publishAll } from '../../support/oracles/feed-oracle.ts'
import { publishCategories, readPage } from './read-feed.ts'

let api: Api
beforeEach(async () => {
  api = await startApi()
})

async function latest() {
  const response = await api.call('/v1/feed/latest')
  expect(response.status).toBe(200)
  expect(response.headers.get('Content-Type')).toBe('application/json')
  return FeedState.parse(await response.json())
}

describe('GET /v1/feed/latest', () => {
  it('says 0 for an empty feed', async () => {
    expect(await latest()).toEqual({ latest_seq: 0, oldest_after: 0, latest_published_at: null, lag_seconds: 0 })
  })

  it('says which place is the latest, and since when', async () => {
    await publishCategories(api.db, [1, 'a'], [2, 'b'])
    await publishCategories(api.db, [1, 'c'])
    const [, last] = (await readPage(api, '?after=0')).items
    expect(await latest()).toEqual({
      latest_seq: 3,
      oldest_after: 0,
      latest_published_at: last?.published_at,
      lag_seconds: 0,
    })
  })

  it('stays the same when nothing changed', async () => {
    await publishCategories(api.db, [1, 'a'])
    const before = await latest()
    await publishCategories(api.db, [1, 'a'], [2, null])
    expect(await latest()).toEqual(before)
  })

  it('says how long the oldest change has waited, until it is published', async () => {
    await aSkill(api.db)
    await api.db.execute(sql`update publish_outbox set enqueued_at = now() - interval '90 seconds' where id = 1`)
    const { latest_seq, lag_seconds } = await latest()
    expect(latest_seq).toBe(0)
    expect(lag_seconds).toBeGreaterThanOrEqual(90)
    expect(lag_seconds).toBeLessThan(150)
    await publishAll(api.db)
    expect(await latest()).toMatchObject({ latest_seq: 2, lag_seconds: 0 })
  })

  it('names the oldest place to go on from once tombstones were deleted', async () => {
    await publishCategories(api.db, [1, 'a'], [2, 'b'])
    await publishCategories(api.db, [1, null])
    await api.db.execute(sql`update published_items set published_at = now() - interval '91 days' where deleted`)
    await publishCategories(api.db, [3, 'c'])
    await api.tick('23 3 * * *')
    const { latest_seq, oldest_after } = await latest()
    expect([latest_seq, oldest_after]).toEqual([4, 3])
    expect((await api.call(`/v1/feed?after=${oldest_after}`)).status).toBe(200)
    expect((await api.call(`/v1/feed?after=${oldest_after - 1}`)).status).toBe(410)
  })

  it('may be read by a browser', async () => {
    const { headers } = await api.call('/v1/feed/latest')
    expect(headers.get('Access-Control-Allow-Origin')).toBe('*')
  })

  it('ignores the query', async () => {
    await publishCategories(api.db, [1, 'a'])
    const { headers } = await api.call('/v1/feed/latest')
    const asked = await api.call('/v1/feed/latest?kind=skill&after=x')
    expect(asked.status).toBe(200)
    expect(asked.headers.get('ETag')).toBe(headers.get('ETag'))
  })
})
