import { request } from 'node:http'
import { beforeAll, describe, expect, it } from 'vitest'
import { emptyDatabase } from '../support/run/database.ts'

const MB = 1024 * 1024

let url: string
let endpoint: string

beforeAll(async () => {
  ;({ url, endpoint } = await emptyDatabase())
})

type Received = { rows: unknown[]; rowCount: number; results: unknown[]; message: string }
type Sent = { body: unknown; headers?: Record<string, string> }

async function post({ body, headers = {} }: Sent) {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'Neon-Connection-String': url, 'Neon-Raw-Text-Output': 'true', 'Neon-Array-Mode': 'true', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: response.status, headers: response.headers, body: (await response.json()) as Received }
}

describe('answers', () => {
  it('describe each field and hold the rows as arrays', async () => {
    const { status, headers, body } = await post({ body: { query: 'select $1::int as n', params: ['7'] } })
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('application/json')
    expect(body).toEqual({
      fields: [
        { name: 'n', tableID: 0, columnID: 0, dataTypeID: 23, dataTypeSize: 4, dataTypeModifier: -1, format: 'text' },
      ],
      rows: [['7']],
      command: 'SELECT',
      rowCount: 1,
      rowAsArray: true,
    })
  })

  it('hold the rows as objects without array mode', async () => {
    const headers = { 'Neon-Array-Mode': 'false' }
    const { body } = await post({ body: { query: "select 1 as a, null as b, '번역' as c" }, headers })
    expect(body).toMatchObject({ rows: [{ a: '1', b: null, c: '번역' }], rowAsArray: false })
  })

  it("give every value in PostgreSQL's text format, times in UTC", async () => {
    const query = `select timestamptz '2026-02-10 23:30:01.25+09', '\\x00ff'::bytea, '{"b": 1, "a":  2}'::json,
      '{"b": 1, "a":  2}'::jsonb, true, 12345678901234567890::numeric, array['x', null], interval '1 day 2 hours', date '2026-02-10'`
    const { body } = await post({ body: { query } })
    expect(body.rows).toEqual([
      [
        ...[
          '2026-02-10 14:30:01.25+00',
          '\\x00ff',
          '{"b": 1, "a":  2}',
          '{"a": 2, "b": 1}',
          't',
          '12345678901234567890',
        ],
        ...['{x,NULL}', '1 day 02:00:00', '2026-02-10'],
      ],
    ])
  })

  it('of a batch hold a list of results', async () => {
    const { body } = await post({
      body: { queries: [{ query: 'create table t (id int)', params: [] }, { query: 'table t' }] },
    })
    expect(body.results).toMatchObject([
      { command: 'CREATE', rowCount: null, fields: [], rows: [] },
      { command: 'SELECT', rowCount: 0, rows: [] },
    ])
  })
})

describe('refusals', () => {
  it.each([
    ['malformed JSON', { body: '{"query": ' }],
    ['a body that holds no statement', { body: { sql: 'select 1' } }],
    ['a batch that holds something else', { body: { queries: ['select 1'] } }],
    ['parameters that are no list', { body: { query: 'select 1', params: { a: 1 } } }],
    ['an empty connection string', { body: { query: 'select 1' }, headers: { 'Neon-Connection-String': '' } }],
    [
      'a database elsewhere',
      { body: { query: 'select 1' }, headers: { 'Neon-Connection-String': 'postgres://u:p@example.org/db' } },
    ],
    [
      'an isolation level nobody knows',
      { body: { queries: [] }, headers: { 'Neon-Batch-Isolation-Level': 'Snapshot' } },
    ],
  ] satisfies [string, Sent][])('answer %s with 400', async (_, sent) => {
    const { status, body } = await post(sent)
    expect(status).toBe(400)
    expect(body).toEqual({ message: expect.stringMatching(/\w/) })
  })

  it('answer a request without a connection string with 400', async () => {
    const response = await fetch(endpoint, { method: 'POST', body: '{"query": "select 1"}' })
    expect(response.status).toBe(400)
    expect(await response.json()).toEqual({ message: 'The header Neon-Connection-String is missing.' })
  })

  it('answer other methods with 405 and other paths with 404', async () => {
    const got = await fetch(endpoint)
    expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST'])
    expect((await fetch(new URL('/', endpoint), { method: 'POST' })).status).toBe(404)
  })

  it('answer a request to another host name with 400', async () => {
    const status = new Promise((resolve, reject) => {
      request(endpoint, { method: 'POST', headers: { Host: 'evil.example' } }, (response) =>
        resolve(response.statusCode),
      )
        .on('error', reject)
        .end('{"query": "select 1"}')
    })
    expect(await status).toBe(400)
  })

  it('answer with 500 if the server does not run', async () => {
    const headers = { 'Neon-Connection-String': 'postgres://u:p@127.0.0.1:1/db' }
    const { status, body } = await post({ body: { query: 'select 1' }, headers })
    expect(status).toBe(500)
    expect(body.message).toContain('ECONNREFUSED')
  })
})

describe('limits', () => {
  it('accepts a request of almost 10 MB, and answers a larger one with 413', async () => {
    const sent = (bytes: number) => ({ body: { query: 'select length($1)', params: ['x'.repeat(bytes)] } })
    const taken = await post(sent(10 * MB - 100))
    expect(taken.body.rows).toEqual([[String(10 * MB - 100)]])
    expect((await post(sent(10 * MB))).status).toBe(413)
  })

  it('returns an answer of almost 10 MB, and 507 instead of a larger one', async () => {
    const select = (rows: number) => ({
      query: `select repeat('번', ${Math.floor(MB / 3)}) from generate_series(1, ${rows})`,
    })
    expect((await post({ body: select(9) })).body.rowCount).toBe(9)
    expect((await post({ body: select(11) })).status).toBe(507)
    expect((await post({ body: { query: 'select 1' } })).status).toBe(200)
  })

  it('rolls back a batch whose answers are too large together', async () => {
    const half = { query: `select repeat('x', ${6 * MB})` }
    const { status } = await post({ body: { queries: [{ query: 'create table gone (id int)' }, half, half] } })
    expect(status).toBe(507)
    expect((await post({ body: { query: "select to_regclass('gone')" } })).body.rows).toEqual([[null]])
  })
})
