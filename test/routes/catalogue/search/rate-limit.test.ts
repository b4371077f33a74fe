import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { anIngestedSkill } from '../../../support/builders/builders.ts'
import { aGithub } from '../../../support/outside/github.ts'

const LIMIT = 30
const WORDS = 5

/** A limiter of words that allows few: the deployed one allows 1,200 a minute, which would take long. */
const fewWords = () => {
  const asked = new Map<string, number>()
  const limit = async ({ key }: { key: string }) => {
    asked.set(key, (asked.get(key) ?? 0) + 1)
    return { success: (asked.get(key) ?? 0) <= WORDS }
  }
  return { limit }
}

let api: Api
beforeAll(async () => {
  api = await startApi({ GITHUB_TOKEN: 'a-token', WORDS_LIMITER: fewWords() })
  await anIngestedSkill(api.db, { name: 'pdf', owner: 'acme' })
})
afterEach(() => {
  vi.restoreAllMocks()
})

const search = (address: string, body: unknown) => api.send('POST', '/v1/search', body, { 'CF-Connecting-IP': address })

/** Sends requests until one is refused. If a new minute starts, the count starts over once. */
async function untilRefused(send: (n: number) => Promise<Response>, limit: number) {
  for (let answered = 0; answered <= 2 * limit; answered++) {
    const response = await send(answered)
    if (response.status === 429) return { answered, response }
    expect(response.status).toBe(200)
  }
  throw new Error(`More than ${2 * limit} requests of one address were answered.`)
}

/** Searches for missing repositories until the address is limited. */
const exhaust = (address: string) =>
  untilRefused((n) => search(address, { repo: `acme/nothing-${n}-${address.replaceAll('.', '-')}` }), LIMIT)

describe('searches for words from one address', () => {
  const address = '203.0.113.9'
  const list = (query: string) => api.call(`/v1/skills?${query}`, { headers: { 'CF-Connecting-IP': address } })

  it('are limited by both ways together; lists without words are not', async () => {
    const either = (n: number) => (n % 2 ? search(address, { q: `word${n}` }) : list(`q=word${n}`))
    const { answered, response } = await untilRefused(either, WORDS)
    expect(answered).toBe(WORDS)
    expect(response.headers.get('Retry-After')).toBe('60')
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(await readProblem(response)).toMatchObject({ status: 429, code: 'rate_limited' })
    expect((await search(address, { q: 'pdf' })).status).toBe(429)
    expect((await list('q=pdf')).status).toBe(429)
    expect((await list('sort=latest')).status).toBe(200)
    expect((await search('203.0.113.10', { q: 'pdf' })).status).toBe(200)
  })
})

describe('live searches from one address', () => {
  it('are limited to 30 fetches a minute', async () => {
    const github = aGithub()
    const { answered, response } = await exhaust('203.0.113.1')
    expect(answered).toBeGreaterThanOrEqual(LIMIT)
    expect(github.asked).toHaveLength(answered)
    expect(response.headers.get('Retry-After')).toBe('60')
    expect(await readProblem(response)).toMatchObject({ status: 429, code: 'rate_limited' })
  })

  it('do not limit answers from the database, or other addresses', async () => {
    aGithub()
    await exhaust('203.0.113.2')
    expect((await search('203.0.113.2', { repo: 'acme/skills' })).status).toBe(200)
    expect((await search('203.0.113.2', { q: 'pdf' })).status).toBe(200)
    expect((await search('203.0.113.3', { repo: 'acme/nothing' })).status).toBe(200)
  })
})
