import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aServedWorker } from '../../support/outside/served-worker.ts'

let url: string
let stop: () => void
beforeAll(async () => {
  const worker = await aServedWorker()
  url = `${worker.url}/mcp`
  stop = worker.stop
})
afterAll(() => stop())

const HEADERS = { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream' }
const post = (body: string, headers: Record<string, string> = {}) =>
  fetch(url, { method: 'POST', body, headers: { ...HEADERS, ...headers } })
const message = (method: unknown, params?: unknown) => JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })

/** The error of an answer, which is JSON or one event. */
async function errorIn(response: Response): Promise<{ code: number; message: string } | undefined> {
  const text = await response.text()
  return JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? text).error
}

describe('MCP', () => {
  it.each(['GET', 'DELETE', 'PUT', 'OPTIONS'])('does not answer %s', async (method) => {
    const response = await fetch(url, { method, headers: { Accept: 'text/event-stream' } })
    expect(response.status).toBe(405)
    expect(response.headers.get('Allow')).toBe('POST')
  })

  it('refuses pages of other origins, and answers its own', async () => {
    const ping = message('ping')
    expect((await post(ping, { Origin: 'https://evil.example' })).status).toBe(403)
    expect((await post(ping, { Origin: 'null' })).status).toBe(403)
    const own = await post(ping, { Origin: new URL(url).origin })
    expect(own.status).toBe(200)
    expect(own.headers.get('Access-Control-Allow-Origin')).toBeNull()
    expect(own.headers.get('Cache-Control')).toContain('no-')
  })

  it('refuses a body that is too large, with or without a length', async () => {
    const large = message('ping', { text: 'x'.repeat(70_000) })
    expect((await post(large)).status).toBe(413)
    const body = new Blob([large]).stream()
    const streamed = await fetch(url, { method: 'POST', body, headers: HEADERS, duplex: 'half' } as RequestInit)
    expect(streamed.status).toBe(413)
    expect((await errorIn(streamed))?.code).toBe(-32000)
  })

  it.each([
    ['no body', '', -32700],
    ['half a body', '{"jsonrpc":"2.0",', -32700],
    ['a deep body', '['.repeat(30_000), -32700],
    ['a batch', `[${message('tools/list')},${message('tools/list')}]`, -32600],
    ['an empty batch', '[]', -32600],
    ['a batch of a thousand', `[${Array(1000).fill(message('ping'))}]`, -32600],
  ])('refuses %s by the code of JSON-RPC', async (_, body, code) => {
    const response = await post(body)
    expect(response.status).toBe(400)
    expect((await errorIn(response))?.code).toBe(code)
  })

  it('refuses a method that it does not have', async () => {
    expect((await errorIn(await post(message('skills/burn'))))?.code).toBe(-32601)
  })

  it.each([
    'null',
    '7',
    '"text"',
    '{}',
    '{"jsonrpc":"1.0","id":1,"method":"ping"}',
    message(7),
    message('tools/call'),
    message('tools/call', []),
    message('tools/call', { name: 7 }),
    message('tools/call', { name: '__proto__', arguments: {} }),
    message('tools/call', { name: 'constructor', arguments: {} }),
    message('tools/call', { name: 'get_skill', arguments: 'acme--x' }),
    message('tools/call', { name: 'get_skill', arguments: { __proto__: null, slug: { $ne: '' } } }),
    message('resources/read', { uri: 7 }),
    message('resources/read', { uri: 'skill://%' }),
    message('skills/list', { cursor: 'e30' }),
    message('skills/list', { cursor: 7 }),
    message('subscriptions/listen', { notifications: {} }),
    message('initialize', { protocolVersion: {} }),
  ])('answers %s with an error of the protocol, and no 5xx', async (body) => {
    const response = await post(body)
    expect(response.status).toBeLessThan(500)
    expect(await response.clone().text()).toMatch(/"error":\{|"isError":true/)
  })

  it('answers whatever is sent as a message, and never with a 5xx', async () => {
    const names = ['search_skills', 'get_skill', 'read_skill_file', 'list_versions', 'compare_versions', 'top_skills']
    const value = fc.jsonValue({ maxDepth: 2 })
    const argument = fc.constantFrom('slug', 'query', 'path', 'version', 'from', 'to', 'part', 'limit', 'cursor', 'by')
    const params = fc.oneof(
      fc.record({ name: fc.constantFrom(...names), arguments: fc.dictionary(argument, value, { maxKeys: 4 }) }),
      fc.record({
        uri: fc.oneof(
          fc.string().map((path) => `skill://acme/${path}`),
          value,
        ),
        cursor: value,
      }),
      value,
    )
    const method = fc.constantFrom('tools/call', 'skills/list', 'skills/get', 'resources/read', 'initialize')
    const sent = fc.record({ jsonrpc: fc.constantFrom('2.0', '2.0', '1.0'), id: value, method, params })
    await fc.assert(
      fc.asyncProperty(sent, async (body) => {
        const response = await post(JSON.stringify(body))
        const text = await response.text()
        expect(response.status).toBeLessThan(500)
        expect(text).not.toContain('went wrong on our side')
      }),
      { numRuns: 150 },
    )
  })

  it('tells nobody what went wrong between it and the database', async () => {
    const lost = await aServedWorker({ DATABASE_ENDPOINT: 'http://127.0.0.1:9/sql' })
    const ask = async (body: string) => {
      const response = await fetch(`${lost.url}/mcp`, { method: 'POST', body, headers: HEADERS })
      expect(response.status).toBe(200)
      return response.text()
    }
    const texts = [
      await ask(message('tools/call', { name: 'get_skill', arguments: { slug: 'acme--x' } })),
      await ask(message('skills/list', {})),
    ]
    lost.stop()
    expect(texts[0]).toContain('"isError":true')
    expect(texts[1]).toContain('"code":-32603')
    for (const text of texts) {
      expect(text).toContain('The database did not answer')
      expect(text).not.toMatch(/select|127\.0\.0\.1/i)
    }
  })

  it('refuses a body that is not JSON by its type', async () => {
    expect((await post(message('ping'), { 'Content-Type': 'text/plain' })).status).toBe(415)
  })
})
