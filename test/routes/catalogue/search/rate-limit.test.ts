import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { anIngestedSkill } from '../../../support/builders/builders.ts'
import { aGithub } from '../../../support/outside/github.ts'

const LIMIT = 30

let api: Api
beforeAll(async () => {
  api = await startApi()
  await anIngestedSkill(api.db, { name: 'pdf', owner: 'acme' })
})
afterEach(() => {
  vi.restoreAllMocks()
})

const search = (address: string, body: unknown) => api.send('POST', '/v1/search', body, { 'CF-Connecting-IP': address })

/** Searches for missing repositories until the address is limited. If a new minute starts, the count starts over once. */
async function exhaust(address: string) {
  for (let answered = 0; answered <= 2 * LIMIT; answered++) {
    const response = await search(address, { repo: 'acme/nothing' })
    if (response.status === 429) return { answered, response }
    expect(response.status).toBe(200)
  }
  throw new Error(`More than ${2 * LIMIT} requests of one address were answered.`)
}

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
