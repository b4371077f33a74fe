import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { updateSkill } from '../../../src/db/catalogue/admin-skills.ts'
import type { Db } from '../../../src/db/connect.ts'
import { findWrongPlaces } from '../../../src/db/ranking/buckets.ts'
import { scoreChangedSkills } from '../../../src/db/ranking/score-skills.ts'
import { refreshPopularity } from '../../../src/jobs/ranking/refresh-popularity.ts'
import { scoreSkillsJob } from '../../../src/jobs/ranking/score-skills.ts'
import { aSkill, TESTER } from '../../support/builders/builders.ts'
import { readStandings } from '../../support/oracles/places.ts'
import { createDatabase } from '../../support/run/database.ts'
import { runAt } from '../../support/run/jobs.ts'

const NOW = new Date('2026-02-10T14:30:00Z')
const UNSCORED = { stats_payload: null, power_score: null, power_rank: null, relaxed: null, percentile: null }
const UNLISTED = { ...UNSCORED, global_rank: null, category_rank: null }

let db: Db
beforeEach(async () => {
  ;({ db } = await createDatabase())
})

const score = (at = NOW) => runAt(db, scoreSkillsJob, at)

async function read(id: string) {
  expect(await findWrongPlaces(db, 10)).toEqual([])
  const { skill_id, ...standing } = (await readStandings(db)).get(id) ?? {}
  return standing
}
const set = (id: string, column: string, value: string | number) =>
  db.execute(sql.raw(`update skill_popularity set ${column} = '${value}' where skill_id = '${id}'`))
const versions = async () =>
  (await db.execute(sql`select skill_id, xmin::text, last_scored_at from skill_popularity order by 1`)).rows

describe('a score', () => {
  it('compares a skill with its category, and is stored with the stats that it was made from', async () => {
    const [one, two] = [await aSkill(db, { category: 'tools' }), await aSkill(db, { category: 'tools' })]
    await db.execute(sql`update skills set last_changed_at = '2025-11-12T23:59:59Z'`)
    for (const [column, value] of Object.entries({ github_stars: 3, uses_30d: 1, views_30d: 3, favorites_total: 1 }))
      await set(one.id, column, value)
    await set(one.id, 'popularity_score', 9)
    expect((await score()).counts).toEqual({ processed: 2, failed: 0, categories: 1, changed: 4 })
    expect(await read(one.id)).toEqual({
      stats_payload: { stars: 3, forks: 0, uses_30d: 1, views_30d: 3, favorites: 1, use_rate: 0.25, freshness: 0.5 },
      // Twice the average in five stats, the average in freshness, and nobody has forks: (0.85 · 2 + 0.1) / 0.95.
      power_score: 1895,
      ...{ power_rank: 'S1', relaxed: true, percentile: 0, global_rank: 1, category_rank: 1 },
    })
    expect(await read(two.id)).toMatchObject({ power_score: 105, power_rank: 'C1', percentile: 50, category_rank: 2 })
  })

  it('has the best tier for every member of a group of equals', async () => {
    const skills = await Promise.all([1, 2, 3].map(() => aSkill(db, { stars: 5 })))
    await score()
    for (const { id } of skills)
      expect(await read(id)).toMatchObject({ power_score: 1000, power_rank: 'S1', percentile: 0, category_rank: null })
  })

  it('counts a stat at no more than five times the average', async () => {
    const [star] = await Promise.all(Array.from({ length: 12 }, (_, i) => aSkill(db, { stars: i === 0 ? 1000 : 0 })))
    await score()
    // Stars weigh 0.2 and freshness 0.1, and nobody has any other stat.
    expect(await read(star?.id as string)).toMatchObject({ power_score: Math.round((1000 * (0.2 * 5 + 0.1)) / 0.3) })
  })

  it.each(['github_stars', 'github_forks', 'uses_30d', 'views_30d', 'favorites_total'])(
    'takes the largest %s there can be as a number, and scores the others too',
    async (column) => {
      const { id } = await aSkill(db)
      const other = await aSkill(db)
      await set(id, column, 2_147_483_647)
      await set(id, 'views_30d', column === 'views_30d' ? 2_147_483_647 : 1)
      expect(await score()).toMatchObject({ status: 'succeeded', counts: { processed: 2, failed: 0 } })
      expect(await read(id)).toMatchObject({ power_rank: 'S1' })
      expect(await read(other.id)).toMatchObject({ power_rank: 'C1' })
    },
  )
})

