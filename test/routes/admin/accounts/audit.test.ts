import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { recordAct } from '../../../../src/db/accounts/record-audit.ts'
import { listOf } from '../../../../src/http/answers.ts'
import { AuditEntry } from '../../../../src/routes/admin/accounts/audit.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { RFC3339_MS, timesIn } from '../../../support/api/audit.ts'

const Page = listOf(AuditEntry)

let api: Api
let admin: { Authorization: string }

const call = (path = '') => api.call(`/v1/admin/audit${path}`, { headers: admin })
async function list(query = '') {
  const response = await call(query && `?${query}`)
  expect(response.status, query).toBe(200)
  return Page.parse(await response.json())
}
const ids = async (query: string) => (await list(query)).items.map((entry) => entry.id)
const one = async (id: number) => AuditEntry.parse(await (await call(`/${id}`)).json())

type Entry = {
  at?: string
  actor?: string
  action?: string
  target?: [string, string]
  before?: unknown
  after?: unknown
  requestId?: string
}
/** An entry as written, and its id. */
async function anEntry({ at = '2026-01-01T00:00:00Z', actor = 'ann', action = 'skill.update', ...p }: Entry = {}) {
  const [type, id] = p.target ?? ['skill', 'one']
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value))
  const { rows } = await api.db.execute<{ id: string }>(sql`
    insert into audit_log (at, actor, action, target_type, target_id, before, after, request_id)
    values (${at}::timestamptz, ${actor}, ${action}, ${type}, ${id}, ${json(p.before)}::jsonb, ${json(p.after)}::jsonb, ${p.requestId ?? null})
    returning id`)
  return Number(rows[0]?.id)
}

let updated: number
beforeAll(async () => {
  api = await startApi()
  admin = await api.logIn()
  await anEntry({ action: 'skill.create', after: { name: 'pdf' } })
  updated = await anEntry({
    at: '2026-01-02T00:00:00.5Z',
    before: { name: 'pdf' },
    after: { name: 'pdfs' },
    requestId: 'a-request',
  })
  await anEntry({ at: '2026-01-03T00:00:00Z', actor: 'bob', action: 'site.create', target: ['site', 'one'], after: {} })
  await anEntry({ at: '2026-01-04T00:00:00Z', actor: 'bob', target: ['skill', 'two'], before: { name: 'x' } })
  await anEntry({ at: '2026-01-05T00:00:00.000001Z', actor: '박', action: 'job.run', target: ['job', 'prune'] })
})

describe('GET /v1/admin/audit', () => {
  it('lists all changes, newest first', async () => {
    const response = await call()
    expect(response.headers.get('Content-Type')).toBe('application/json')
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
    const { items, next_cursor } = Page.parse(await response.json())
    expect(next_cursor).toBeNull()
    expect(items.map((entry) => entry.id)).toEqual([5, 4, 3, 2, 1])
    expect(items[3]).toEqual({
      id: updated,
      at: '2026-01-02T00:00:00.500Z',
      actor: 'ann',
      action: 'skill.update',
      target_type: 'skill',
      target_id: 'one',
      before: { name: 'pdf' },
      after: { name: 'pdfs' },
      request_id: 'a-request',
    })
    expect(items.map((entry) => [entry.before === null, entry.after === null])).toEqual([
      [true, true],
      [false, true],
      [true, false],
      [false, false],
      [true, false],
    ])
  })

  it.each([
    ['actor=ann', [2, 1]],
    ['actor=%EB%B0%95', [5]],
    ['actor=Ann', []],
    ["actor=' or 1=1 --", []],
    ['action=skill.update', [4, 2]],
    ['action=skill', []],
    ['target_type=skill', [4, 2, 1]],
    ['target_id=one', [3, 2, 1]],
    ['target_type=skill&target_id=one', [2, 1]],
    ['target_type=skill&target_id=one&action=skill.create&actor=ann', [1]],
    ['target_type=site&actor=ann', []],
    ['since=2026-01-04T00:00:00Z', [5, 4]],
    ['since=2026-01-04T09:00:00%2B09:00&actor=bob', [4]],
    ['since=2026-01-05T00:00:00.000002Z', []],
  ])('filters by %s', async (query, expected) => {
    expect(await ids(query)).toEqual(expected)
  })

  it("records an admin's write with its request id", async () => {
    const own = await startApi()
    const headers = await own.logIn()
    const done = await own.call('/v1/admin/jobs/prune/runs', { method: 'POST', headers })
    const { run_id } = await done.json<{ run_id: string }>()
    const { items } = Page.parse(await (await own.call('/v1/admin/audit', { headers })).json())
    expect(items).toMatchObject([
      { actor: 'admin', action: 'job.run', target_type: 'job', target_id: 'prune', before: null, after: { run_id } },
    ])
    expect(items[0]?.request_id).toBe(done.headers.get('X-Request-Id'))
  })

  it('has times in the format of all other answers', async () => {
    const own = await startApi()
    const headers = await own.logIn()
    const body = { type: 'github', base_url: 'https://github.com/acme/kit', crawl_interval_minutes: 60 }
    const source = await (await own.send('POST', '/v1/admin/sources', body, headers)).json<Record<string, unknown>>()
    await own.db.execute(sql`update skill_sources set next_crawl_at = '2026-01-02T03:04:05.678901+09:00'`)
    await own.send('DELETE', `/v1/admin/sources/${source.id}`, undefined, headers)
    const { items } = Page.parse(await (await own.call('/v1/admin/audit', { headers })).json())
    const [created] = items.filter(({ action }) => action === 'source.create')
    expect(created?.after).toMatchObject({ created_at: source.created_at, vanished_at: null })
    expect(items[0]?.before).toMatchObject({ next_crawl_at: '2026-01-01T18:04:05.678Z' })
    for (const time of timesIn(items)) expect(time).toMatch(RFC3339_MS)
  })
})

