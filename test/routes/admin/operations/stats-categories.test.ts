import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { STATS } from '../../../../src/domain/ranking/power.ts'
import { CategoryStats } from '../../../../src/routes/admin/operations/stats-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { aCategory, aSkill, someEvents } from '../../../support/builders/builders.ts'

const NOTHING = {
  skills: 0,
  scored: 0,
  events: { view: 0, use: 0, favorite: 0, unfavorite: 0 },
  averages: null,
  power_score: null,
}
const WITHOUT = { key: null, name: null, is_active: null }

let api: Api
let admin: { Authorization: string }
beforeEach(async () => {
  api = await startApi()
  admin = await api.logIn()
})

const call = (query = '') => api.call(`/v1/admin/stats/categories${query}`, { headers: admin })
async function stats(query = '') {
  const response = await call(query)
  expect(response.status).toBe(200)
  return CategoryStats.parse(await response.json())
}
async function of(key: string | null, query = '') {
  const found = (await stats(query)).items.find((item) => item.key === key)
  if (!found) throw new Error(`There is no row of ${key}.`)
  return found
}

const dayBefore = (days: number) => new Date(Date.now() - days * 24 * 3_600_000).toISOString().slice(0, 10)

const scored = (id: string, power: number, payload: Record<string, number> = {}) =>
  api.db.execute(sql`
    update skill_popularity set power_score = ${power}::int,
      stats_payload = ${JSON.stringify({ ...Object.fromEntries(STATS.map((stat) => [stat, 0])), ...payload })}::jsonb
    where skill_id = ${id}::uuid`)

/** Counted or excluded events in the hour that starts at a time. */
const hour = (skillId: string, at: string, type: string, events: number, outcome = 'counted') =>
  api.db.execute(sql`
    insert into skill_event_hours (skill_id, hour, event_type, outcome, events, anonymous)
    values (${skillId}::uuid, ${at}::timestamptz, ${type}, ${outcome}, ${events}::int, 0)`)

