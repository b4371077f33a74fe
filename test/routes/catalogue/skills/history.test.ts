import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { batch } from '../../../../src/jobs/batch.ts'
import { scoreSkillsJob } from '../../../../src/jobs/ranking/score-skills.ts'
import { SkillHistory } from '../../../../src/routes/ranking/score-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { aCategory, aSkill } from '../../../support/builders/builders.ts'
import { buildBoards, runAt } from '../../../support/run/jobs.ts'

const DAY_MS = 24 * 3_600_000

let api: Api
beforeAll(async () => {
  api = await startApi()
})

const ago = (days: number) => new Date(Date.now() - days * DAY_MS)
const day = (days: number) => ago(days).toISOString().slice(0, 10)
const build = (days: number, of = api) => buildBoards(of.db, ago(days))

async function history(ref: string, query = '', of = api) {
  const response = await of.call(`/v1/skills/${ref}/history${query}`)
  expect(response.status).toBe(200)
  return SkillHistory.parse(await response.json())
}

const setScore = (of: Api, id: string, score: number) =>
  of.db.execute(sql`update skill_popularity set popularity_score = ${score}::float8 where skill_id = ${id}::uuid`)

describe('GET /v1/skills/{ref}/history', () => {
  it('shows place, score and tier on each day with a board, newest first', async () => {
    const own = await startApi()
    const { id, slug } = await aSkill(own.db, { category: 'science', stars: 3, score: 1 })
    await aSkill(own.db, { category: 'science', stars: 8, score: 2 })
    await aSkill(own.db, { category: 'art', score: 3 })
    await runAt(own.db, scoreSkillsJob, ago(3))
    await build(3, own)
    await setScore(own, id, 9.5)
    await build(1, own)
    const answer = await history(slug, '', own)
    expect(answer).toMatchObject({ id, slug, from: day(29), to: day(0), as_of: expect.stringContaining(day(1)) })
    const { rows } = await own.db.execute<{ power_score: number }>(
      sql`select power_score from skill_popularity where skill_id = ${id}::uuid`,
    )
    const power = { power_score: rows[0]?.power_score, power_rank: 'C1', percentile: 50 }
    expect(answer.items).toEqual([
      {
        day: day(1),
        global: { rank: 1, total: 3, score: 9.5, ...power },
        category: { key: 'science', rank: 1, total: 2, score: 9.5, ...power },
      },
      {
        day: day(3),
        global: { rank: 3, total: 3, score: 1, ...power },
        category: { key: 'science', rank: 2, total: 2, score: 1, ...power },
      },
    ])
  })

  it('uses the last build of each day', async () => {
    const own = await startApi()
    const { id, slug } = await aSkill(own.db, { score: 1 })
    await aSkill(own.db, { score: 2 })
    await build(0, own)
    await setScore(own, id, 3)
    await build(0, own)
    expect((await history(slug, '', own)).items).toMatchObject([{ day: day(0), global: { rank: 1 }, category: null }])
  })

  it('uses the category of the skill on that day', async () => {
    const own = await startApi()
    const { id, slug } = await aSkill(own.db, { category: 'before' })
    const after = await aCategory(own.db, 'after')
    await build(2, own)
    await own.db.execute(sql`update skills set category_id = ${after}::uuid where id = ${id}::uuid`)
    await build(1, own)
    await own.db.execute(sql`update skills set category_id = null where id = ${id}::uuid`)
    await build(0, own)
    const { items } = await history(slug, '', own)
    expect(items.map((item) => [item.day, item.category?.key])).toEqual([
      [day(0), undefined],
      [day(1), 'after'],
      [day(2), 'before'],
    ])
  })

  it('joins the whole boards of days with the boards that ticks have stored', async () => {
    const own = await startApi()
    const { slug } = await aSkill(own.db, { category: 'science', stars: 3 })
    await aSkill(own.db, { stars: 8 })
    await build(5, own)
    for (const days of [3, 2]) await runAt(own.db, batch, ago(days))
    await own.db.execute(sql`delete from rank_snapshots where snapshot_date = ${day(3)}::date`)
    const answer = await history(slug, '', own)
    expect(answer.as_of).toContain(day(2))
    expect(answer.items).toMatchObject([
      { day: day(2), global: { rank: 2, total: 2 }, category: { key: 'science', rank: 1, total: 1 } },
      {
        ...{ day: day(3), global: { rank: 2, total: 2, power_rank: 'S1', percentile: 0 } },
        category: { key: 'science', rank: 1, total: 1, power_rank: 'S1', percentile: 0 },
      },
      { day: day(5), global: { rank: expect.any(Number), total: 2 }, category: { key: 'science', rank: 1, total: 1 } },
    ])
  })

  it('has null for a board that the skill was not on', async () => {
    const own = await startApi()
    await aSkill(own.db)
    await build(1, own)
    const { slug } = await aSkill(own.db)
    await build(0, own)
    expect((await history(slug, '', own)).items).toMatchObject([
      { day: day(0), global: { total: 2 }, category: null },
      { day: day(1), global: null, category: null },
    ])
  })

  it('covers as many UTC days as asked for, including today', async () => {
    const { slug } = await aSkill(api.db)
    for (const days of [90, 89, 30, 29, 1, 0]) await build(days)
    const seen = async (query: string) => (await history(slug, query)).items.map((item) => item.day)
    expect(await seen('?days=1')).toEqual([day(0)])
    expect(await seen('?days=2')).toEqual([day(0), day(1)])
    expect(await seen('')).toEqual([day(0), day(1), day(29)])
    expect(await seen('?days=90')).toEqual([day(0), day(1), day(29), day(30), day(89)])
  })

  it('is empty before the first board', async () => {
    const own = await startApi()
    const { id, slug } = await aSkill(own.db)
    expect(await history(id, '', own)).toMatchObject({ slug, as_of: null, items: [] })
  })

  it('finds its entries by the index, however large the boards are', async () => {
    const own = await startApi()
    await own.db.execute(sql`
      with made as (
        insert into skills (id, name, owner, slug, status, created_at, updated_at)
        select gen_random_uuid(), 'n' || n, 'many', 'many--' || n, 'active', now(), now() from generate_series(1, 2000) n returning id)
      insert into skill_popularity (skill_id, score_updated_at) select id, now() from made`)
    for (const days of [3, 2, 1, 0]) await build(days, own)
    await own.db.execute(sql`analyze`)
    const scans = async () => {
      await own.db.execute(sql`select pg_stat_force_next_flush()`)
      const { rows } = await own.db.execute<{ seq: string }>(
        sql`select seq_scan as seq from pg_stat_user_tables where relname = 'skill_rank_snapshots'`,
      )
      return Number(rows[0]?.seq)
    }
    const before = await scans()
    expect((await history('many--7', '', own)).items).toHaveLength(4)
    expect(await scans()).toBe(before)
  })

  it('may be cached as long as the skill itself', async () => {
    const { slug } = await aSkill(api.db)
    const { headers } = await api.call(`/v1/skills/${slug}/history`)
    expect(headers.get('Cache-Control')).toMatch(/^public, max-age=60/)
    expect(headers.get('Cache-Tag')).toBe(`skills,skill:${slug}`)
    const again = await api.call(`/v1/skills/${slug}/history`, {
      headers: { 'If-None-Match': headers.get('ETag') ?? '' },
    })
    expect(again.status).toBe(304)
  })

  it('answers 404 for a skill that is not public or does not exist', async () => {
    const { slug } = await aSkill(api.db, { status: 'archived' })
    for (const ref of [slug, 'nobody--nothing', crypto.randomUUID()])
      expect(await readProblem(await api.call(`/v1/skills/${ref}/history`))).toMatchObject({
        status: 404,
        code: 'not_found',
      })
  })

  it.each(['days=0', 'days=91', 'days=-1', 'days=1.5', 'days=x', 'days=', 'limit=3'])('refuses %s', async (query) => {
    const problem = await readProblem(await api.call(`/v1/skills/a--b/history?${query}`))
    const pointer = `/${query.split('=')[0]}`
    expect(problem).toMatchObject({ status: 400, code: 'invalid', errors: [{ in: 'query', pointer }] })
  })
})
