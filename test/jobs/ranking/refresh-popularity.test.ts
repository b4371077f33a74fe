import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { normalizeEvents } from '../../../src/jobs/ranking/normalize-events.ts'
import { refreshPopularity } from '../../../src/jobs/ranking/refresh-popularity.ts'
import { aSkill, someEvents, someRawEvents } from '../../support/builders/builders.ts'
import { createDatabase } from '../../support/run/database.ts'
import { runAt } from '../../support/run/jobs.ts'

const NOW = new Date('2026-02-10T14:30:00Z')

let db: Db
let skillId: string
beforeEach(async () => {
  ;({ db } = await createDatabase())
  skillId = (await aSkill(db)).id
})

const refresh = (at = NOW) => runAt(db, refreshPopularity, at)

async function counts() {
  const { rows } = await db.execute<Record<string, number>>(
    sql`select * from skill_popularity where skill_id = ${skillId}::uuid`,
  )
  const row = rows[0]
  if (!row) throw new Error('The skill has no counts.')
  return row
}

describe('the windows', () => {
  it.each([
    ['the hour at hand', '2026-02-10T14:00:00Z', [1, 1, 1]],
    ['the first hour of the day’s window', '2026-02-09T15:00:00Z', [1, 1, 1]],
    ['the hour before it', '2026-02-09T14:59:59.999Z', [0, 1, 1]],
    ['the first hour of the week’s window', '2026-02-03T15:00:00Z', [0, 1, 1]],
    ['the hour before that', '2026-02-03T14:59:59Z', [0, 0, 1]],
    ['the first hour of the month’s window', '2026-01-11T15:00:00Z', [0, 0, 1]],
    ['the hour before the month’s window', '2026-01-11T14:59:59Z', [0, 0, 0]],
    ['the next hour', '2026-02-10T15:00:00Z', [0, 0, 0]],
  ])('count a use in %s', async (_, at, expected) => {
    await someEvents(db, [{ skillId, at }])
    await refresh()
    const { uses_1d, uses_7d, uses_30d, views_30d } = await counts()
    expect([uses_1d, uses_7d, uses_30d]).toEqual(expected)
    expect(views_30d).toBe(0)
  })

  it('drop a use when its hour has left', async () => {
    await someEvents(db, [{ skillId, at: '2026-02-09T15:10:00Z' }])
    await refresh()
    await refresh(new Date('2026-02-10T15:00:00Z'))
    expect(await counts()).toMatchObject({ uses_1d: 0, uses_7d: 1 })
  })
})

describe('an actor', () => {
  it('counts once per skill and UTC day, for views and for uses', async () => {
    const [one, two] = ['2026-02-10T09:00:00Z', '2026-02-10T10:00:00Z']
    await someEvents(db, [
      { skillId, session: 'a', at: one },
      { skillId, session: 'a', at: two },
      { skillId, session: 'a', at: two, type: 'view' },
      { skillId, session: 'b', at: two },
      { skillId, session: 'a', at: '2026-02-09T23:59:00Z' },
    ])
    await refresh()
    expect(await counts()).toMatchObject({ uses_1d: 3, uses_30d: 3, views_30d: 1 })
  })

  it('counts by the event that arrived first that day, even if it is before the window', async () => {
    await someEvents(db, [
      { skillId, session: 'a', at: '2026-02-09T14:00:00Z' },
      { skillId, session: 'a', at: '2026-02-09T16:00:00Z' },
    ])
    await refresh()
    expect(await counts()).toMatchObject({ uses_1d: 0, uses_7d: 1 })
  })

  it('counts by the event that arrived first that day, even if another occurred before it', async () => {
    await someEvents(db, [{ skillId, session: 'a', at: '2026-02-09T16:00:00Z' }])
    await someEvents(db, [{ skillId, session: 'a', at: '2026-02-09T14:00:00Z' }])
    await refresh()
    expect(await counts()).toMatchObject({ uses_1d: 1, uses_7d: 1 })
  })

  it('that is a bot counts for nothing', async () => {
    const at = '2026-02-10T09:00:00Z'
    await someEvents(db, [
      { skillId, at, isBot: true },
      { skillId, at, type: 'view', isBot: true },
      { skillId, at, type: 'favorite', isBot: true },
    ])
    await refresh()
    expect(await counts()).toMatchObject({ uses_30d: 0, views_30d: 0, favorites_total: 0, popularity_score: 0 })
  })

  it('has one favourite, and none after removing it', async () => {
    await someEvents(db, [
      { skillId, session: 'a', type: 'favorite', at: '2025-06-01T00:00:00Z' },
      { skillId, session: 'a', type: 'favorite', at: '2025-06-02T00:00:00Z' },
      { skillId, session: 'b', type: 'favorite', at: '2025-06-01T00:00:00Z' },
      { skillId, session: 'b', type: 'unfavorite', at: '2025-06-03T00:00:00Z' },
      { skillId, session: 'c', type: 'unfavorite', at: '2025-06-03T00:00:00Z' },
    ])
    await refresh()
    expect((await counts()).favorites_total).toBe(1)
  })
})

describe('the score', () => {
  it('weighs stars, uses and favourites', async () => {
    await db.execute(sql`update skill_popularity set github_stars = 99 where skill_id = ${skillId}::uuid`)
    await someEvents(db, [
      ...['a', 'b', 'c'].map((session) => ({ skillId, session, at: '2026-02-10T09:00:00Z' })),
      { skillId, type: 'favorite', at: '2026-02-10T09:00:00Z' },
    ])
    await refresh()
    expect((await counts()).popularity_score).toBeCloseTo(Math.log(100) + 1.6 * Math.log(4) + 1.2 + 1, 10)
  })

  it('is 0 without any of them', async () => {
    await refresh()
    expect((await counts()).popularity_score).toBe(0)
  })
})

describe('a run', () => {
  it('counts an event once it is normalised, and not before', async () => {
    await someRawEvents(db, [{ skillId, at: '2026-02-10T09:00:00Z' }])
    await refresh()
    expect((await counts()).uses_30d).toBe(0)
    await runAt(db, normalizeEvents)
    await refresh()
    expect((await counts()).uses_30d).toBe(1)
  })

  it('rewrites only the rows whose counts changed', async () => {
    await aSkill(db)
    await someEvents(db, [{ skillId, at: '2026-02-10T09:00:00Z' }])
    expect((await refresh()).counts).toEqual({ processed: 2, changed: 1, events: 1 })
    expect((await refresh()).counts).toEqual({ processed: 0, changed: 0, events: 0 })
  })

  it('creates the row of a skill without counts', async () => {
    await db.execute(sql`delete from skill_popularity`)
    await refresh()
    expect((await counts()).uses_30d).toBe(0)
  })

  it('has the same result when two run at once', async () => {
    await someEvents(db, [{ skillId, at: '2026-02-10T09:00:00Z' }])
    const statuses = (await Promise.all([refresh(), refresh()])).map((run) => run.status)
    expect(statuses).toContain('succeeded')
    expect((await counts()).uses_30d).toBe(1)
  })
})
