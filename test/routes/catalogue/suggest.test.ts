import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { Suggestions } from '../../../src/routes/catalogue/search/suggest.ts'
import { type Api, readProblem, startApi } from '../../support/api/api.ts'
import { aSkill } from '../../support/builders/builders.ts'
import { searchAll } from '../../support/run/search.ts'

let api: Api

const address = (q: string, more = '') => `/v1/suggest?q=${encodeURIComponent(q)}${more}`

async function itemsOf(q: string, more = '') {
  const response = await api.call(address(q, more))
  expect(response.status).toBe(200)
  return Suggestions.parse(await response.json()).items
}

type Item = z.output<typeof Suggestions>['items'][number]

const nameOf = (item: Item) => (item.kind === 'skill' ? item.slug : item.kind === 'tag' ? item.key : item.handle)

/** What is suggested of one kind, by its name in the API. */
const suggested = async (kind: Item['kind'], q: string, more = '') =>
  (await itemsOf(q, more)).filter((item) => item.kind === kind).map(nameOf)

beforeAll(async () => {
  api = await startApi()
  for (const [name, score] of [
    ['calendar-sync', 1],
    ['shared-calendar', 5],
    ['calculator', 9],
    ['decalcify', 30],
    ['회의록-정리', 1],
    ['股票行情', 1],
    ['agenda', 0],
  ] as const)
    await aSkill(api.db, { name, score, owner: 'orchard', tags: name === 'agenda' ? [] : ['Time zones'] })
  await aSkill(api.db, { name: 'agenda', owner: 'timely', score: 3, tags: ['time'] })
  await aSkill(api.db, { name: 'calypso', owner: 'Time-Lab', status: 'archived' })
  await searchAll(api.db)
})

