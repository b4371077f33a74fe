import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { listOf } from '../../../../src/http/answers.ts'
import { evaluateSource, noneEvaluated } from '../../../../src/jobs/ranking/evaluate-improvements.ts'
import { AdminSource } from '../../../../src/routes/admin/intake/source-schema.ts'
import { Improvement } from '../../../../src/routes/admin/ranking/improvement-schema.ts'
import { type Api, startApi } from '../../../support/api/api.ts'
import { asAccount } from '../../../support/api/permissions.ts'
import { anImprovedSkill, DUE } from '../../../support/builders/improvements.ts'

let api: Api
let reviewer: { Authorization: string }
/** Records, in this order: two evaluated ones of one source, one that is due, and one that is not due. */
let made: Awaited<ReturnType<typeof anImprovedSkill>>[]
beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: DUE })
  api = await startApi()
  reviewer = await asAccount(api, 'reviewer')
  made = [
    await anImprovedSkill(api.db, { source: 'one', at: new Date('2026-02-10T14:10:00Z') }),
    await anImprovedSkill(api.db, { source: 'one', at: new Date('2026-02-10T14:20:00Z'), outcome: 'worsened' }),
    await anImprovedSkill(api.db, { source: 'two', at: new Date('2026-02-10T14:30:00Z') }),
    await anImprovedSkill(api.db, { at: new Date('2026-02-10T15:00:00Z') }),
  ]
  await evaluateSource(api.db, { sourceId: made[0]?.sourceId ?? null, now: DUE }, noneEvaluated())
})
afterAll(() => {
  vi.useRealTimers()
})

const get = (query = '') => api.call(`/v1/admin/improvements${query}`, { headers: reviewer })
async function list(query = '') {
  const response = await get(query)
  expect(response.status).toBe(200)
  return listOf(Improvement).parse(await response.json())
}
/** The numbers of the improvements in a list, in its order. */
const places = (items: { id: string }[]) => items.map(({ id }) => made.findIndex((other) => other.id === id)).join('')

describe('GET /v1/admin/improvements', () => {
  it('lists the newest first, with its evaluation', async () => {
    const { items, next_cursor } = await list()
    expect([places(items), next_cursor]).toEqual(['3210', null])
    expect(items.map(({ verdict, is_due, points }) => ({ verdict, is_due, points }))).toEqual([
      { verdict: null, is_due: false, points: 0 },
      { verdict: null, is_due: true, points: 0 },
      { verdict: 'worsened', is_due: false, points: 0 },
      { verdict: 'improved', is_due: false, points: 10 },
    ])
    expect(items[3]).toMatchObject({
      skill: { id: made[0]?.skillId, slug: made[0]?.slug },
      source: { id: made[0]?.sourceId, name: 'one' },
      post: { hours: 336, uses: 40, views: 60, use_rate: 0.4 },
      delta: { by: 'use_rate', value: 0.2, interval: { low: 0.073119, high: 0.318505 } },
      evaluated_at: '2026-02-24T14:00:00.000Z',
    })
  })

  it('filters by skill, source, verdict and whether it is due', async () => {
    expect(places((await list(`?skill_id=${made[1]?.skillId}`)).items)).toBe('1')
    expect(places((await list(`?source_id=${made[0]?.sourceId}`)).items)).toBe('10')
    expect(places((await list('?verdict=improved')).items)).toBe('0')
    expect(places((await list('?verdict=inconclusive')).items)).toBe('')
    expect(places((await list('?due=true')).items)).toBe('2')
    expect(places((await list('?due=false')).items)).toBe('310')
    expect(places((await list(`?due=false&source_id=${made[0]?.sourceId}&verdict=worsened`)).items)).toBe('1')
  })
})

describe('GET /v1/admin/sources/{id}', () => {
  it('shows the points earned by its improvements', async () => {
    const response = await api.call(`/v1/admin/sources/${made[0]?.sourceId}`, { headers: reviewer })
    expect(AdminSource.parse(await response.json())).toMatchObject({ name: 'one', reward_points: 10 })
  })
})
