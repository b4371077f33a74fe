import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { updateSkill } from '../../../src/db/catalogue/admin-skills.ts'
import type { Db } from '../../../src/db/connect.ts'
import { readBoard } from '../../../src/db/ranking/rankings.ts'
import { buildSnapshots } from '../../../src/jobs/ranking/build-snapshots.ts'
import { scoreSkillsJob } from '../../../src/jobs/ranking/score-skills.ts'
import { aCategory, aSkill, TESTER } from '../../support/builders/builders.ts'
import { createDatabase } from '../../support/run/database.ts'
import { buildBoards, runAt } from '../../support/run/jobs.ts'

const NOW = new Date('2026-02-10T14:30:00Z')

let db: Db
beforeEach(async () => {
  ;({ db } = await createDatabase())
})

const build = (at = NOW) => buildBoards(db, at)

async function board(
  categoryKey?: string,
  date?: string,
): Promise<{ items: { name: string; rank: number }[]; total: number; is_snapshot: boolean }> {
  return JSON.parse((await readBoard(db, { categoryKey, date, by: 'popularity' }, { size: 100, after: 0 })) ?? 'null')
}
const names = async (categoryKey?: string) => (await board(categoryKey)).items.map((item) => item.name)

const entries = async () =>
  (await db.execute(sql`select snapshot_id, skill_id, rank, score, xmin from skill_rank_snapshots order by 1, 3`)).rows
const hashes = async () =>
  (await db.execute(sql`select scope, category_id, content_hash, total from rank_snapshots order by 1, 2`)).rows

describe('a snapshot', () => {
  it('ranks by score, then by the last change, then by id', async () => {
    await aSkill(db, { name: 'late', score: 1, updatedAt: '2026-01-02T00:00:00Z' })
    await aSkill(db, { name: 'early', score: 1, updatedAt: '2026-01-01T00:00:00Z' })
    await aSkill(db, { name: 'first', score: 2, updatedAt: '2025-01-01T00:00:00Z' })
    await build()
    expect((await board()).items.map(({ name, rank }) => [rank, name])).toEqual([
      [1, 'first'],
      [2, 'late'],
      [3, 'early'],
    ])
  })

  it('has the global board and one board per category, even an empty one', async () => {
    await aSkill(db, { name: 'a', category: 'science' })
    await aSkill(db, { name: 'b' })
    await aCategory(db, 'empty')
    expect((await build()).counts).toEqual({ boards: 3, entries: 3, changed: 3, failed: 0 })
    expect(await names('science')).toEqual(['a'])
    expect(await board('empty')).toMatchObject({ items: [], total: 0, is_snapshot: true })
  })

  it('leaves out what is not public, and copies', async () => {
    const { id } = await aSkill(db, { name: 'original' })
    await aSkill(db, { name: 'copy', duplicateOf: id })
    await aSkill(db, { name: 'draft', status: 'draft' })
    await build()
    expect(await names()).toEqual(['original'])
  })

  it('is kept for each UTC day', async () => {
    await aSkill(db, { name: 'old' })
    await build(new Date('2026-02-09T23:59:59Z'))
    await aSkill(db, { name: 'new', score: 1 })
    await build(new Date('2026-02-10T00:00:00Z'))
    expect((await board(undefined, '2026-02-09')).items.map(({ name }) => name)).toEqual(['old'])
    expect(await names()).toEqual(['new', 'old'])
  })
})

describe('a rebuild', () => {
  it('of the same scores changes no entry and no hash', async () => {
    await aSkill(db, { score: 2 })
    await aSkill(db, { score: 1 })
    await build()
    const before = { entries: await entries(), hashes: await hashes() }
    expect((await build(new Date('2026-02-10T14:40:00Z'))).counts).toMatchObject({ changed: 0 })
    expect({ entries: await entries(), hashes: await hashes() }).toEqual(before)
  })

  it('moves what moved, and removes what left', async () => {
    const one = await aSkill(db, { name: 'one', score: 2, category: 'science' })
    await aSkill(db, { name: 'two', score: 1, category: 'science' })
    await build()
    await db.execute(sql`update skill_popularity set popularity_score = 0.5 where skill_id = ${one.id}::uuid`)
    await build()
    expect(await names()).toEqual(['two', 'one'])
    await updateSkill(db, TESTER, one.id, { status: 'archived' })
    await build()
    expect(await board('science')).toMatchObject({ items: [{ name: 'two', rank: 1 }], total: 1 })
  })

  it('by two at once leaves one set of boards', async () => {
    await aSkill(db, { name: 'a', category: 'science' })
    await runAt(db, scoreSkillsJob, NOW)
    await Promise.all([1, 2, 3].map(() => runAt(db, buildSnapshots, NOW)))
    expect(await hashes()).toHaveLength(2)
    expect(await entries()).toHaveLength(2)
  })
})

describe('a reader', () => {
  it('always sees a whole board while it is rebuilt', async () => {
    const ids = await Promise.all(Array.from({ length: 12 }, async (_, i) => (await aSkill(db, { score: i })).id))
    await build()
    let building = true
    const read = async () => {
      let reads = 0
      while (building || reads === 0) {
        const { items } = await board()
        expect(items.map((item) => item.rank)).toEqual(ids.map((_, i) => i + 1))
        reads++
      }
      return reads
    }
    const readers = [read(), read(), read()]
    for (let round = 0; round < 10; round++) {
      await db.execute(sql`update skill_popularity set popularity_score = random()`)
      await build()
    }
    building = false
    for (const reads of await Promise.all(readers)) expect(reads).toBeGreaterThan(0)
  })
})
