import { sql } from 'drizzle-orm'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { updateSkill } from '../../../src/db/catalogue/admin-skills.ts'
import type { Db } from '../../../src/db/connect.ts'
import { setStars } from '../../../src/db/intake/crawling/stars.ts'
import { TESTER } from '../../support/builders/builders.ts'
import { readDay, someRankedSkills, tickAt, useSmallChunks } from '../../support/builders/daily-boards.ts'
import {
  changesOf,
  expectedState,
  type FeedState,
  publishAll,
  publishedState,
} from '../../support/oracles/feed-oracle.ts'
import { copyDatabase, createDatabase, type TestDatabase } from '../../support/run/database.ts'

const midnight = (days: number) => new Date(Date.parse('2026-02-11T00:00:00Z') + days * 24 * 3_600_000)

/** The first day's boards are built, and its tiers are published. */
let prepared: TestDatabase
let skillIds: string[]
let db: Db
beforeAll(async () => {
  prepared = await createDatabase()
  db = prepared.db
  await useSmallChunks(db, 5)
  skillIds = await someRankedSkills(db, 12)
  await tick(-1)
  await tick(0)
})
beforeEach(async () => {
  ;({ db } = await copyDatabase(prepared))
})
afterEach(async () => {
  await publishAll(db)
  expect(await tiers()).toEqual(tiersOf(await expectedState(db)))
})

async function tick(days: number) {
  const report = await tickAt(db, midnight(days))
  return report.steps.find(({ job }) => job === 'build-daily-board')?.counts.tiers
}
const tiersOf = (state: FeedState) =>
  [...state].filter(([name]) => name.startsWith('tier ')).sort(([a], [b]) => (a < b ? -1 : 1))
const tiers = async () => tiersOf(await publishedState(db))
const tiersIn = (changes: readonly string[]) => changes.filter((name) => name.includes('tier '))

describe('the tiers of a day', () => {
  it('are published with its boards', async () => {
    const board = await readDay(db, '2026-02-10')
    expect(Object.fromEntries(await tiers())).toEqual(
      Object.fromEntries(
        board.map(({ skill_id, power_rank, relaxed }) => [`tier ${skill_id}`, { power_rank, relaxed }]),
      ),
    )
    expect(board).toHaveLength(12)
  })

  it('are published again only for the skills whose tier has changed', async () => {
    const before = new Map(await tiers())
    const [first = '', second = ''] = skillIds
    await setStars(db, [
      { skillId: first, stars: 5000 },
      { skillId: second, stars: 0 },
    ])
    const changes = tiersIn(await changesOf(db, () => tick(1)))
    const after = await tiers()
    const changed = after.filter(([name, tier]) => JSON.stringify(before.get(name)) !== JSON.stringify(tier))
    expect(changed.length).toBeGreaterThan(0)
    expect(changed.length).toBeLessThan(12)
    expect(changes).toEqual(changed.map(([name]) => name).sort())
  })

  it('are not enqueued if none has changed', async () => {
    // Freshness moves all scores of a group alike, but it may move its average by more.
    await db.execute(sql`update skills set last_changed_at = '2020-01-01'`)
    await tick(1)
    expect(await tick(2)).toBe(0)
  })

  it('are withdrawn and come back with their skill, without waiting for the next day', async () => {
    const [id = ''] = skillIds
    expect(await changesOf(db, () => updateSkill(db, TESTER, id, { status: 'archived' }))).toContain(`-tier ${id}`)
    expect(await changesOf(db, () => updateSkill(db, TESTER, id, { status: 'active' }))).toContain(`tier ${id}`)
  })

  it('are withdrawn if the skill is no longer on the boards', async () => {
    const [first = '', second = ''] = skillIds
    await db.execute(sql`update skills set duplicate_of = ${second}::uuid where id = ${first}::uuid`)
    expect(tiersIn(await changesOf(db, () => tick(1)))).toContain(`-tier ${first}`)
  })

  it('are published even if an earlier state of theirs is still waiting', async () => {
    const [id = ''] = skillIds
    await updateSkill(db, TESTER, id, { status: 'archived' })
    await db.execute(sql`update skills set status = 'active' where id = ${id}::uuid`)
    await tick(1)
    expect(await tiers()).toHaveLength(12)
  })
})