describe('a skill with a stat that is not a number', () => {
  it.each([
    ['github_stars', -1],
    ['github_forks', -2_147_483_648],
    ['favorites_total', -1],
    ['popularity_score', 'NaN'],
    ['popularity_score', 'Infinity'],
    ['popularity_score', '-Infinity'],
  ])('as %s = %s fails, keeps no old score, and does not affect its neighbour', async (column, value) => {
    const [bad, good] = [await aSkill(db, { stars: 1 }), await aSkill(db, { stars: 1 })]
    await score()
    await set(bad.id, column, value)
    const report = await score()
    expect(report).toMatchObject({
      status: 'partial',
      counts: { processed: 0, failed: 1 },
      errors: [{ target: bad.id, reason: 'One of its stats is not a number.' }],
    })
    expect(await read(bad.id)).toMatchObject(UNSCORED)
    expect(await read(good.id)).toMatchObject({ power_score: 1000, power_rank: 'S1' })
    await set(bad.id, column, 1)
    expect(await score()).toMatchObject({ status: 'succeeded', counts: { failed: 0 } })
  })

  it('is reported, up to the first hundred', async () => {
    await db.execute(sql`
      with made as (
        insert into skills (id, slug, owner, name, status, created_at, updated_at)
        select gen_random_uuid(), 'acme--bad-' || n, 'acme', 'bad-' || n, 'active', now(), now() from generate_series(1, 101) n
        returning id
      ) insert into skill_popularity (skill_id, github_stars, popularity_score, score_updated_at) select id, -1, 0, now() from made`)
    const report = await score()
    expect(report.counts).toEqual({ processed: 0, failed: 101, categories: 0, changed: 101 })
    expect(report.errors).toHaveLength(100)
  })

  it('does not stop popularity from being counted either', async () => {
    const { id } = await aSkill(db, { stars: 2_147_483_647 })
    await aSkill(db, { stars: -2_147_483_648 })
    expect((await runAt(db, refreshPopularity, NOW)).status).toBe('succeeded')
    const { rows } = await db.execute(sql`select popularity_score from skill_popularity where skill_id = ${id}::uuid`)
    expect(rows[0]?.popularity_score).toBeCloseTo(Math.log(2 ** 31), 10)
  })
})

describe('the list of scored skills', () => {
  it.each([
    ['a draft', { status: 'draft' }],
    ['archived', { status: 'archived' }],
    ['under review', { status: 'review' }],
  ])('excludes a skill that is %s', async (_, fields) => {
    const { id } = await aSkill(db, fields as { status: 'draft' })
    await score()
    expect(await read(id)).toEqual(UNLISTED)
  })

  it('loses a skill together with its score, and the others move up', async () => {
    const skills = await Promise.all([3, 2, 1].map((stars) => aSkill(db, { stars, score: stars, category: 'tools' })))
    const [first, second, third] = skills.map(({ id }) => id) as [string, string, string]
    await score()
    expect(await read(third)).toMatchObject({ global_rank: 3, category_rank: 3, power_rank: 'C4' })
    await updateSkill(db, TESTER, first, { status: 'archived' })
    await db.execute(sql`update skills set duplicate_of = ${third}::uuid where id = ${second}::uuid`)
    expect((await score()).counts).toEqual({ processed: 0, failed: 0, categories: 1, changed: 3 })
    for (const id of [first, second]) expect(await read(id)).toEqual(UNLISTED)
    expect(await read(third)).toMatchObject({ power_score: 1000, global_rank: 1, category_rank: 1, power_rank: 'S1' })
    await updateSkill(db, TESTER, first, { status: 'active' })
    await score()
    expect(await read(first)).toMatchObject({ global_rank: 1, category_rank: 1 })
  })

  it('goes with its category', async () => {
    const [stays, moves] = await Promise.all([1, 1].map((stars) => aSkill(db, { stars, category: 'tools' })))
    if (!stays || !moves) throw new Error('There are two.')
    await score()
    await db.execute(sql`update skills set category_id = null where id = ${moves.id}::uuid`)
    await score()
    expect(await read(moves.id)).toMatchObject({ category_rank: null, percentile: 0, power_score: 1000 })
    expect(await read(stays.id)).toMatchObject({ category_rank: 1 })
  })
})

describe('a run', () => {
  it('writes only rows that change, and records when they did', async () => {
    await aSkill(db, { category: 'tools', stars: 5 })
    const { id } = await aSkill(db, { category: 'other' })
    await aSkill(db, { category: 'other' })
    await score()
    const before = await versions()
    await score(new Date('2026-02-10T14:40:00Z'))
    expect(await versions()).toEqual(before)
    await set(id, 'github_stars', 1)
    await score(new Date('2026-02-10T14:50:00Z'))
    const after = await versions()
    expect(after.filter((row, i) => row.xmin !== before[i]?.xmin)).toHaveLength(2)
    expect(after.filter((row, i) => row.last_scored_at !== before[i]?.last_scored_at)).toHaveLength(2)
  })

  it('of an empty catalogue has no skill to score', async () => {
    expect((await score()).counts).toEqual({ processed: 0, failed: 0, categories: 0, changed: 0 })
  })

  it('that lost its lease writes nothing', async () => {
    const { id } = await aSkill(db)
    const lease = { key: 'script:x:all', runId: 'r', holder: 'h', token: '1', seconds: 60, died: null }
    expect(await scoreChangedSkills(db, lease, { now: NOW, limit: 100 })).toBe(null)
    expect(await read(id)).toEqual(UNLISTED)
    expect((await db.execute(sql`select from score_groups`)).rows).toEqual([])
  })
})
