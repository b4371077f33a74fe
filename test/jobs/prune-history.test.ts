import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../src/db/connect.ts'
import { readCounts } from '../../src/db/events/counts.ts'
import { foldHours } from '../../src/db/events/fold-hours.ts'
import { compareFavorites, comparePopularity } from '../../src/db/events/verify-counts.ts'
import { prune } from '../../src/jobs/prune.ts'
import { refreshPopularity } from '../../src/jobs/ranking/refresh-popularity.ts'
import { aSkill, someEvents } from '../support/builders/builders.ts'
import { readHours } from '../support/builders/events.ts'
import { createDatabase } from '../support/run/database.ts'
import { runAt } from '../support/run/jobs.ts'

const NOW = new Date('2026-02-10T14:30:00Z')

let db: Db
beforeEach(async () => {
  ;({ db } = await createDatabase())
})

const rowsOf = async (query: string) => (await db.execute(sql.raw(query))).rows

describe('pruning the history of runs', () => {
  const aRun = (p: { at: string; job?: string; scope?: string; status?: string; ms?: number | null }) => {
    const { at, job = 'batch', scope = 'all', status = 'succeeded', ms = 1000 } = p
    return db.execute(sql`
      insert into job_runs (run_id, job, scope, trigger, status, started_at, duration_ms)
      values (left(gen_random_uuid()::text, 30), ${job}, ${scope}, 'cron', ${status}, ${at}::timestamptz, ${ms}::int)`)
  }
  const statistics = () => rowsOf('select * from job_run_days order by day, job')

  it('turns the runs of a day into its statistics after 90 days', async () => {
    for (const ms of [1000, 2000, 9000]) await aRun({ at: '2025-11-10T10:00:00Z', ms })
    await aRun({ at: '2025-11-10T11:00:00Z', status: 'failed', ms: 4000 })
    await aRun({ at: '2025-11-10T12:00:00Z', job: 'ingest', status: 'running', ms: null })
    await aRun({ at: '2025-11-11T23:59:59Z', status: 'partial' })
    await aRun({ at: '2025-11-12T00:00:00Z' })
    expect((await runAt(db, prune, NOW)).counts).toMatchObject({ job_runs: 6 })
    const none = { succeeded: 0, partial: 0, failed: 0, running: 0, median_ms: null, p95_ms: null, max_ms: null }
    const batch = { ...none, job: 'batch' }
    expect(await statistics()).toEqual([
      { ...batch, day: '2025-11-10', succeeded: 3, failed: 1, median_ms: 2000, p95_ms: 9000, max_ms: 9000 },
      { ...none, day: '2025-11-10', job: 'ingest', running: 1 },
      { ...batch, day: '2025-11-11', partial: 1, median_ms: 1000, p95_ms: 1000, max_ms: 1000 },
    ])
    expect(await rowsOf(`select started_at::date::text as day from job_runs where job = 'batch'`)).toEqual([
      { day: '2025-11-12' },
    ])
    expect((await runAt(db, prune, NOW)).counts).toMatchObject({ job_runs: 0 })
  })

  it('leaves crawls of single sources out of them', async () => {
    await aRun({ at: '2025-11-10T10:00:00Z', job: 'crawl-sources', scope: 'a source' })
    expect((await runAt(db, prune, NOW)).counts).toMatchObject({ source_runs: 1, job_runs: 0 })
    expect(await statistics()).toEqual([])
  })

  it('counts each run once if two fold a day at the same time', async () => {
    for (let n = 0; n < 5; n++) await aRun({ at: '2025-11-10T10:00:00Z' })
    await Promise.all(['one', 'two', 'three'].map((scope) => runAt(db, prune, NOW, { scope })))
    expect(await statistics()).toMatchObject([{ day: '2025-11-10', succeeded: 5 }])
  })
})

describe('pruning hour counters', () => {
  const BEFORE = new Date('2026-01-03T15:00:00Z')
  let skillId: string
  beforeEach(async () => {
    skillId = (await aSkill(db)).id
    const at = (time: string, more: { session: string; type?: 'favorite' }) => ({
      skillId,
      at: `2026-01-${time}:00Z`,
      ...more,
    })
    await someEvents(db, [
      at('01T00:10', { session: 'a' }),
      at('01T10:00', { session: 'b' }),
      at('01T23:59', { session: 'c' }),
      at('01T23:59', { session: 'c' }),
      at('01T12:00', { session: 'c', type: 'favorite' }),
      at('02T10:00', { session: 'a' }),
      at('02T11:00', { session: 'b' }),
      at('03T10:00', { session: 'a' }),
    ])
  })
  const counts = async () => JSON.parse(String(await readCounts(db, { id: skillId }, { days: 90, now: NOW })))
  const FOLDED = [
    '2026-01-01T00:00 favorite counted: 1, 1 anonymous',
    '2026-01-01T00:00 use counted: 3, 3 anonymous',
    '2026-01-01T00:00 use repeat_in_day: 1, 1 anonymous',
    '2026-01-02T00:00 use counted: 2, 2 anonymous',
    '2026-01-03T10:00 use counted: 1, 1 anonymous',
  ]
  const foldAll = async (limit: number) => {
    const pages: number[] = []
    do pages.push(await foldHours(db, { before: BEFORE, limit }))
    while (pages.at(-1))
    return pages
  }

  it('makes one counter of the hours of a day that is over, and changes no sum', async () => {
    await runAt(db, refreshPopularity, NOW)
    const before = await counts()
    expect(await foldAll(100)).toEqual([4, 2, 0])
    expect(await readHours(db)).toEqual(FOLDED)
    expect(await counts()).toEqual(before)
    expect(await comparePopularity(db, 10)).toEqual({ total: 0, first: [] })
    expect(await compareFavorites(db, 10)).toEqual({ total: 0, first: [] })
  })

  it('ends the same in small steps, and if several do it at the same time', async () => {
    expect(await foldAll(1)).toEqual([1, 1, 1, 1, 1, 1, 0])
    expect(await readHours(db)).toEqual(FOLDED)
    await someEvents(db, [
      { skillId, at: '2026-01-01T05:00:00Z', session: 'd' },
      { skillId, at: '2026-01-01T06:00:00Z', session: 'e' },
    ])
    await Promise.all([foldAll(1), foldAll(1), foldAll(1)])
    expect(await readHours(db)).toEqual(FOLDED.map((line) => line.replace('use counted: 3, 3', 'use counted: 5, 5')))
  })

  it('begins after 400 days', async () => {
    const prunedAt = async (at: string) => (await runAt(db, prune, new Date(at))).counts.event_hours
    expect(await prunedAt('2027-02-05T23:59:59Z')).toBe(0)
    expect(await prunedAt('2027-02-06T00:00:00Z')).toBe(4)
    expect(await prunedAt('2027-02-07T00:00:00Z')).toBe(2)
  })
})
