import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { receiveEvents } from '../../../../src/db/events/raw-events.ts'
import { listOf } from '../../../../src/http/answers.ts'
import { AdminSite } from '../../../../src/routes/admin/events/site-schema.ts'
import { type Api, startApi } from '../../../support/api/api.ts'
import { aSite } from '../../../support/builders/builders.ts'

const Page = listOf(AdminSite)

let api: Api
let admin: { Authorization: string }

const call = (query = '', headers: Record<string, string> = admin) => api.call(`/v1/admin/sites${query}`, { headers })
async function list(query = ''): Promise<z.output<typeof Page>> {
  const response = await call(query)
  expect(response.status).toBe(200)
  return Page.parse(await response.json())
}
const keys = async (query: string) => (await list(query)).items.map((item) => item.key)

beforeAll(async () => {
  api = await startApi()
  admin = await api.logIn()
  const made = async (key: string, at: string, p: { name?: string; status?: 'paused' | 'archived' } = {}) => {
    const { name = key, ...rest } = p
    const { id } = await aSite(api.db, { key, ...rest })
    await api.db.execute(sql`update sites set name = ${name}, created_at = ${at}::timestamptz where id = ${id}::uuid`)
  }
  await made('oldest', '2026-01-01T00:00:00.123456Z', { status: 'paused' })
  await made('percent', '2026-01-02T00:00:00Z', { name: 'a_b%c\\d' })
  await made('other', '2026-01-03T00:00:00Z', { name: 'Ünïcode 회의 AXBYC' })
  await made('tie-1', '2026-01-04T00:00:00.000001Z')
  await made('tie-2', '2026-01-04T00:00:00.000001Z')
  await made('newest', '2026-01-05T00:00:00Z', { status: 'archived' })
})

describe('GET /v1/admin/sites', () => {
  it('lists sites of any status, newest first, without secrets', async () => {
    const response = await call()
    expect(response.headers.get('Content-Type')).toBe('application/json')
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
    const body = await response.text()
    expect(body).not.toMatch(/secret|[0-9a-f]{64}/)
    const page = Page.parse(JSON.parse(body))
    expect(page.next_cursor).toBeNull()
    const found = page.items.map((item) => item.key)
    expect(found[0]).toBe('newest')
    expect(found.slice(1, 3).toSorted()).toEqual(['tie-1', 'tie-2'])
    expect(found.slice(3)).toEqual(['other', 'percent', 'oldest'])
  })

  it.each([
    ['status=paused', ['oldest']],
    ['status=archived', ['newest']],
    ['q=NEWEST', ['newest']],
    ['q=axby', ['other']],
    ['q=%ED%9A%8C%EC%9D%98', ['other']],
    ['q=%C3%9CN%C3%8FCODE', ['other']],
    ['q=_', ['percent']],
    ['q=%25', ['percent']],
    ['q=%5C', ['percent']],
    ["q='", []],
    ['q=oldest&status=active', []],
  ])('filters by %s', async (query, expected) => {
    expect(await keys(`?${query}`)).toEqual(expected)
  })
})

describe('GET /v1/admin/sites/{id}', () => {
  it('answers a site of any status as in the list, without its secret', async () => {
    for (const site of (await list()).items) {
      const response = await call(`/${site.id}`)
      expect(response.status).toBe(200)
      expect(response.headers.get('Content-Type')).toBe('application/json')
      expect(response.headers.get('Cache-Control')).toBe('private, no-store')
      const body = await response.text()
      expect(body).not.toMatch(/secret|[0-9a-f]{64}/)
      expect({ ...AdminSite.parse(JSON.parse(body)), as_of: site.as_of }).toEqual(site)
    }
  })

  it('says how many events of this UTC day were accepted, and when it counted', async () => {
    const { id } = await aSite(api.db, { key: 'busy' })
    const receive = (at: Date, count: number) =>
      receiveEvents(api.db, {
        siteId: id,
        ipHash: null,
        uaHash: null,
        addressHash: null,
        vouched: true,
        isBot: false,
        receivedAt: at.toISOString(),
        events: Array.from({ length: count }, () => ({
          event_id: crypto.randomUUID(),
          event_type: 'use',
          slug: 'acme--skill',
          occurred_at: at.toISOString(),
        })),
      })
    const before = new Date()
    await receive(before, 2)
    await receive(before, 3)
    await receive(new Date(before.getTime() - 24 * 3_600_000), 7)
    const site = AdminSite.parse(await (await call(`/${id}`)).json())
    expect(site.received_today).toBe(5)
    expect(Math.abs(Date.parse(site.as_of) - before.getTime())).toBeLessThan(60_000)
    expect((await list('?q=busy')).items[0]?.received_today).toBe(5)
  })
})
