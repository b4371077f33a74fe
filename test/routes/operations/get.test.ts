import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { Alive, Ready } from '../../../src/routes/operations/health.ts'
import { Service } from '../../../src/routes/operations/service.ts'
import { type Api, readProblem, startApi } from '../../support/api/api.ts'
import { anIngestedSkill, aSkill, someEvents, someRawEvents } from '../../support/builders/builders.ts'
import { publishAll } from '../../support/oracles/feed-oracle.ts'

const BROKEN = {
  DATABASE_URL: undefined,
  DATABASE_ENDPOINT: 'nonsense',
  JWT_SECRET: 'short',
  EVENT_HASH_SECRET: undefined,
  ADMIN_PASSWORD: '',
}

let api: Api
beforeAll(async () => {
  api = await startApi()
})

describe('without any setting', () => {
  let broken: Api
  beforeAll(async () => {
    broken = await startApi(BROKEN)
  })

  it('GET / names the main addresses', async () => {
    const response = await broken.call('/')
    expect(response.status).toBe(200)
    // Browsers get a redirect from the same address, and caches could not tell them apart.
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    const { links } = Service.parse(await response.json())
    for (const path of Object.values(links)) expect((await api.call(path)).status, path).toBe(200)
  })

  it('GET /health answers 200', async () => {
    const response = await broken.call('/health')
    expect(response.status).toBe(200)
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(Alive.parse(await response.json())).toEqual({ status: 'ok' })
  })

  it('GET /openapi.json describes the service', async () => {
    const response = await broken.call('/openapi.json')
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toMatch(/^application\/json/)
    expect(response.headers.get('Cache-Tag')).toBe('openapi')
    expect(await response.json()).toMatchObject({ openapi: '3.1.0' })
  })

  it('GET /health/ready fails', async () => {
    expect(await readProblem(await broken.call('/health/ready'))).toMatchObject({ status: 500, code: 'internal' })
  })
})

describe('GET /health/ready', () => {
  const ready = async (of: Api) => {
    const response = await of.call('/health/ready')
    expect(response.status).toBe(200)
    expect(response.headers.get('Cache-Control')).toBe('public, max-age=10, must-revalidate')
    return Ready.parse(await response.json())
  }

  it('says how much is pending, and that no batch has run', async () => {
    const own = await startApi()
    await anIngestedSkill(own.db, { name: 'approved' })
    await anIngestedSkill(own.db, { name: 'waiting' })
    await own.db.execute(sql`update raw_skills set status = 'new' where name_raw = 'waiting'`)
    await publishAll(own.db)
    const { as_of, ...rest } = await ready(own)
    expect(rest).toEqual({
      status: 'ready',
      database: 'ok',
      last_batch_at: null,
      last_batch_age_s: null,
      pending_raw_skills: 1,
      pending_raw_events: 0,
      oldest_raw_event_age_s: null,
      feed_lag_s: 0,
    })
    expect(Math.abs(Date.now() - Date.parse(as_of))).toBeLessThan(60_000)
  })

  it('says how many events wait, and how long the oldest has waited', async () => {
    const own = await startApi()
    const { id: skillId } = await aSkill(own.db)
    await someEvents(own.db, [{ skillId }])
    await someRawEvents(own.db, [{ skillId }, { skillId }])
    await own.db.execute(sql`update raw_events set received_at = received_at - interval '1 hour' where id = 2`)
    const { pending_raw_events, oldest_raw_event_age_s } = await ready(own)
    expect(pending_raw_events).toBe(2)
    expect(oldest_raw_event_age_s).toBeGreaterThanOrEqual(3600)
    await own.tick()
    expect(await ready(own)).toMatchObject({ pending_raw_events: 0, oldest_raw_event_age_s: null })
  })

  it('says how long the oldest unpublished change has waited', async () => {
    const own = await startApi()
    await aSkill(own.db)
    await own.db.execute(sql`
      update publish_outbox set enqueued_at = enqueued_at - interval '1 hour' where id = (select min(id) from publish_outbox)`)
    const { feed_lag_s } = await ready(own)
    expect(feed_lag_s).toBeGreaterThanOrEqual(3600)
    expect(feed_lag_s).toBeLessThan(3660)
    await own.tick()
    expect(await ready(own)).toMatchObject({ feed_lag_s: 0 })
  })

  it('says how old the last batch is', async () => {
    await api.tick()
    const { last_batch_at, last_batch_age_s } = await ready(api)
    expect(Date.now() - Date.parse(last_batch_at ?? '')).toBeLessThan(60_000)
    expect(last_batch_age_s).toBeGreaterThanOrEqual(0)
    expect(last_batch_age_s).toBeLessThan(60)
  })
})