describe('GET /v1/suggest', () => {
  it('answers with cache headers and a strong ETag', async () => {
    const response = await api.call(address('calendar'))
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toBe('application/json')
    expect(response.headers.get('Cache-Control')).toContain('max-age=60')
    expect(response.headers.get('Cache-Tag')).toBe('skills')
    expect(await response.json()).toEqual({
      items: [
        { kind: 'skill', text: 'shared-calendar', slug: 'orchard--shared-calendar', owner: 'orchard' },
        { kind: 'skill', text: 'calendar-sync', slug: 'orchard--calendar-sync', owner: 'orchard' },
      ],
    })
    const headers = { 'If-None-Match': response.headers.get('ETag') ?? '' }
    expect((await api.call(address('calendar'), { headers })).status).toBe(304)
  })

  it('finds names of which a word begins as typed, those used most first', async () => {
    const found = ['orchard--calculator', 'orchard--shared-calendar', 'orchard--calendar-sync']
    expect(await suggested('skill', 'c')).toEqual(found)
    expect(await suggested('skill', ' CaL')).toEqual(found)
  })

  it('wants the words before the last one whole, wherever they are in the name', async () => {
    expect(await suggested('skill', 'sync cal')).toEqual(['orchard--calendar-sync'])
    expect(await suggested('skill', 'calendar-s')).toEqual(['orchard--shared-calendar', 'orchard--calendar-sync'])
    expect(await suggested('skill', 'sy cal')).toEqual([])
  })

  it.each([
    ['회', 'orchard--회의록-정리'],
    ['의록', 'orchard--회의록-정리'],
    ['회의록 정', 'orchard--회의록-정리'],
    ['行情', 'orchard--股票行情'],
  ])('finds %s anywhere in a word without spaces', async (q, slug) => {
    expect(await suggested('skill', q)).toEqual([slug])
  })

  it.each(['calander', 'calnedar', 'calendr'])('takes %s for a typing error, as no word begins so', async (q) => {
    expect(await suggested('skill', q)).toEqual(['orchard--shared-calendar', 'orchard--calendar-sync'])
  })

  it('shows of skills of one name the one that is used most, and all if the name is typed', async () => {
    expect(await suggested('skill', 'agen')).toEqual(['timely--agenda'])
    expect(await suggested('skill', 'agenda')).toEqual(['timely--agenda', 'orchard--agenda'])
  })

  it('finds tags and publishers that begin as typed and have public skills', async () => {
    const items = await itemsOf('TIME')
    expect(items).toContainEqual({ kind: 'tag', text: 'Time zones', key: 'time-zones', skills: 6 })
    expect(items.map(nameOf)).toEqual(['time', 'time-zones', 'timely'])
    expect((await itemsOf('time z')).map(nameOf)).toEqual(['time-zones'])
  })

  it('leaves places to tags and publishers, and the first to skills', async () => {
    expect(await itemsOf('t', '&size=1')).toHaveLength(1)
    expect((await itemsOf('c', '&size=2')).map(nameOf)).toEqual(['orchard--calculator', 'orchard--shared-calendar'])
    expect((await itemsOf('t', '&size=4')).map(({ kind }) => kind)).toEqual(['tag', 'tag', 'publisher'])
  })

  it('finds a skill that search does not know yet by the beginning of its name', async () => {
    await aSkill(api.db, { name: 'walrus-feeder', owner: 'orchard' })
    expect(await suggested('skill', 'walr')).toEqual(['orchard--walrus-feeder'])
  })

  it('leaves out copies and archived skills', async () => {
    const original = await aSkill(api.db, { name: 'zebra-one', contentHash: 'z'.repeat(64) })
    await aSkill(api.db, { name: 'zebra-two', contentHash: 'z'.repeat(64), duplicateOf: original.id })
    await aSkill(api.db, { name: 'zebra-three', status: 'archived' })
    await searchAll(api.db)
    expect(await suggested('skill', 'zebra')).toEqual([original.slug])
  })

  it('never suggests a merged tag', async () => {
    await aSkill(api.db, { tags: ['umbrella', 'umbrella-stand'] })
    expect(await suggested('tag', 'umbr')).toEqual(['umbrella', 'umbrella-stand'])
    await api.db.execute(sql`
      update tags set merged_into = (select id from tags where key = 'umbrella-stand') where key = 'umbrella'`)
    expect(await suggested('tag', 'umbr')).toEqual(['umbrella-stand'])
  })

  it('answers nothing where no letter or digit is typed', async () => {
    for (const q of ['!?', '--', '🎉', '%', '\u0301']) expect(await itemsOf(q)).toEqual([])
  })

  it.each([
    ['', '/q', 'is required'],
    ['?q=%20', '/q', 'must not be blank'],
    [`?q=${'x'.repeat(201)}`, '/q', '200'],
    ['?q=a%00', '/q', 'NUL'],
    ['?q=a&size=11', '/size', '10'],
    ['?q=a&size=0', '/size', '1'],
    ['?q=a&limit=5', '/limit', 'is not a known parameter'],
  ])('refuses %s and says why', async (query, pointer, message) => {
    const { status, errors } = await readProblem(await api.call(`/v1/suggest${query}`))
    expect(status).toBe(400)
    expect(errors?.[0]).toMatchObject({ in: 'query', pointer, message: expect.stringContaining(message) })
  })

  it('counts against the limit of searches', async () => {
    const limited = await startApi({ WORDS_LIMITER: { limit: async () => ({ success: false }) } })
    const response = await limited.call(address('a'))
    expect(await readProblem(response)).toMatchObject({ status: 429, code: 'rate_limited' })
    expect(response.headers.get('Retry-After')).toBe('60')
  })

  it('answers 200 or 400, whatever is typed', async () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({ unit: fc.constantFrom('a', ' ', '-', '%', '_', '\\', "'", '정', 'é', '\u{10ffff}'), maxLength: 200 }),
    )
    await fc.assert(
      fc.asyncProperty(typed, async (q) => {
        const { status } = await api.call(address(q))
        expect([200, 400]).toContain(status)
      }),
      { numRuns: 60 },
    )
  })
})