describe('GET /v1/admin/stats/categories', () => {
  it('has a row for skills without a category, even on an empty database', async () => {
    const response = await call()
    expect(response.headers.get('Content-Type')).toBe('application/json')
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
    const { as_of, ...rest } = CategoryStats.parse(await response.json())
    expect(Math.abs(Date.parse(as_of) - Date.now())).toBeLessThan(60_000)
    expect(rest).toEqual({ from: dayBefore(29), to: as_of.slice(0, 10), items: [{ ...WITHOUT, ...NOTHING }] })
  })

  it('has every category by key, active or not, with or without skills', async () => {
    await aCategory(api.db, 'tools')
    await aCategory(api.db, 'retired', { active: false })
    await aCategory(api.db, 'a-first', { sortOrder: 9 })
    await aSkill(api.db, { category: 'retired' })
    expect((await stats()).items).toEqual([
      { key: 'a-first', name: 'A-FIRST', is_active: true, ...NOTHING },
      { key: 'retired', name: 'RETIRED', is_active: false, ...NOTHING, skills: 1 },
      { key: 'tools', name: 'TOOLS', is_active: true, ...NOTHING },
      { ...WITHOUT, ...NOTHING },
    ])
  })

  it('counts only listed skills and their events', async () => {
    const original = await aSkill(api.db, { category: 'tools' })
    const copy = await aSkill(api.db, { category: 'tools', duplicateOf: original.id })
    const draft = await aSkill(api.db, { category: 'tools', status: 'draft' })
    for (const { id } of [original, copy, draft]) {
      await hour(id, `${dayBefore(0)}T00:00:00Z`, 'use', 5)
      await scored(id, 100)
    }
    expect(await of('tools')).toMatchObject({ skills: 1, scored: 1, events: { use: 5 }, power_score: { max: 100 } })
  })

  it('counts a skill with a deleted category as one without', async () => {
    await aSkill(api.db)
    const { id } = await aSkill(api.db)
    await api.db.execute(sql`update skills set category_id = gen_random_uuid() where id = ${id}::uuid`)
    expect(await of(null)).toMatchObject({ skills: 2 })
  })

  it('sums counted events by type, over the skills and hours of the window', async () => {
    const [one, two] = [await aSkill(api.db, { category: 'tools' }), await aSkill(api.db, { category: 'tools' })]
    const other = await aSkill(api.db)
    await hour(one.id, `${dayBefore(0)}T00:00:00Z`, 'view', 1)
    await hour(one.id, `${dayBefore(1)}T05:00:00Z`, 'view', 2)
    await hour(two.id, `${dayBefore(1)}T05:00:00Z`, 'view', 4)
    await hour(two.id, `${dayBefore(1)}T05:00:00Z`, 'view', 100, 'bot')
    await hour(two.id, `${dayBefore(1)}T05:00:00Z`, 'favorite', 8)
    await hour(two.id, `${dayBefore(1)}T06:00:00Z`, 'unfavorite', 16)
    await hour(other.id, `${dayBefore(1)}T06:00:00Z`, 'use', 32)
    expect((await of('tools')).events).toEqual({ view: 7, use: 0, favorite: 8, unfavorite: 16 })
    expect((await of(null)).events).toEqual({ view: 0, use: 32, favorite: 0, unfavorite: 0 })
  })

  it('covers as many UTC days as asked for, including today', async () => {
    const { id } = await aSkill(api.db)
    for (const [n, days] of [-1, 0, 1, 29, 30, 89, 90].entries())
      await hour(id, `${dayBefore(days)}T00:00:00Z`, 'use', 10 ** n)
    await hour(id, `${dayBefore(2)}T23:00:00Z`, 'view', 1)
    for (const [query, uses] of [
      ['?days=1', 10],
      ['?days=2', 110],
      ['', 1_110],
      ['?days=31', 11_110],
      ['?days=90', 111_110],
    ] as const) {
      const { from, to } = await stats(query)
      expect((await of(null, query)).events.use, query).toBe(uses)
      expect([from, to]).toEqual([dayBefore(Number(query.slice(6) || 30) - 1), dayBefore(0)])
    }
    expect((await of(null, '?days=2')).events.view).toBe(0)
    expect((await of(null, '?days=3')).events.view).toBe(1)
  })

  it('averages the stats of the last scoring over the scored skills', async () => {
    const skills = []
    for (let n = 0; n < 3; n++) skills.push(await aSkill(api.db, { category: 'tools', stars: 1000 }))
    const [one, two] = skills
    await scored(one?.id ?? '', 1, { stars: 1, uses_30d: 10, use_rate: 0.5 })
    await scored(two?.id ?? '', 2, { stars: 2, uses_30d: 20, use_rate: 0.25, favorites: 1 })
    expect(await of('tools')).toMatchObject({
      skills: 3,
      scored: 2,
      averages: { stars: 1.5, forks: 0, uses_30d: 15, views_30d: 0, favorites: 0.5, use_rate: 0.375, freshness: 0 },
    })
  })

  it('has the distribution of the scores', async () => {
    for (const power of [40, 10, 30, 20, 100]) await scored((await aSkill(api.db, { category: 'tools' })).id, power)
    for (const power of [0, 5]) await scored((await aSkill(api.db, { category: 'pair' })).id, power)
    await scored((await aSkill(api.db, { category: 'alone' })).id, 7)
    const stddev = Math.sqrt([40, 10, 30, 20, 100].reduce((sum, power) => sum + (power - 40) ** 2, 0) / 5)
    const { power_score } = await of('tools')
    expect(power_score).toMatchObject({ min: 10, p25: 20, median: 30, p75: 40, max: 100 })
    expect(power_score?.stddev).toBeCloseTo(stddev, 2)
    expect((await of('pair')).power_score).toEqual({ min: 0, p25: 1.25, median: 2.5, p75: 3.75, max: 5, stddev: 2.5 })
    expect((await of('alone')).power_score).toEqual({ min: 7, p25: 7, median: 7, p75: 7, max: 7, stddev: 0 })
  })

  it('agrees with a batch', async () => {
    const { id } = await aSkill(api.db, { category: 'tools', stars: 7 })
    await aSkill(api.db, { category: 'tools', stars: 1 })
    await someEvents(api.db, [
      { skillId: id },
      { skillId: id },
      { skillId: id, type: 'view' },
      { skillId: id, isBot: true },
    ])
    await api.tick()
    const { rows } = await api.db.execute<{ low: number; high: number }>(
      sql`select min(power_score) as low, max(power_score) as high from skill_popularity`,
    )
    expect(await of('tools')).toMatchObject({
      skills: 2,
      scored: 2,
      events: { view: 1, use: 2 },
      averages: { stars: 4, uses_30d: 1, views_30d: 0.5, freshness: 1 },
      power_score: { min: rows[0]?.low, max: rows[0]?.high },
    })
  })

  it.each([
    ['days=0', '/days'],
    ['days=91', '/days'],
    ['days=x', '/days'],
    ['category=tools', '/category'],
  ])('refuses %s', async (query, pointer) => {
    const response = await call(`?${query}`)
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    expect(await readProblem(response)).toMatchObject({
      status: 400,
      code: 'invalid',
      errors: [{ in: 'query', pointer }],
    })
  })
})
