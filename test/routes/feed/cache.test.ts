import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { updateSkill } from '../../../src/db/catalogue/admin-skills.ts'
import { FeedPage } from '../../../src/routes/feed/feed-schema.ts'
import { type Api, startApi } from '../../support/api/api.ts'
import { aSkill, TESTER } from '../../support/builders/builders.ts'
import { expectedState, publishAll } from '../../support/oracles/feed-oracle.ts'
import { emptyDatabase } from '../../support/run/database.ts'
import { held, publishCategories, readOn, readPage, upTo } from './read-feed.ts'

const SOON = 'public, max-age=5, stale-while-revalidate=5, stale-if-error=3600'
const LONG = 'public, max-age=3600, stale-while-revalidate=600, stale-if-error=3600'

let api: Api
let cursor: string | null | undefined
beforeAll(async () => {
  api = await startApi()
  await publishCategories(api.db, ...upTo(5).map((nth) => [nth, 'a'] as const))
  cursor = (await readPage(api, '?limit=2')).next_cursor
})

describe.each([
  ['a page that others follow', '?after=0&limit=2', LONG],
  ['a page of one kind that others follow', '?after=1&limit=1&kind=category', LONG],
  ['the last page', '?after=3&limit=2', SOON],
  ['the last page of one kind, though changes of others may follow', '?after=0&kind=skill', SOON],
  ['a page after the end', '?after=5', SOON],
  ['the first page of a bootstrap', '?limit=2', SOON],
  ['a whole bootstrap', '', SOON],
  ['a later page of a bootstrap', '?limit=2&cursor=', SOON],
  ['the state', '/latest', SOON],
])('%s', (_, query, kept) => {
  const call = (headers = {}) => api.call(`/v1/feed${query.endsWith('cursor=') ? query + cursor : query}`, { headers })

  it('says how long it may be cached', async () => {
    const { status, headers } = await call()
    expect(status).toBe(200)
    expect(headers.get('Cache-Control')).toBe(kept)
    expect(headers.get('Cache-Tag')).toBe('feed')
    expect(headers.get('ETag')).toMatch(/^"[0-9a-z.]+"$/)
  })

  it('answers 304 to a matching If-None-Match', async () => {
    const etag = (await call()).headers.get('ETag') ?? ''
    const again = await call({ 'If-None-Match': etag })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
    expect(again.headers.get('ETag')).toBe(etag)
    expect(again.headers.get('Cache-Control')).toBe(kept)
    expect(again.headers.get('Cache-Tag')).toBe('feed')
  })
})

describe('a cached page', () => {
  it('has another ETag once one of its items changes', async () => {
    const own = await startApi()
    await publishCategories(own.db, [1, 'a'], [2, 'b'])
    const etag = (await own.call('/v1/feed?after=0')).headers.get('ETag') ?? ''
    await publishCategories(own.db, [1, 'c'])
    expect((await own.call('/v1/feed?after=0', { headers: { 'If-None-Match': etag } })).status).toBe(200)
  })

  it.each([1, 2, 3, 5, 8])(
    'of the first %i changes is followed by the others, whatever has become of its own',
    async (limit) => {
      const own = await startApi()
      const skills = []
      for (let i = 0; i < 3; i++) skills.push(await aSkill(own.db, { description_md: 'Text.', tags: [`t${i}`] }))
      await publishAll(own.db)
      const response = await own.call(`/v1/feed?after=0&limit=${limit}`)
      expect(response.headers.get('Cache-Control')).toBe(LONG)
      const old = FeedPage.parse(await response.json())

      const [first, second, third] = skills.map(({ id }) => id)
      await updateSkill(own.db, TESTER, String(first), { summary: 'Another summary.', tags: [] })
      await updateSkill(own.db, TESTER, String(second), { status: 'archived' })
      await updateSkill(own.db, TESTER, String(third), { content_policy: 'link_only' })
      await aSkill(own.db, { tags: ['t0', 'new'] })
      await publishAll(own.db)
      const later = await readOn(own, old.next_after, '&limit=4')
      expect(held([old, ...later])).toEqual(await expectedState(own.db))
    },
  )
})

describe('a failure', () => {
  it.each(['/v1/feed', '/v1/feed?after=0', '/v1/feed/latest'])('is not cached: %s', async (path) => {
    const broken = await startApi({ DATABASE_URL: (await emptyDatabase()).url })
    const { status, headers } = await broken.call(path)
    expect(status).toBe(500)
    expect(headers.get('Cache-Control')).toBe('no-store')
    expect(headers.get('Cache-Tag')).toBeNull()
  })

  it.each(['/v1/feed', '/v1/feed?after=0', '/v1/feed/latest'])(
    'is not cached while the database is unavailable: %s',
    async (path) => {
      vi.spyOn(globalThis, 'fetch').mockRejectedValue(new Error('Network connection lost.'))
      onTestFinished(() => void vi.restoreAllMocks())
      const { status, headers } = await api.call(path)
      expect(status).toBe(503)
      expect(headers.get('Retry-After')).toBe('5')
      expect(headers.get('Cache-Control')).toBe('no-store')
    },
  )

  it.each(['/v1/feed', '/v1/feed?after=0', '/v1/feed/latest'])(
    'is not cached if the feed has no state: %s',
    async (path) => {
      const own = await startApi()
      await own.db.execute(sql`delete from feed_state`)
      const { status, headers } = await own.call(path)
      expect(status).toBe(500)
      expect(headers.get('Cache-Control')).toBe('no-store')
    },
  )

  it.each(['POST', 'PUT', 'DELETE'])('is not cached for another method: %s', async (method) => {
    const { status, headers } = await api.call('/v1/feed', { method })
    expect(status).toBe(405)
    expect(headers.get('Allow')).toContain('GET')
    expect(headers.get('Cache-Control')).toBe('no-store')
  })
})
