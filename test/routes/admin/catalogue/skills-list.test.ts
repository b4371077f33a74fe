import { beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { listOf } from '../../../../src/http/answers.ts'
import { AdminSkill, AdminSkillItem } from '../../../../src/routes/admin/catalogue/skill-schema.ts'
import { type Api, startApi } from '../../../support/api/api.ts'
import { aSkill } from '../../../support/builders/builders.ts'

const Page = listOf(AdminSkillItem)

let api: Api
let admin: { Authorization: string }

const call = (query = '', headers: Record<string, string> = admin) => api.call(`/v1/admin/skills${query}`, { headers })
async function list(query = ''): Promise<z.output<typeof Page>> {
  const response = await call(query)
  expect(response.status).toBe(200)
  return Page.parse(await response.json())
}
const names = async (query: string) => (await list(query)).items.map((item) => item.name)

beforeAll(async () => {
  api = await startApi()
  admin = await api.logIn()
  const { db } = api
  await aSkill(db, { name: 'oldest', status: 'draft', updatedAt: '2026-01-01T00:00:00.123456Z' })
  await aSkill(db, { name: 'a_b%c', status: 'pending', updatedAt: '2026-01-02T00:00:00Z' })
  await aSkill(db, { name: 'axbyc', owner: 'Somebody', updatedAt: '2026-01-03T00:00:00Z' })
  const original = await aSkill(db, { name: 'tie-1', updatedAt: '2026-01-04T00:00:00.000001Z' })
  await aSkill(db, { name: 'tie-2', duplicateOf: original.id, updatedAt: '2026-01-04T00:00:00.000001Z' })
  await aSkill(db, { name: 'Newest', status: 'archived', updatedAt: '2026-01-05T00:00:00Z' })
})

describe('GET /v1/admin/skills', () => {
  it('lists skills of any status, including copies, by their last change', async () => {
    const response = await call()
    expect(response.headers.get('Content-Type')).toBe('application/json')
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
    const page = Page.parse(await response.json())
    expect(page.next_cursor).toBeNull()
    const found = page.items.map((item) => item.name)
    expect(found[0]).toBe('Newest')
    expect(found.slice(1, 3).toSorted()).toEqual(['tie-1', 'tie-2'])
    expect(found.slice(3)).toEqual(['axbyc', 'a_b%c', 'oldest'])
  })

  it.each([
    ['status=draft', ['oldest']],
    ['status=archived', ['Newest']],
    ['q=newest', ['Newest']],
    ['q=SOMEBODY', ['axbyc']],
    ['q=_', ['a_b%25c']],
    ['q=%25', ['a_b%25c']],
    ['q=%5C', []],
    ['q=oldest&status=active', []],
    ['q=nothing', []],
  ])('filters by %s', async (query, expected) => {
    expect(await names(`?${query}`)).toEqual(expected.map(decodeURIComponent))
  })
})

describe('GET /v1/admin/skills/{id}', () => {
  it('answers a skill of any status', async () => {
    for (const { id, status } of (await list()).items) {
      const response = await call(`/${id}`)
      expect(response.status).toBe(200)
      expect(response.headers.get('Cache-Control')).toBe('private, no-store')
      expect(AdminSkill.parse(await response.json())).toMatchObject({ id, status })
    }
  })
})
