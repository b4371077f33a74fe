import { beforeAll, describe, expect, it } from 'vitest'
import { tierOf } from '../../../src/domain/ranking/tier.ts'
import { RankingPage } from '../../../src/routes/ranking/board-schema.ts'
import { Distribution } from '../../../src/routes/ranking/distribution.ts'
import { type Api, readProblem, startApi } from '../../support/api/api.ts'
import { aCategory, aSkill } from '../../support/builders/builders.ts'

let api: Api

async function distribution(query = '') {
  const response = await api.call(`/v1/rankings/distribution${query}`)
  expect(response.status).toBe(200)
  return Distribution.parse(await response.json())
}

beforeAll(async () => {
  api = await startApi()
  await aCategory(api.db, 'empty')
  for (let n = 0; n < 12; n++) await aSkill(api.db, { category: 'science', stars: n * n * n })
  for (let n = 0; n < 3; n++) await aSkill(api.db, { category: 'art', stars: n })
  await aSkill(api.db, { category: 'art', stars: 9, status: 'draft' })
  await api.tick()
})

describe('GET /v1/rankings/distribution', () => {
  it('counts the skills of a category by score and tier, as its board has them', async () => {
    const board = RankingPage.parse(await (await api.call('/v1/rankings?category=science&by=power')).json())
    const { scores, tiers, ...rest } = await distribution('?category=science')
    expect(rest).toMatchObject({ category: 'science', members: 12, relaxed: false })
    for (const { from, to, members } of scores) {
      const expected = board.items.filter(({ power_score: score }) => score !== null && score >= from && score <= to)
      expect(members, `${from} to ${to}`).toBe(expected.length)
    }
    expect(scores.map(({ from }) => from)).toEqual(scores.map((_, n) => n * 250))
    const expected = Array.from({ length: 12 }, (_, ahead) => tierOf({ ahead, of: 12 }))
    expect(tiers.map(({ tier }) => tier)).toEqual([...new Set(expected)])
    for (const { tier, members } of tiers)
      expect(members, tier).toBe(board.items.filter((item) => item.power_rank === tier).length)
  })

  it('counts all skills, each in the tier of its own category', async () => {
    const { members, relaxed, category, tiers } = await distribution()
    expect({ members, relaxed, category }).toEqual({ members: 15, relaxed: false, category: null })
    expect(tiers[0]).toEqual({ tier: 'S1', members: 2 })
    expect(tiers.reduce((sum, tier) => sum + tier.members, 0)).toBe(15)
  })

  it('marks a small category as relaxed', async () => {
    expect(await distribution('?category=art')).toMatchObject({ members: 3, relaxed: true })
  })

  it('has no counts of a category without skills', async () => {
    expect(await distribution('?category=empty')).toMatchObject({ members: 0, scores: [], tiers: [] })
  })

  it('may be kept for five minutes, and is purged with the boards', async () => {
    const { headers } = await api.call('/v1/rankings/distribution')
    expect(headers.get('Cache-Control')).toMatch(/^public, max-age=300/)
    expect(headers.get('Cache-Tag')).toBe('rankings')
  })

  it('refuses an unknown category, and suggests the nearest', async () => {
    expect(await readProblem(await api.call('/v1/rankings/distribution?category=sceince'))).toMatchObject({
      status: 404,
      detail: 'query /category: there is no category "sceince"; did you mean "science"?',
    })
  })

  it('refuses what it does not know', async () => {
    expect(await readProblem(await api.call('/v1/rankings/distribution?by=power'))).toMatchObject({ status: 400 })
  })
})
