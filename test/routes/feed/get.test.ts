import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { updateSkill } from '../../../src/db/catalogue/admin-skills.ts'
import { pageHash, payloadHash } from '../../../src/domain/feed/publication.ts'
import { type Api, startApi } from '../../support/api/api.ts'
import { aSkill, TESTER } from '../../support/builders/builders.ts'
import { publishAll } from '../../support/oracles/feed-oracle.ts'
import { categoriesOf, publishCategories, readOn, readPage, upTo } from './read-feed.ts'

let api: Api
beforeEach(async () => {
  api = await startApi()
})

describe('GET /v1/feed?after=', () => {
  it('answers the changes after a place in order, including tombstones', async () => {
    await publishCategories(api.db, [1, 'a'], [2, 'b'], [3, 'c'])
    await publishCategories(api.db, [2, null])
    const page = await readPage(api, '?after=1')
    expect(page).toMatchObject({ next_after: 4, latest_seq: 4, lag_seconds: 0 })
    expect(categoriesOf(page)).toEqual([
      [3, 3, 'c'],
      [4, 2, null],
    ])
    expect(page).not.toHaveProperty('next_cursor')
  })

  it('answers JSON that pages of any origin may read', async () => {
    const { headers } = await api.call('/v1/feed?after=0')
    expect(headers.get('Content-Type')).toBe('application/json')
    expect(headers.get('Access-Control-Allow-Origin')).toBe('*')
  })

  it('has all that a reader needs to know about a change', async () => {
    await publishCategories(api.db, [1, 'a'])
    const { items } = await readPage(api, '?after=0')
    const payload = { description: null, key: 'category-1', name: 'a', sort_order: 0 }
    expect(items).toEqual([
      {
        seq: 1,
        kind: 'category',
        id: '00000000-0000-4000-8000-000000000001',
        deleted: false,
        schema_version: 1,
        payload_hash: await payloadHash(payload),
        payload,
        published_at: expect.any(String),
      },
    ])
    expect(Math.abs(Date.now() - Date.parse(items[0]?.published_at ?? ''))).toBeLessThan(60_000)
  })

  it('shows only that a tombstone is deleted', async () => {
    await publishCategories(api.db, [1, 'a'])
    await publishCategories(api.db, [1, null])
    const { items } = await readPage(api, '?after=0')
    expect(items).toMatchObject([{ seq: 2, kind: 'category', deleted: true, payload: {} }])
    expect(items[0]?.payload).toEqual({})
    expect(items[0]?.payload_hash).toBe(await payloadHash({}))
  })

  it('has a thing that changed again only at its last place', async () => {
    await publishCategories(api.db, [1, 'a'], [2, 'b'])
    await publishCategories(api.db, [1, 'changed'])
    expect(categoriesOf(await readPage(api, '?after=0'))).toEqual([
      [2, 2, 'b'],
      [3, 1, 'changed'],
    ])
  })

  it.each([0, 3])('is empty after %i, the end, and stays there', async (end) => {
    await publishCategories(api.db, ...upTo(end).map((nth) => [nth, 'a'] as const))
    const page = await readPage(api, `?after=${end}`)
    expect(page).toEqual({ items: [], next_after: end, latest_seq: end, lag_seconds: 0, page_hash: await pageHash([]) })
  })

  it('says how long the oldest unpublished change has waited', async () => {
    await aSkill(api.db)
    await api.db.execute(sql`update publish_outbox set enqueued_at = now() - interval '90 seconds' where id = 1`)
    const { items, lag_seconds } = await readPage(api, '?after=0')
    expect(items).toEqual([])
    expect(lag_seconds).toBeGreaterThanOrEqual(90)
    expect(lag_seconds).toBeLessThan(150)
  })

  it('has at most 500 changes by default', async () => {
    await publishCategories(api.db, ...upTo(501).map((nth) => [nth, 'a'] as const))
    const page = await readPage(api, '?after=0')
    expect(page.items).toHaveLength(500)
    expect(page).toMatchObject({ next_after: 500, latest_seq: 501 })
    expect((await readPage(api, '?after=0&limit=1000')).items).toHaveLength(501)
  })

  it.each([1, 2, 3, 7])('is read without gaps or repeats by pages of %i', async (limit) => {
    await publishCategories(api.db, ...upTo(7).map((nth) => [nth, 'a'] as const))
    await publishCategories(api.db, [3, 'b'], [5, null])
    const pages = await readOn(api, 0, `&limit=${limit}`)
    expect(categoriesOf(...pages)).toEqual([
      [1, 1, 'a'],
      [2, 2, 'a'],
      [4, 4, 'a'],
      [6, 6, 'a'],
      [7, 7, 'a'],
      [8, 3, 'b'],
      [9, 5, null],
    ])
    for (const { items } of pages.slice(0, -1)) expect(items).toHaveLength(limit)
  })
})

describe('the hashes of a page', () => {
  const URDU = 'اردو “text” \u0001\u2028 😀 é'
  beforeEach(async () => {
    const { id } = await aSkill(api.db, { tags: ['Ünïcode'], summary: URDU, description_md: `${URDU}\n\\n` })
    await aSkill(api.db, { category: 'science', license: null })
    await publishAll(api.db)
    await updateSkill(api.db, TESTER, id, { content_policy: 'link_only' })
    await publishAll(api.db)
  })

  it('are those of the payloads as read', async () => {
    const { items } = await readPage(api, '?after=0')
    expect(new Set(items.map(({ kind, deleted }) => `${kind} ${deleted}`))).toEqual(
      new Set(['skill false', 'document true', 'category false', 'tag false', 'popularity false']),
    )
    for (const { kind, payload, payload_hash } of items) expect(payload_hash, kind).toBe(await payloadHash(payload))
  })

  it.each(['?after=0', '?after=0&limit=2', '?after=2', '?after=0&kind=skill', '?', '?limit=2', '?kind=popularity'])(
    'are those of its items: %s',
    async (query) => {
      const { items, page_hash } = await readPage(api, query)
      expect(items.length).toBeGreaterThan(0)
      expect(page_hash).toBe(await pageHash(items))
    },
  )
})