describe('long values', () => {
  it('are cut in the list, but complete in the entry itself', async () => {
    const before = {
      fits: 'x'.repeat(1000),
      long: 'y'.repeat(1001),
      signs: `${'회'.repeat(999)}🎉🎉`,
      nested: ['z'.repeat(2000)],
      list: ['a', 'b'],
      number: 12,
      nothing: null,
    }
    const id = await anEntry({ actor: 'verbose', before, after: { long: '' } })
    const [entry] = (await list('size=1')).items
    expect(entry?.before).toEqual({
      ...before,
      long: `${'y'.repeat(1000)}…`,
      signs: `${'회'.repeat(999)}🎉…`,
      nested: `["${'z'.repeat(998)}…`,
    })
    expect(entry?.after).toEqual({ long: '' })
    expect(await one(id)).toEqual({ ...entry, before })
  })

  it('fit into a full page', async () => {
    const field = (n: number) => [`field_${n}`, '회'.repeat(20_000)]
    const body = Object.fromEntries([1, 2, 3, 4].map(field))
    await api.db.execute(sql`
      insert into audit_log (at, actor, action, target_type, target_id, before, after)
      select now(), 'big', 'skill.update', 'skill', n::text, b, b from generate_series(1, 100) n, (select ${JSON.stringify(body)}::jsonb as b) x`)
    const response = await call('?size=100&actor=big')
    expect(response.status).toBe(200)
    const text = await response.text()
    expect(text.length).toBeLessThan(1_000_000)
    expect(Page.parse(JSON.parse(text)).items).toHaveLength(100)
  })
})

describe('GET /v1/admin/audit/{id}', () => {
  it('answers an entry as in the list', async () => {
    for (const entry of (await list('actor=ann')).items) {
      const response = await call(`/${entry.id}`)
      expect(response.status).toBe(200)
      expect(response.headers.get('Content-Type')).toBe('application/json')
      expect(response.headers.get('Cache-Control')).toBe('private, no-store')
      expect(AuditEntry.parse(await response.json())).toEqual(entry)
    }
  })

  it('has what recordAct wrote', async () => {
    await api.db.execute(
      recordAct({ name: 'x'.repeat(200), requestId: null }, 'job.run', { type: 'job', id: 'batch' }, { run_id: 'r' }),
    )
    const [entry] = (await list('size=1')).items
    expect(entry).toMatchObject({ actor: 'x'.repeat(120), before: null, after: { run_id: 'r' }, request_id: null })
  })

  it.each(['999999', '999999999999999'])('answers an unknown id with a 404 problem: %s', async (id) => {
    expect(await readProblem(await call(`/${id}`))).toMatchObject({ status: 404, code: 'not_found' })
  })

  it.each(['0', '-1', 'one', '1e3', '9999999999999999', '%00', "'"])('refuses an invalid id: %s', async (id) => {
    const problem = await readProblem(await call(`/${id}`))
    expect(problem).toMatchObject({ status: 400, code: 'invalid', errors: [{ in: 'path', pointer: '/id' }] })
  })
})

describe('the audit log', () => {
  it('cannot be written', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      expect((await api.call('/v1/admin/audit/1', { method, headers: admin })).status, method).toBe(405)
  })
})
