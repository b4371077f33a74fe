import { beforeAll, describe, expect, it, vi } from 'vitest'
import { Taxonomy } from '../../../../src/routes/catalogue/taxonomy.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { aCategory, aSkill } from '../../../support/builders/builders.ts'

let api: Api

const read = async () => Taxonomy.parse(await (await api.call('/v1/taxonomy')).json())

beforeAll(async () => {
  api = await startApi()
  const { db } = api
  await aCategory(db, 'zoology', { sortOrder: 1 })
  await aCategory(db, 'science', { sortOrder: 2 })
  await aCategory(db, 'art', { sortOrder: 2 })
  await aCategory(db, 'gone', { sortOrder: 0, active: false })
  const original = await aSkill(db, { category: 'science', tags: ['Biology', 'data'] })
  await aSkill(db, { category: 'science', tags: ['data'], duplicateOf: original.id })
  await aSkill(db, { category: 'science', tags: ['chemistry'] })
  await aSkill(db, { category: 'science', tags: ['data', 'unseen'], status: 'draft' })
  await aSkill(db, { category: 'art', tags: ['data'] })
  await aSkill(db, { category: 'gone', tags: ['회의'] })
  await aSkill(db, { category: 'zoology', status: 'archived' })
})

describe('GET /v1/taxonomy', () => {
  it('has cache headers', async () => {
    const response = await api.call('/v1/taxonomy')
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toBe('application/json')
    expect(response.headers.get('Cache-Control')).toBe(
      'public, max-age=300, stale-while-revalidate=600, stale-if-error=3600',
    )
    expect(response.headers.get('Cache-Tag')).toBe('taxonomy')
    expect(response.headers.get('ETag')).toMatch(/^"[0-9a-f]+"$/)
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
  })

  it('lists active categories in their order, with their numbers of listed skills', async () => {
    const { categories } = await read()
    expect(categories).toEqual([
      { key: 'zoology', name: 'ZOOLOGY', description: null, skills: 0 },
      { key: 'art', name: 'ART', description: null, skills: 1 },
      { key: 'science', name: 'SCIENCE', description: null, skills: 2 },
    ])
  })

  it('counts the same skills per category as the list of skills', async () => {
    for (const { key, skills } of (await read()).categories) {
      const page = await (await api.call(`/v1/skills?category=${key}&page=1`)).json<{ total: number }>()
      expect(page.total, key).toBe(skills)
    }
  })

  it('lists tags by their numbers of listed skills, most used first', async () => {
    const { tags } = await read()
    expect(tags.map(({ key, skills }) => [key, skills])).toEqual([
      ['data', 2],
      ['biology', 1],
      ['chemistry', 1],
      ['회의', 1],
    ])
    expect(tags[1]).toEqual({ key: 'biology', name: 'Biology', skills: 1 })
  })

  it('answers 304 to a matching If-None-Match', async () => {
    // Unless a new tick has started in between.
    await vi.waitFor(async () => {
      const etag = (await api.call('/v1/taxonomy')).headers.get('ETag') ?? ''
      const again = await api.call('/v1/taxonomy', { headers: { 'If-None-Match': etag } })
      expect(again.status).toBe(304)
      expect(await again.text()).toBe('')
    })
  })

  it('answers 200 with empty lists on an empty catalogue', async () => {
    const { call } = await startApi()
    const { as_of, ...rest } = Taxonomy.parse(await (await call('/v1/taxonomy')).json())
    expect(rest).toEqual({ categories: [], tags: [] })
    expect(Math.abs(Date.now() - Date.parse(as_of))).toBeLessThan(11 * 60_000)
    expect(as_of).toMatch(/T\d\d:\d0:00\.000Z$/)
  })

  it('does not allow other methods', async () => {
    const response = await api.send('POST', '/v1/taxonomy', {})
    expect(response.headers.get('Allow')).toBe('HEAD, GET, OPTIONS')
    expect(await readProblem(response)).toMatchObject({ status: 405, code: 'method_not_allowed' })
  })
})
