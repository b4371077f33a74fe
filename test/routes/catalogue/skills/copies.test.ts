import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { Copies } from '../../../../src/routes/catalogue/copies.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { aSkill } from '../../../support/builders/builders.ts'

type Made = Awaited<ReturnType<typeof aSkill>>

let api: Api
let original: Made
let copies: Made[]
let other: Made

const CONTENT = 'c'.repeat(64)

async function copiesOf(ref: string, more = '') {
  const response = await api.call(`/v1/skills/${encodeURIComponent(ref)}/copies${more}`)
  expect(response.status).toBe(200)
  return Copies.parse(await response.json())
}

const slugsOf = ({ items }: { items: readonly { slug: string }[] }) => items.map(({ slug }) => slug)

beforeAll(async () => {
  api = await startApi()
  original = await aSkill(api.db, { name: 'tidy', contentHash: CONTENT })
  copies = []
  for (const owner of ['bees', 'ants', 'wasps'])
    copies.push(await aSkill(api.db, { name: 'tidy', owner, contentHash: CONTENT, duplicateOf: original.id }))
  await aSkill(api.db, { name: 'tidy', owner: 'gone', contentHash: CONTENT, status: 'archived' })
  other = await aSkill(api.db, { name: 'untidy', contentHash: 'd'.repeat(64) })
  await api.db.execute(sql`
    update skills set verdict = 'review', canonical_repo = 'ants/skills' where id = ${copies[1]?.id}::uuid`)
})

describe('GET /v1/skills/{ref}/copies', () => {
  it('answers the other active skills with the same content, the earliest first', async () => {
    const list = await copiesOf(original.slug)
    expect(slugsOf(list)).toEqual(copies.map(({ slug }) => slug))
    expect(list.next_cursor).toBeNull()
    expect(list.items[1]).toEqual({
      ...{ id: copies[1]?.id, slug: 'ants--tidy', name: 'tidy', owner: 'ants', is_original: false },
      ...{ verdict: 'review', canonical_repo: 'ants/skills', created_at: expect.stringMatching(/Z$/) },
    })
  })

  it('marks the original among those of a copy, and answers the same by id and slug', async () => {
    const { items } = await copiesOf('ants--tidy')
    expect(items.map(({ slug, is_original: isOriginal }) => [slug, isOriginal])).toEqual([
      ['acme--tidy', true],
      ['bees--tidy', false],
      ['wasps--tidy', false],
    ])
    expect(await copiesOf(copies[1]?.id ?? '')).toEqual({ items, next_cursor: null })
  })

  it('goes on from its cursor, also where several were first seen at once', async () => {
    const found: string[] = []
    await api.db.execute(sql`update skills set created_at = '2026-01-02T00:00:00Z' where content_hash = ${CONTENT}`)
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page = await copiesOf(original.slug, `?size=1${cursor && `&cursor=${cursor}`}`)
      expect(page.items).toHaveLength(1)
      found.push(...slugsOf(page))
      cursor = page.next_cursor
    }
    expect(found.toSorted()).toEqual(copies.map(({ slug }) => slug).toSorted())
  })

  it('has no items for a skill that is nowhere else, whether or not its content is known', async () => {
    expect(await copiesOf(other.slug)).toEqual({ items: [], next_cursor: null })
    const { slug } = await aSkill(api.db)
    await aSkill(api.db)
    expect(await copiesOf(slug)).toEqual({ items: [], next_cursor: null })
  })

  it('answers with cache headers and the tags of the skill', async () => {
    const response = await api.call(`/v1/skills/${original.slug}/copies`)
    expect(response.headers.get('Content-Type')).toBe('application/json')
    expect(response.headers.get('Cache-Control')).toContain('max-age=60')
    expect(response.headers.get('Cache-Tag')).toBe(`skills,skill:${original.slug}`)
    const headers = { 'If-None-Match': response.headers.get('ETag') ?? '' }
    expect((await api.call(`/v1/skills/${original.slug}/copies`, { headers })).status).toBe(304)
  })

  it('answers 404 for an unknown skill and for an archived one', async () => {
    for (const ref of ['no--one', crypto.randomUUID(), 'gone--tidy'])
      expect(await readProblem(await api.call(`/v1/skills/${ref}/copies`))).toMatchObject({
        ...{ status: 404, code: 'not_found' },
        detail: expect.stringContaining(`There is no skill '${ref}'.`),
      })
  })

  it.each([
    ['size=101', '/size', '100'],
    ['cursor=WyJ1cGRhdGVzIl0', '/cursor', 'does not belong to this list'],
    ['page=2', '/page', 'is not a known parameter'],
  ])('refuses %s and says why', async (query, pointer, message) => {
    const { status, errors } = await readProblem(await api.call(`/v1/skills/${original.slug}/copies?${query}`))
    expect(status).toBe(400)
    expect(errors?.[0]).toMatchObject({ in: 'query', pointer, message: expect.stringContaining(message) })
  })
})
