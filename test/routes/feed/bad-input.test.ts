import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Api, readProblem, startApi } from '../../support/api/api.ts'
import { publishCategories, readPage } from './read-feed.ts'

const ID = 'f0000000-0000-4000-8000-000000000000'
const cursor = (json: string) => btoa(json).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

let api: Api
beforeAll(async () => {
  api = await startApi()
  await publishCategories(api.db, [1, 'a'], [2, 'b'], [3, 'c'])
})

async function expectRefused(query: string, pointer: string) {
  const response = await api.call(`/v1/feed?${query}`)
  expect(response.headers.get('Cache-Control')).toBe('no-store')
  expect(response.headers.get('Cache-Tag')).toBeNull()
  const problem = await readProblem(response)
  expect(problem).toMatchObject({ status: 400, code: 'invalid', errors: [{ in: 'query', pointer }] })
}

describe('GET /v1/feed refuses', () => {
  it.each([
    ...['-1', '1.5', '1e3', 'one', '', '+1', '0x1', '9999999999999999'].map((after) => [`after=${after}`, '/after']),
    ...['0', '1001', '-1', '1.5', 'ten', ''].map((limit) => [`after=0&limit=${limit}`, '/limit']),
    ['limit=0', '/limit'],
    ['limit=1001', '/limit'],
    ['kind=event', '/kind'],
    ['kind=', '/kind'],
    ['after=0&kind=skills', '/kind'],
    ['after=0&size=5', '/size'],
    ['page=1', '/page'],
    ['after=0&after=1', '/after'],
    [`after=0&cursor=${cursor(`["feed",3,null,["tag","${ID}"]]`)}`, '/cursor'],
  ])('%s, naming %s', async (query, pointer) => {
    await expectRefused(String(query), String(pointer))
  })

  it.each(['1', '1000'])('a limit of %s', async (limit) => {
    for (const query of [`?after=0&limit=${limit}`, `?limit=${limit}`])
      expect((await readPage(api, query)).items).toHaveLength(Math.min(3, Number(limit)))
  })
})

describe('GET /v1/feed?cursor= refuses', () => {
  it.each([
    '',
    'abc',
    '%00',
    '*',
    '%F0%9F%92%A9',
    '%ff',
    'a'.repeat(1001),
    ...[
      'null',
      '[]',
      '{}',
      '[',
      `["feed",3,null]`,
      `["feed",3,["tag","${ID}"]]`,
      `["feed",3,null,["tag","no-uuid"]]`,
      `["feed",3,null,["event","${ID}"]]`,
      `["feed",3,null,["tag","${ID}",1]]`,
      `["feed",-1,null,["tag","${ID}"]]`,
      `["feed",1.5,null,["tag","${ID}"]]`,
      `["feed",1e15,null,["tag","${ID}"]]`,
      `["feed",9223372036854775808,null,["tag","${ID}"]]`,
      `["feed",1e999,null,["tag","${ID}"]]`,
      `["feed",null,null,["tag","${ID}"]]`,
      `["feed","three",null,["tag","${ID}"]]`,
      `["admin-skills","2026-01-01T00:00:00Z","${ID}"]`,
      `["popular",1,"${ID}"]`,
    ].map(cursor),
  ])('an invalid cursor: %s', async (text) => {
    await expectRefused(`cursor=${text}`, '/cursor')
  })

  it.each([
    ['of one kind without it', 'kind=category', ''],
    ['of one kind with another', 'kind=category', '&kind=skill'],
    ['of all kinds with one', '', '&kind=category'],
  ])('one %s', async (_, first, next) => {
    const { next_cursor } = await readPage(api, `?limit=1&${first}`)
    expect(next_cursor).toEqual(expect.any(String))
    await expectRefused(`cursor=${next_cursor}${next}`, '/cursor')
  })
})

describe('any input', () => {
  const any = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }).map(encodeURIComponent),
    fc.string({ unit: 'grapheme-ascii', maxLength: 40 }),
    fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 20 }).map(percent),
    fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }).map(String),
  )
  const part = fc.oneof(
    fc.constantFrom<unknown>('feed', null, 'category', 'skill', ID, 0, 3, 4, 999_999_999_999_999, '3'),
    fc.double(),
    fc.jsonValue({ maxDepth: 2 }),
  )
  const keys = fc.tuple(fc.constantFrom('category', 'skill'), fc.oneof(fc.uuid(), fc.string(), fc.constant(ID)))
  const almost = fc.oneof(
    fc.tuple(part, part, part, part),
    fc.tuple(fc.constant('feed'), part, fc.constantFrom(null, 'category'), keys),
    fc.jsonValue(),
  )
  const made = almost.map((json) => encodeURIComponent(base64(JSON.stringify(json))))

  it('as a place gets a page, a 400 or a 410', async () => {
    await fc.assert(
      fc.asyncProperty(any, async (text) => {
        expect([200, 400, 410]).toContain(await statusOf(`after=${text}`))
      }),
      { numRuns: 200 },
    )
  })

  it('as a cursor gets a page or a 400', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(any, made), fc.constantFrom('', '&kind=category'), async (text, kind) => {
        expect([200, 400]).toContain(await statusOf(`cursor=${text}${kind}`))
      }),
      { numRuns: 300 },
    )
  })

  /** Returns the status of the answer. Expects an error to be a problem. */
  async function statusOf(query: string) {
    const response = await api.call(`/v1/feed?${query}`)
    return response.ok ? response.status : (await readProblem(response)).status
  }
})

const percent = (bytes: number[]) => bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
const base64 = (text: string) => btoa(String.fromCharCode(...new TextEncoder().encode(text)))
