import { sql } from 'drizzle-orm'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Api, startApi } from '../../support/api/api.ts'
import { aSkill } from '../../support/builders/builders.ts'
import { logOf } from '../../support/run/log.ts'

const WORDS = 'xylophones and divorce'
const QUERY = `q=${encodeURIComponent(WORDS)}`

let api: Api
beforeAll(async () => {
  api = await startApi()
  await aSkill(api.db)
})
afterEach(() => {
  vi.restoreAllMocks()
})

const callTool = (of: Api, params: unknown) =>
  of.send(
    'POST',
    '/mcp',
    { jsonrpc: '2.0', id: 1, method: 'tools/call', params },
    { Accept: 'application/json, text/event-stream' },
  )

/** Every way to search, and what sends words where none are expected, with the status of the answer. */
const SEARCHES: [string, number, (of: Api) => Promise<Response>][] = [
  ['GET /v1/skills', 200, (of) => of.call(`/v1/skills?${QUERY}`)],
  ['GET /v1/skills/facets', 200, (of) => of.call(`/v1/skills/facets?${QUERY}`)],
  ['GET /v1/suggest', 200, (of) => of.call(`/v1/suggest?${QUERY}`)],
  ['POST /v1/search', 200, (of) => of.send('POST', '/v1/search', { q: WORDS })],
  ['the skills command line', 200, (of) => of.call(`/api/search?${QUERY}`)],
  ['the clawhub command line', 200, (of) => of.call(`/api/v1/search?${QUERY}`)],
  ['the MCP tool', 200, (of) => callTool(of, { name: 'search_skills', arguments: { query: WORDS } })],
  ['a filter that does not exist', 404, (of) => of.call(`/v1/skills?category=${encodeURIComponent(WORDS)}`)],
  ['a parameter that does not exist', 400, (of) => of.call(`/v1/skills?query=${encodeURIComponent(WORDS)}`)],
  ['a search that is too long', 400, (of) => of.call(`/v1/skills?${QUERY}${'x'.repeat(300)}`)],
  ['a body that is no JSON', 415, (of) => of.call('/v1/search', { method: 'POST', body: WORDS })],
  ['an MCP tool that does not exist', 200, (of) => callTool(of, { name: WORDS, arguments: { query: WORDS } })],
]

/** Searches, and expects that no line of any log tells the words. Returns the status. */
async function searchUnlogged(search: () => Promise<Response>) {
  const others = (['debug', 'info', 'warn', 'error'] as const).map((level) => vi.spyOn(console, level))
  let status = 0
  const lines = await logOf(async () => {
    status = (await search()).status
  })
  const all = [...lines, ...others.flatMap((log) => log.mock.calls.map((call) => call.join(' ')))]
  expect(lines.some((line) => line.includes('"event":"request"'))).toBe(true)
  expect(all.join('\n')).not.toMatch(/xylophone|divorce|[?&]q=/i)
  return status
}

describe('the words of a search are never logged', () => {
  it.each(SEARCHES)('by %s', async (_, status, search) => {
    expect(await searchUnlogged(() => search(api))).toBe(status)
  })

  it('if the database is away', async () => {
    vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('Network connection lost.'))
    for (const [, , search] of SEARCHES) await searchUnlogged(() => search(api))
  })

  it('if the database refuses the statement', async () => {
    const broken = await startApi()
    await broken.db.execute(sql`drop table skills cascade`)
    for (const [, , search] of SEARCHES) await searchUnlogged(() => search(broken))
  })
})
