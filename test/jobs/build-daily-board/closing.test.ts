import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { batch } from '../../../src/jobs/batch.ts'
import { buildDailyBoard } from '../../../src/jobs/ranking/build-daily-board.ts'
import { refreshPopularity } from '../../../src/jobs/ranking/refresh-popularity.ts'
import {
  anEvening,
  boardsOf,
  readDay,
  readDayBuilds,
  tickAt,
  useSmallChunks,
} from '../../support/builders/daily-boards.ts'
import { copyDatabase, createDatabase, type TestDatabase } from '../../support/run/database.ts'
import { runAt } from '../../support/run/jobs.ts'

const DAY = '2026-02-10'
const NEXT_DAY = '2026-02-11'
const at = (time: string, day = DAY) => new Date(`${day}T${time}Z`)
const next = (time: string) => at(time, NEXT_DAY)
const afterNext = (time: string) => at(time, '2026-02-12')

/** A day with ticks at 20:00 and 23:30, and events up to midnight that no tick has seen. */
let evening: TestDatabase
let clean: Awaited<ReturnType<typeof boardsOf>>
let db: Db
beforeAll(async () => {
  evening = await createDatabase()
  await useSmallChunks(evening.db, 5)
  await anEvening(evening.db, { day: DAY, ticks: ['20:00:00', '23:30:00'], skills: 12 })
  clean = await boardsOf(evening, { day: DAY, nextDay: NEXT_DAY })
})
beforeEach(async () => {
  ;({ db } = await copyDatabase(evening))
})

const tick = (now: Date) => tickAt(db, now)
const CLOSING = ['normalize-events', 'refresh-popularity', 'score-skills', 'build-daily-board']
const stepsOf = ({ steps }: Awaited<ReturnType<typeof runAt>>) => steps.map(({ job, status }) => `${job} ${status}`)
const jobsOf = ({ steps }: Awaited<ReturnType<typeof runAt>>) => steps.map(({ job }) => job)

async function expectCleanDay() {
  expect(await readDay(db, DAY)).toEqual(clean.board)
  expect((await readDayBuilds(db))[0]).toMatchObject({
    day: DAY,
    hour: `${DAY}T23:00:00+00:00`,
    content_hash: clean.hash,
    completed_at: expect.any(String),
  })
}
const hourOfCounts = async () =>
  (await db.execute<{ hour: string }>(sql`select hour::text from popularity_state`)).rows[0]?.hour

/** While it is broken, the database refuses what the statement says. */
const forbid = (table: string, what: string) =>
  db.execute(sql.raw(`alter table ${table} add constraint broken check (${what}) not valid`))
const mend = (table: string) => db.execute(sql.raw(`alter table ${table} drop constraint broken`))
/** Another run holds the lease of a job. */
const hold = (job: string) =>
  db.execute(sql`
    insert into job_leases (key, holder, token, acquired_at, expires_at) values (${`script:${job}:all`}, 'another', 1000, now(), now() + interval '1 hour')
    on conflict (key) do update set holder = excluded.holder, expires_at = excluded.expires_at`)
const release = (job: string) => db.execute(sql`delete from job_leases where key = ${`script:${job}:all`}`)

describe('a day that is switched on, but not wholly announced', () => {
  it.each([0, 5])('is completed by the next run after a stop at %i announced places', async (announced) => {
    await forbid('board_day_builds', `announced <= ${announced}`)
    const killed = await runAt(db, batch, next('00:00:00'))
    expect(stepsOf(killed).at(-1)).toBe('build-daily-board failed')
    expect(await readDayBuilds(db)).toMatchObject([
      { announced, switched_on_at: expect.any(String), completed_at: null },
    ])
    await mend('board_day_builds')
    expect(await runAt(db, buildDailyBoard, next('00:01:00'))).toMatchObject({
      status: 'succeeded',
      counts: { days: 1, entries: 0, tiers: 12 - announced },
    })
    await expectCleanDay()
  })
})

