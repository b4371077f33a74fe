import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { STANDING } from '../../../../src/db/ranking/standing.ts'
import { POPULARITY_WEIGHTS } from '../../../../src/domain/ranking/popularity.ts'
import { POWER, STATS } from '../../../../src/domain/ranking/power.ts'
import { SkillScore } from '../../../../src/routes/ranking/score-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { aCategory, aSkill } from '../../../support/builders/builders.ts'

let api: Api
beforeAll(async () => {
  api = await startApi()
})

async function score(ref: string, of = api) {
  const response = await of.call(`/v1/skills/${ref}/score`)
  expect(response.status).toBe(200)
  return SkillScore.parse(await response.json())
}
type Score = Awaited<ReturnType<typeof score>>
const stat = (answer: Score, name: string) => answer.stats.find((part) => part.stat === name)

/** The sum of decimals, to fifteen digits, since doubles cannot hold decimals exactly. */
const sumOf = (parts: readonly number[]) => Number(parts.reduce((sum, part) => sum + part, 0).toPrecision(15))

/** Skills with random counts, ties and zeros: groups of 1, 9 and 10, skills without a category, and a group with scores ending in .5. */
async function aScoredCatalogue(of: Api) {
  const groups = [
    ['one', 1],
    ['nine', 9],
    ['ten', 10],
    ['many', 60],
    ['halves', 17],
    [null, 20],
  ] as const
  for (const [key, members] of groups)
    await of.db.execute(sql`
      insert into skills (id, name, owner, slug, status, category_id, created_at, updated_at, last_changed_at)
      select gen_random_uuid(), 'n' || n, ${key ?? 'none'}, ${key ?? 'none'} || '--' || n, 'active', ${key && (await aCategory(of.db, key))}::uuid,
        now(), now(), now() - random() * interval '400 days' from generate_series(1, ${members}::int) n`)
  await of.tick()
  await of.db.execute(sql`
    update skill_popularity set github_stars = exp(random() * 10), github_forks = greatest(0, random() * 9 - 4), uses_30d = greatest(0, random() * 40 - 20),
      views_30d = random() * 99, favorites_total = random() * 3`)
  await of.db.execute(sql`
    with h as (update skills set last_changed_at = '2000-01-01' where owner = 'halves' returning id, name)
    update skill_popularity set github_stars = (name <> 'n1')::int, github_forks = 0, uses_30d = 0, views_30d = 0, favorites_total = 0
    from h where skill_id = id`)
  await of.tick()
}

