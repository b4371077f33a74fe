import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveApp } from '../../support/api/served-app.ts'
import { aVersion } from '../../support/builders/versions.ts'
import { aSecondMcpClient, MCP_USERS } from '../../support/outside/mcp-users.ts'
import { createDatabase } from '../../support/run/database.ts'

const TOO_MANY = 'Too many requests from this address. Try again in a minute.'

/** A limit that lets requests pass until it is reached. */
const aLimiter = () => {
  const limiter = { isReached: false, limit: async () => ({ success: !limiter.isReached }) }
  return limiter
}

const [all, words, searches] = [aLimiter(), aLimiter(), aLimiter()]
let url: string
let stop: () => Promise<void>
beforeAll(async () => {
  const at = await createDatabase()
  await aVersion(at.db, { name: 'limited' })
  const api = await serveApp(at, { MCP_LIMITER: all, WORDS_LIMITER: words, SEARCH_LIMITER: searches })
  url = `${api.origin}/mcp`
  stop = api.stop
})
afterAll(() => stop())

describe('an address over its limit, over MCP', () => {
  it.each(['{"jsonrpc":"2.0","id":1,"method":"tools/list"}', '[', '[]'])('is refused %s', async (body) => {
    all.isReached = true
    const headers = { 'Content-Type': 'application/json', Accept: 'application/json, text/event-stream' }
    const response = await fetch(url, { method: 'POST', body, headers })
    all.isReached = false
    expect([response.status, response.headers.get('Retry-After')]).toEqual([429, '60'])
    expect(response.headers.get('Content-Type')).toContain('application/json')
    expect(await response.json()).toEqual({ jsonrpc: '2.0', error: { code: -32000, message: TOO_MANY }, id: null })
  })

  it.each(MCP_USERS)('is told so by the official client, %s, and answered later', async (_, __, connect) => {
    const user = await connect(url)
    all.isReached = true
    await expect(user.call('get_skill', { slug: 'acme--limited' })).rejects.toThrow(TOO_MANY)
    all.isReached = false
    expect((await user.call('get_skill', { slug: 'acme--limited' })).structured.name).toBe('limited')
    await user.close()
  })

  it.each(['earlier', 'newer'] as const)('cannot even connect in the %s era, and is told why', async (era) => {
    all.isReached = true
    const refused = aSecondMcpClient(url, era)
    await expect(refused).rejects.toThrow(TOO_MANY)
    all.isReached = false
  })

  it.each(MCP_USERS)('is told by the tool, %s, that it has searched too often', async (_, __, connect) => {
    const user = await connect(url)
    words.isReached = true
    const { isError, text } = await user.call('search_skills', { query: 'limited' })
    words.isReached = false
    expect([isError, text]).toEqual([true, TOO_MANY])
    await user.close()
  })

  it.each(MCP_USERS)('is told by the tool, %s, that it has audited too often', async (_, __, connect) => {
    const user = await connect(url)
    const audit = () => user.call('audit_lockfile', { lockfile: '{"skills": []}' })
    searches.isReached = true
    const { isError, text } = await audit()
    searches.isReached = false
    expect([isError, text]).toEqual([true, TOO_MANY])
    expect((await audit()).structured.summary).toMatchObject({ entries: 0 })
    await user.close()
  })
})