describe('a day that cannot be completed', () => {
  it('does not cost the next day its boards', async () => {
    await forbid('board_days', `rank < 6 or day <> '${DAY}'`)
    await runAt(db, batch, next('01:00:00'))
    expect((await runAt(db, batch, afterNext('00:00:00'))).steps.at(-1)).toMatchObject({ status: 'failed' })
    await runAt(db, batch, afterNext('01:00:00'))
    expect(await hourOfCounts()).toBe('2026-02-12 01:00:00+00')
    expect(await readDayBuilds(db)).toMatchObject([
      { day: DAY, completed_at: null },
      { day: NEXT_DAY, hour: `${NEXT_DAY}T23:00:00+00:00`, total: 12, completed_at: null },
    ])
    await mend('board_days')
    for (const time of ['01:10:00', '01:20:00']) await tick(afterNext(time))
    await expectCleanDay()
    expect((await readDayBuilds(db))[1]).toMatchObject({ day: NEXT_DAY, completed_at: expect.any(String) })
  })
})

describe('a day whose closing is hindered', () => {
  it.each(['refresh-popularity', 'score-skills', 'build-daily-board'])(
    'holds up the new day for its first hour while another run holds %s',
    async (job) => {
      await hold(job)
      const waiting = await runAt(db, batch, next('00:50:00'))
      expect(jobsOf(waiting)).toEqual(CLOSING.slice(0, CLOSING.indexOf(job) + 1))
      expect(stepsOf(waiting).at(-1)).toBe(`${job} skipped`)
      expect(await readDayBuilds(db)).toEqual([])
      expect(await hourOfCounts()).toBe('2026-02-10 23:00:00+00')
      await release(job)
      await tick(next('00:59:59'))
      await expectCleanDay()
    },
  )

  it('is given up after that hour if its refresh fails, although its counts are at 23:00', async () => {
    await forbid('popularity_state', `hour >= '${NEXT_DAY}'`)
    const report = await runAt(db, batch, next('01:00:00'))
    expect(stepsOf(report).slice(0, 3)).toEqual([
      'normalize-events succeeded',
      'refresh-popularity failed',
      'refresh-popularity succeeded',
    ])
    expectGivenUp(report)
    await tick(next('01:10:00'))
    expect(await readDayBuilds(db)).toEqual([])
  })

  it('is not frozen after that hour if its refresh is skipped, but still closed if the counts have not moved on', async () => {
    await hold('refresh-popularity')
    const report = await runAt(db, batch, next('01:00:00'))
    expect(stepsOf(report)[1]).toBe('refresh-popularity skipped')
    expectGivenUp(report)
    expect(await readDayBuilds(db)).toEqual([])
    await release('refresh-popularity')
    await tick(next('01:10:00'))
    await expectCleanDay()
  })

  function expectGivenUp(report: Awaited<ReturnType<typeof runAt>>) {
    expect(report.status).toBe('partial')
    expect(jobsOf(report)).not.toContain('build-daily-board')
    expect(jobsOf(report)).toContain('publish-outbox')
    expect(report.errors).toContainEqual({
      target: `boards of ${DAY}`,
      reason: 'The day could not be closed within an hour of its end. The new day goes on without its boards.',
    })
  }
})

describe('build-daily-board alone', () => {
  it.each([
    ['before 23:00', async () => db.execute(sql`update popularity_state set hour = hour - interval '3 hours'`), DAY],
    ['past midnight', () => runAt(db, refreshPopularity, next('09:00:00')), NEXT_DAY],
  ])('freezes nothing if the counts are %s of the day', async (_, move, day) => {
    await move()
    expect(await runAt(db, buildDailyBoard, at('00:10:00', '2026-02-12'))).toMatchObject({
      status: 'partial',
      counts: { days: 0, entries: 0, tiers: 0 },
      errors: [
        {
          target: day,
          reason:
            'The counts are not at 23:00 of this day, so there is nothing to freeze. `batch` closes the day first.',
        },
      ],
    })
    expect(await readDayBuilds(db)).toEqual([])
  })
})
