import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { batch } from '../../../src/jobs/batch.ts'
import { buildDailyBoard } from '../../../src/jobs/ranking/build-daily-board.ts'
import { someRawEvents } from '../../support/builders/builders.ts'
import {
  anEvening,
  boardsOf,
  readDay,
  readDayBuilds,
  tickAt,
  useSmallChunks,
} from '../../support/builders/daily-boards.ts'
import { copyDatabase, createDatabase, type TestDatabase } from '../../support/run/database.ts'
import { movableClock, runAt, tick as tickWithRetries } from '../../support/run/jobs.ts'
import { keepOnlyDefaults } from '../../support/run/partitions.ts'

const DAY = '2026-02-10'
const at = (time: string, day = DAY) => new Date(`${day}T${time}Z`)
const NEXT_DAY = '2026-02-11'
const next = (time: string) => at(time, NEXT_DAY)

/** A day with a tick at 20:00, and events up to midnight that no tick has seen. Each day has its partitions, as deployed. */
let evening: TestDatabase
/** What one clean run makes of it: the first tick after midnight, on time. */
let clean: Awaited<ReturnType<typeof boardsOf>>
let skillIds: string[]
let db: Db
beforeAll(async () => {
  evening = await createDatabase()
  await keepOnlyDefaults(evening.db)
  await useSmallChunks(evening.db, 8)
  skillIds = await anEvening(evening.db, { day: DAY, ticks: ['20:00:00'], skills: 20 })
  clean = await boardsOf(evening, { day: DAY, nextDay: NEXT_DAY })
})
const begin = async () => ({ db } = await copyDatabase(evening))
beforeEach(begin)

const tick = (now: Date) => tickAt(db, now)
const hashOf = async (day: string) => (await readDayBuilds(db)).find((build) => build.day === day)?.content_hash
const jobsOf = ({ steps }: Awaited<ReturnType<typeof runAt>>) => steps.map(({ job }) => job)

/** While it is broken, the database refuses the places from the ninth on. */
const breakBoards = () => db.execute(sql`alter table board_days add constraint broken check (rank < 9)`)
const mendBoards = () => db.execute(sql`alter table board_days drop constraint broken`)

describe('the first tick after midnight', () => {
  it('counts and scores the old day to its end, builds its boards, and then begins the new day', async () => {
    const report = await tick(next('00:00:00'))
    expect(jobsOf(report)).toEqual([
      ...['normalize-events', 'refresh-popularity', 'score-skills', 'build-daily-board'],
      ...['refresh-popularity', 'score-skills', 'build-snapshots', 'publish-outbox'],
    ])
    expect(report.counts).toMatchObject({ steps: 8, succeeded: 8 })
    expect(await readDayBuilds(db)).toMatchObject([{ day: DAY, hour: `${DAY}T23:00:00+00:00`, total: 20 }])
    const { rows } = await db.execute(sql`select hour::text from popularity_state`)
    expect(rows).toEqual([{ hour: '2026-02-11 00:00:00+00' }])
    expect(jobsOf(await tick(next('00:10:00')))).not.toContain('build-daily-board')
  })

  it.each([
    ['late', [next('00:00:59.999')]],
    ['hours late', [next('07:20:00')]],
    ['days late', [at('07:20:00', '2026-02-13')]],
    ['after a tick in the last millisecond of the day', [at('23:59:59.999'), next('00:00:00')]],
    ['after ticks in the last hour', [at('23:00:00'), at('23:30:00'), at('23:50:00'), next('00:00:00')]],
    ['and again', [next('00:00:00'), next('00:00:00'), next('00:10:00')]],
  ])('makes the same boards if it comes %s', async (_, ticks) => {
    for (const now of ticks) await tick(now)
    expect(await readDay(db, DAY)).toEqual(clean.board)
    expect(await hashOf(DAY)).toBe(clean.hash)
    expect((await readDayBuilds(db)).map(({ day }) => day)).toEqual([DAY])
  })

  it('makes the same boards if two come at once', async () => {
    const reports = await Promise.all([runAt(db, batch, next('00:00:00')), runAt(db, batch, next('00:00:01'))])
    expect(reports.map(({ status }) => status).sort()).toEqual(['skipped', 'succeeded'])
    const alone = await Promise.all([1, 2, 3].map(() => runAt(db, buildDailyBoard, next('00:00:02'))))
    expect(alone.map(({ status }) => status)).toContain('succeeded')
    expect(await readDay(db, DAY)).toEqual(clean.board)
    expect(await hashOf(DAY)).toBe(clean.hash)
  })

  it('does not count what happened in the new day', async () => {
    await someRawEvents(
      db,
      skillIds.map((skillId) => ({ skillId, session: 'late', at: next('00:05:00').toISOString() })),
    )
    await tick(next('00:10:00'))
    expect(await readDay(db, DAY)).toEqual(clean.board)
  })
})

describe('a build that is killed in the middle', () => {
  it('shows nothing of its day, and the next tick completes the same boards', async () => {
    await breakBoards()
    const killed = await runAt(db, batch, next('00:00:00'))
    expect(killed.steps.at(-1)).toMatchObject({ job: 'build-daily-board', status: 'failed' })
    expect(await readDayBuilds(db)).toMatchObject([{ day: DAY, switched_on_at: null, content_hash: null }])
    expect(await readDay(db, DAY)).toHaveLength(8)
    await mendBoards()
    await tick(next('00:10:00'))
    expect(await readDay(db, DAY)).toHaveLength(20)
    expect(await readDayBuilds(db)).toMatchObject([{ day: DAY, completed_at: expect.any(String) }])
  })

  it('goes on where it stopped, even if the day after it has ended too', async () => {
    await breakBoards()
    await runAt(db, batch, next('01:00:00'))
    await mendBoards()
    expect(await readDay(db, DAY)).toHaveLength(8)
    await tick(at('00:00:00', '2026-02-12'))
    expect(await readDay(db, DAY)).toEqual(clean.board)
    expect(await readDayBuilds(db)).toMatchObject([
      { day: DAY, content_hash: clean.hash, completed_at: expect.any(String) },
      { day: '2026-02-11', total: 20, completed_at: expect.any(String) },
    ])
  })

  it('holds up the new day for an hour at most, and is retried meanwhile', async () => {
    await breakBoards()
    const waiting = await runAt(db, batch, next('00:50:00'))
    expect(jobsOf(waiting)).toEqual(['normalize-events', 'refresh-popularity', 'score-skills', 'build-daily-board'])
    expect(jobsOf(await runAt(db, batch, next('01:00:00')))).toContain('publish-outbox')
    await mendBoards()
    await begin()
    await breakBoards()
    const { waits, status } = await tickWithRetries(db, batch, {
      time: movableClock(next('00:00:00')),
      onWait: mendBoards,
    })
    expect({ waits, status }).toEqual({ waits: [60], status: 'succeeded' })
    expect(await readDay(db, DAY)).toEqual(clean.board)
  })
})

describe('a day without ticks', () => {
  it('has no boards', async () => {
    await tick(next('00:00:00'))
    await tick(at('12:00:00', '2026-02-14'))
    expect((await readDayBuilds(db)).map(({ day }) => day)).toEqual([DAY, '2026-02-11'])
  })
})
