import { beforeAll, describe, expect, it } from 'vitest'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { aSkill } from '../../../support/builders/builders.ts'

let api: Api
beforeAll(async () => {
  api = await startApi()
  await aSkill(api.db)
})

const ID = 'f0000000-0000-4000-8000-000000000000'
const cursor = (json: string) => btoa(json).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

async function expectRefused(query: string, pointer: string) {
  const problem = await readProblem(await api.call(`/v1/skills?${query}`))
  expect(problem).toMatchObject({ status: 400, code: 'invalid', errors: [{ in: 'query', pointer }] })
}

describe('GET /v1/skills with hostile input', () => {
  it.each(['q', 'tag', 'owner', 'license', 'category'])('refuses a NUL in %s', async (name) => {
    // A tag may be given several times.
    await expectRefused(`${name}=a%00b`, name === 'tag' ? '/tag/0' : `/${name}`)
  })

  it.each([
    ['popular', '["popular",1,"no-uuid"]'],
    ['popular', `["popular",1e999,"${ID}"]`],
    ['popular', `["popular","1","${ID}"]`],
    ['popular', `["popular",1,"${ID}",1]`],
    ['popular', `["latest",1,"${ID}"]`],
    ['latest', `["latest","0000-01-01T00:00:00Z","${ID}"]`],
    ['latest', `["latest","2026-01-01T00:00:00+23:59","${ID}"]`],
    ['latest', `["latest","2026-02-30T00:00:00Z","${ID}"]`],
    ['relevance', `["relevance","1",1,"${ID}"]`],
    ['relevance', `["relevance",1,1,1,1,"${ID}"]`],
    ['relevance', `["relevance",1e999,1,"${ID}"]`],
    ['popular', '{}'],
    ['popular', 'null'],
    ['popular', '['],
  ])('refuses a forged cursor for %s: %s', async (sort, json) => {
    await expectRefused(`q=skill&sort=${sort}&cursor=${cursor(json)}`, '/cursor')
  })

  it.each(['%00', '*', '%F0%9F%92%A9', '____', 'a'.repeat(1001), '%ff'])(
    'refuses a cursor that is not base64url of JSON: %s',
    async (text) => {
      await expectRefused(`cursor=${text}`, '/cursor')
    },
  )

  it.each([`["popular",1e308,"${ID}"]`, `["popular",-1e308,"${ID}"]`, `["popular",5e-324,"${ID}"]`])(
    'takes the cursor %s, which might be one',
    async (json) => {
      expect((await api.call(`/v1/skills?cursor=${cursor(json)}`)).status).toBe(200)
    },
  )

  it.each([`["relevance",1e308,1e308,"${ID}"]`, `["relevance",1e-300,5e-324,"${ID}"]`])(
    'takes the search cursor %s, which might be one',
    async (json) => {
      expect((await api.call(`/v1/skills?q=skill&cursor=${cursor(json)}`)).status).toBe(200)
    },
  )

  it.each(['0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999999Z', '2026-01-01T00:00:00.1+14:00'])(
    'takes a cursor of the time %s',
    async (time) => {
      const response = await api.call(`/v1/skills?sort=latest&cursor=${cursor(`["latest","${time}","${ID}"]`)}`)
      expect(response.status).toBe(200)
    },
  )

  it.each([
    '%',
    '%zz',
    'q=%ff%fe',
    'q[]=a',
    '__proto__=a',
    'constructor=a',
    'q=a&q=b',
    `q=${'%F0%9F%92%A9'.repeat(60)}`,
  ])('answers the query %s with a page or a problem, never a 500', async (query) => {
    expect([200, 400]).toContain((await api.call(`/v1/skills?${query}`)).status)
  })
})
