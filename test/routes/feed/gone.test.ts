import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Api, readProblem, startApi } from '../../support/api/api.ts'
import { categoriesOf, publishCategories, readBootstrap, readPage } from './read-feed.ts'

/** Of four categories, the first and third were deleted as changes 5 and 6. Tombstone 5 was deleted since. */
let api: Api
beforeAll(async () => {
  api = await startApi()
  await publishCategories(api.db, [1, 'a'], [2, 'b'], [3, 'c'], [4, 'd'])
  await publishCategories(api.db, [1, null])
  await api.db.execute(sql`update published_items set published_at = now() - interval '91 days' where deleted`)
  await publishCategories(api.db, [3, null])
  await api.tick('23 3 * * *')
})

async function expectGone(query: string, bootstrap: string, of = api) {
  const response = await of.call(`/v1/feed?${query}`)
  expect(response.headers.get('Cache-Control')).toBe('no-store')
  expect(response.headers.get('Cache-Tag')).toBeNull()
  expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
  expect(await response.clone().json()).toMatchObject({ bootstrap })
  expect(await readProblem(response)).toMatchObject({ status: 410, code: 'gone' })
}

describe('a place before tombstones that were deleted', () => {
  it.each([0, 1, 4])('%i is gone, and the problem says where to start over', async (after) => {
    await expectGone(`after=${after}`, '/v1/feed')
  })

  it.each(['kind=category', 'kind=skill'])(
    'is gone for a reader of %s, who starts over with that kind',
    async (filter) => {
      await expectGone(`after=4&${filter}`, `/v1/feed?${filter}`)
    },
  )

  it('is gone for a reader with an ETag of it too', async () => {
    const { headers } = await api.call('/v1/feed?after=5')
    const response = await api.call('/v1/feed?after=4', { headers: { 'If-None-Match': headers.get('ETag') ?? '' } })
    expect(response.status).toBe(410)
  })

  it('is gone for a bootstrap that began there too', async () => {
    const own = await startApi()
    await publishCategories(own.db, [1, 'a'], [2, 'b'])
    const { next_cursor, next_after } = await readPage(own, '?limit=1')
    await publishCategories(own.db, [1, null])
    await own.db.execute(sql`update published_items set published_at = now() - interval '91 days' where deleted`)
    await own.tick('23 3 * * *')
    expect(await readPage(own, `?limit=1&cursor=${next_cursor}`)).toMatchObject({ next_after })
    await expectGone(`after=${next_after}`, '/v1/feed', own)
  })
})

describe('a place after which no tombstone was deleted', () => {
  it('is answered, including the place of the last deleted tombstone', async () => {
    expect(categoriesOf(await readPage(api, '?after=5'))).toEqual([[6, 3, null]])
    expect(categoriesOf(await readPage(api, '?after=6'))).toEqual([])
  })

  it('is the one that a bootstrap names', async () => {
    const [page] = await readBootstrap(api)
    expect(page).toMatchObject({ next_after: 6, items: [{}, {}] })
    expect(categoriesOf(await readPage(api, `?after=${page?.next_after}`))).toEqual([])
  })
})

describe('a place that the feed has not reached', () => {
  it.each(['7', '1000', '999999999999999'])('%s belongs to another feed and is gone here', async (after) => {
    await expectGone(`after=${after}`, '/v1/feed')
  })

  it('is gone for a reader of one kind', async () => {
    await expectGone('after=7&kind=document', '/v1/feed?kind=document')
  })

  it('is gone in an empty feed', async () => {
    await expectGone('after=1', '/v1/feed', await startApi())
  })
})