describe('GET /v1/skills/{ref}/score', () => {
  it('adds up to the stored scores for any skill', async () => {
    const own = await startApi()
    await aScoredCatalogue(own)
    const { rows } = await own.db.execute<{
      slug: string
      power_score: number
      power_rank: string
      percentile: number
      relaxed: boolean
      popularity_score: number
    }>(
      sql`select slug, p.*, st.* from skills s join skill_popularity p on p.skill_id = s.id, lateral ${STANDING} st order by random()`,
    )
    expect(rows).toHaveLength(117)
    for (const row of rows) {
      const answer = await score(row.slug, own)
      const about = `${row.slug} ${JSON.stringify(answer.stats)}`
      expect(answer.stats.map((part) => part.stat)).toEqual(STATS)
      expect(Math.round(sumOf(answer.stats.map((part) => part.share))), about).toBe(row.power_score)
      expect(sumOf(answer.stats.map((part) => part.weight))).toBeCloseTo(1, 12)
      for (const part of answer.stats) {
        const ratio = Math.min(part.compared / part.average, POWER.cap)
        expect(part.ratio).toEqual(part.average > 0 ? expect.closeTo(ratio, 12) : null)
        expect(part.share, about).toBeCloseTo(1000 * part.weight * (part.ratio ?? 0), 5)
      }
      expect(answer).toMatchObject({
        power_score: row.power_score,
        power_rank: row.power_rank,
        relaxed: row.relaxed,
        weights_version: POWER.version,
      })
      expect(answer.percentile).toBeCloseTo(row.percentile, 4)
      expect(answer.popularity.score).toBeCloseTo(row.popularity_score, 4)
      expect(sumOf(answer.popularity.parts.map((part) => part.points))).toBe(answer.popularity.score)
    }
    expect((await score('halves--2', own)).power_score).toBe(1063)
  })

  it('shows each stat as counted and compared, the average of the group and the cap', async () => {
    const own = await startApi()
    const star = await aSkill(own.db, { category: 'science', stars: 1000 })
    for (let other = 0; other < 9; other++) await aSkill(own.db, { category: 'science' })
    await own.tick()
    const answer = await score(star.slug, own)
    const compared = Math.round(1e6 * Math.log(1001)) / 1e6
    expect(answer).toMatchObject({ id: star.id, slug: star.slug, category: { key: 'science' }, group: { members: 10 } })
    // No skill was used, viewed, forked or favourited, so stars and freshness share the weight.
    const { stars, freshness } = POWER.stats
    const weight = stars.weight / (stars.weight + freshness.weight)
    expect(stat(answer, 'stars')).toEqual({
      stat: 'stars',
      value: 1000,
      compared,
      average: expect.closeTo(compared / 10, 9),
      ratio: POWER.cap,
      capped: true,
      weight: expect.closeTo(weight, 12),
      share: expect.closeTo(1000 * weight * POWER.cap, 5),
    })
    expect(stat(answer, 'freshness')).toMatchObject({ value: 1, compared: 1, average: 1, ratio: 1, capped: false })
    expect(stat(answer, 'use_rate')).toMatchObject({ average: 0, ratio: null, capped: false, weight: 0, share: 0 })
    expect(answer).toMatchObject({ power_score: 3667, power_rank: 'S1', percentile: 0, relaxed: false })
    expect(answer).toMatchObject({ global_rank: 1, category_rank: 1 })
  })

  it('shows the parts of the popularity score', async () => {
    const { id, slug } = await aSkill(api.db, { stars: 7 })
    await api.tick()
    await api.db.execute(
      sql`update skill_popularity set uses_30d = 3, favorites_total = 2 where skill_id = ${id}::uuid`,
    )
    await api.tick()
    const { popularity } = await score(slug)
    const { stars, uses, favorites, anyUse } = POPULARITY_WEIGHTS
    const parts = [
      { part: 'stars', weight: stars, value: 7, points: stars * Math.log(8) },
      { part: 'uses_30d', weight: uses, value: 3, points: uses * Math.log(4) },
      { part: 'favorites_total', weight: favorites, value: 2, points: favorites * 2 },
      { part: 'any_use', weight: anyUse, value: 1, points: anyUse },
    ]
    expect(popularity.parts).toEqual(parts.map((part) => ({ ...part, points: expect.closeTo(part.points, 3) })))
    expect(popularity.score).toBeCloseTo(
      parts.reduce((sum, part) => sum + part.points, 0),
      4,
    )
  })

  it("names the current build of its category's board", async () => {
    const { slug } = await aSkill(api.db, { category: 'boarded' })
    const { slug: loose } = await aSkill(api.db)
    expect((await score(slug)).snapshot).toBeNull()
    await api.tick()
    const { snapshot } = await (await api.call('/v1/rankings?category=boarded')).json<{ snapshot: string }>()
    expect((await score(slug)).snapshot).toBe(snapshot)
    expect((await score(loose)).snapshot).toBeNull()
  })

  it('explains nothing without a score: a new skill, a copy, a stat that is not a number', async () => {
    const original = await aSkill(api.db)
    const copy = await aSkill(api.db, { duplicateOf: original.id })
    const broken = await aSkill(api.db, { stars: -1, category: 'broken' })
    await api.tick()
    const fresh = await aSkill(api.db)
    const nothing = { power_score: null, power_rank: null, percentile: null, relaxed: null }
    for (const { slug } of [copy, broken, fresh])
      expect(await score(slug)).toMatchObject({
        ...nothing,
        stats: [],
        group: null,
        as_of: null,
        weights_version: null,
      })
    for (const { slug } of [copy, fresh]) expect((await score(slug)).global_rank).toBeNull()
    expect((await score(original.slug)).stats).toHaveLength(STATS.length)
  })

  it('leaves out parts that changed after the score, until the next scoring', async () => {
    const { id, slug } = await aSkill(api.db, { category: 'before', stars: 5 })
    await aSkill(api.db, { category: 'before' })
    await aSkill(api.db, { category: 'after', stars: 50 })
    await api.tick()
    await api.db.execute(
      sql`update skills set category_id = (select id from categories where key = 'after') where id = ${id}::uuid`,
    )
    await api.db.execute(sql`update skill_popularity set github_stars = 6 where skill_id = ${id}::uuid`)
    expect(await score(slug)).toMatchObject({ stats: [], group: null, popularity: { parts: [] } })
    await api.tick()
    const answer = await score(slug)
    expect(stat(answer, 'stars')).toMatchObject({ value: 6 })
    expect(answer.popularity.parts[0]).toMatchObject({ part: 'stars', value: 6 })
  })

  it('handles the largest counts that PostgreSQL can store', async () => {
    const most = 2 ** 31 - 1
    const { id, slug } = await aSkill(api.db, { category: 'large', stars: most })
    await aSkill(api.db, { category: 'large' })
    await api.tick()
    await api.db.execute(
      sql`update skill_popularity set uses_30d = ${most}::int, views_30d = ${most}::int where skill_id = ${id}::uuid`,
    )
    await api.tick()
    const answer = await score(slug)
    expect(Math.round(sumOf(answer.stats.map((part) => part.share)))).toBe(answer.power_score)
    expect(stat(answer, 'uses_30d')).toMatchObject({ value: most, ratio: 2 })
    expect(answer.popularity.parts).toMatchObject([{ value: most }, { value: most }, { value: 0 }, { value: 1 }])
  })

  it('answers alike by slug and id, and may be cached as long as the skill itself', async () => {
    const { id, slug } = await aSkill(api.db)
    await api.tick()
    expect(await score(id)).toEqual(await score(slug))
    const { headers } = await api.call(`/v1/skills/${slug}/score`)
    expect(headers.get('Cache-Control')).toMatch(/^public, max-age=60/)
    expect(headers.get('Cache-Tag')).toBe(`skills,skill:${slug}`)
    const again = await api.call(`/v1/skills/${slug}/score`, {
      headers: { 'If-None-Match': headers.get('ETag') ?? '' },
    })
    expect(again.status).toBe(304)
  })

  it('answers 404 for a skill that is not public or does not exist', async () => {
    const { slug } = await aSkill(api.db, { status: 'archived' })
    for (const ref of [slug, 'nobody--nothing', crypto.randomUUID()])
      expect(await readProblem(await api.call(`/v1/skills/${ref}/score`))).toMatchObject({
        status: 404,
        code: 'not_found',
      })
  })

  it('refuses a ref that is too long', async () => {
    const problem = await readProblem(await api.call(`/v1/skills/${'x'.repeat(401)}/score`))
    expect(problem).toMatchObject({ status: 400, code: 'invalid', errors: [{ in: 'path', pointer: '/ref' }] })
  })
})
