import { sql } from 'drizzle-orm'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { normalizeRound, noteRefusal, type Outcomes } from '../../../src/db/events/normalize-events.ts'
import { normalizeEvents, normalizeInRounds } from '../../../src/jobs/ranking/normalize-events.ts'
import { aSite, aSkill } from '../../support/builders/builders.ts'
import {
  ledgerFaults,
  NOW,
  normalize,
  payloadOf,
  readDays,
  readHours,
  readOutcomes,
  readRaw,
  storeRaw,
} from '../../support/builders/events.ts'
import { createDatabase } from '../../support/run/database.ts'
import { runAt } from '../../support/run/jobs.ts'

let db: Db
let url: string
let skillId: string
beforeEach(async () => {
  ;({ db, url } = await createDatabase())
  skillId = (await aSkill(db)).id
})
afterEach(async () => expect(await ledgerFaults(db)).toEqual([]))

const someUses = (count: number, from = 0) =>
  Array.from({ length: count }, (_, i) => ({
    payload: payloadOf({ skillId, eventId: `e${from + i}`, session: `s${from + i}` }),
  }))

const sum = (all: readonly Outcomes[], count: (outcomes: Outcomes) => number | undefined) =>
  all.reduce((total, outcomes) => total + (count(outcomes) ?? 0), 0)

const outcomes = async () => (await readRaw(db)).map((row) => row.outcome)

/** Another client's transaction, open until the test ends it or is over. */
async function someoneElse() {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  onTestFinished(() => client.end())
  await client.query('begin')
  return client
}

describe.each([2, 5])('%i normalisers at once', (workers) => {
  const all = (work: (worker: number) => Promise<Outcomes>) =>
    Promise.all(Array.from({ length: workers }, (_, i) => work(i)))

  it('count 3,000 events once each', { timeout: 60_000 }, async () => {
    const events = [...someUses(2400), ...someUses(300), ...someUses(300)]
    for (const [i, { payload }] of events.entries()) {
      if (i % 5 === 1) Object.assign(payload, { event_type: 'favorite', session_hash: `s${i % 50}` })
      if (i % 10 === 7) Object.assign(payload, { session_hash: `s${i % 30}` })
    }
    await storeRaw(db, events)
    const done = await all((worker) => normalize(db, { limit: 150 + 50 * worker }))
    expect(sum(done, ({ normalized }) => normalized)).toBe(2400)
    expect(sum(done, ({ dropped }) => dropped.duplicate_event_id)).toBe(600)
    expect(sum(done, ({ retried }) => retried)).toBe(0)
    expect(await readDays(db)).toEqual([
      '2026-02-10 anonymous duplicate_event_id: 600',
      '2026-02-10 anonymous normalized: 2400',
    ])
    expect(await outcomes()).toEqual([...Array(2400).fill('normalized'), ...Array(600).fill('duplicate_event_id')])
  })

  it('agree on which events are retried and which dropped', async () => {
    const unknown = { payload: payloadOf({ slug: 'nobody--nothing' }) }
    const poison = { payload: payloadOf({ skillId, eventId: 'poison', at: '2026-02-30T00:00:00Z' }) }
    await storeRaw(db, [...someUses(40), poison, unknown, ...someUses(40, 40)])
    const done = await all((worker) => normalize(db, { limit: 20 + worker }))
    expect(sum(done, ({ normalized }) => normalized)).toBe(80)
    expect(sum(done, ({ retried }) => retried)).toBe(2)
    for (const seconds of [15, 45, 105])
      await all(() => normalize(db, { at: new Date(NOW.getTime() + seconds * 1000) }))
    expect((await readRaw(db)).slice(40, 42)).toMatchObject(Array(2).fill({ outcome: 'retry_exhausted', retries: 3 }))
    expect(await readDays(db)).toEqual([
      '2026-02-10 anonymous normalized: 80',
      '2026-02-10 anonymous retried: 6',
      '2026-02-10 anonymous retry_exhausted: 2',
    ])
  })

  it('lose no event while others store events and read those of one site', async () => {
    const site = await aSite(db)
    const store = async () => {
      for (let i = 0; i < 10; i++)
        await storeRaw(
          db,
          someUses(20, 20 * i).map((raw, place) => ({ ...raw, siteId: place % 2 ? site.id : undefined })),
        )
    }
    await Promise.all([store(), all((i) => normalize(db, { limit: 7, ...(i % 2 && { siteId: site.id }) }))])
    await all(() => normalize(db))
    expect(await outcomes()).toEqual(Array(200).fill('normalized'))
    expect(await readHours(db)).toEqual(['2026-02-10T09:00 use counted: 200, 100 anonymous'])
  })

  it('as jobs: one works, and the others are skipped or find nothing left', async () => {
    await storeRaw(db, someUses(50))
    const reports = await Promise.all(Array.from({ length: workers }, () => runAt(db, normalizeEvents, NOW)))
    for (const { status } of reports) expect(['succeeded', 'skipped']).toContain(status)
    expect(reports.reduce((total, { counts }) => total + (counts.normalized ?? 0), 0)).toBe(50)
  })
})

describe('a normaliser that is slow', () => {
  it('is waited for by the next one, which then sees what the first has counted', async () => {
    const by = (eventId: string, type: string) => ({ payload: payloadOf({ skillId, session: 'a', eventId, type }) })
    await storeRaw(db, [
      ...[by('e1', 'favorite'), by('e2', 'use'), by('e3', 'favorite')],
      ...[by('e4', 'favorite'), by('e5', 'use'), by('e3', 'unfavorite')],
    ])
    const holder = await someoneElse()
    await holder.query('lock table skill_event_hours in exclusive mode')
    const waiting = sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    const rounds = []
    for (let worker = 1; worker <= 2; worker++) {
      rounds.push(normalizeRound(db, { now: NOW, limit: 3 }))
      await expect.poll(async () => (await db.execute(waiting)).rows.length, { timeout: 10_000 }).toBe(worker)
    }
    await holder.query('rollback')
    expect(await Promise.all(rounds)).toEqual([
      { normalized: 3, retried: 0, dropped: {} },
      { normalized: 2, retried: 0, dropped: { duplicate_event_id: 1 } },
    ])
    expect(await readOutcomes(db)).toEqual({
      ...{ e1: 'counted', e2: 'counted', e3: 'no_change', e4: 'no_change', e5: 'repeat_in_day' },
    })
  })
})

describe('a batch of 100 events', () => {
  it.each([
    ['one after the other', false],
    ['at once, beside two normalisers', true],
  ])('that is stored five times, %s, counts once', async (_, atOnce) => {
    const batch = someUses(100)
    if (atOnce) {
      const stores = Array.from({ length: 5 }, () => storeRaw(db, batch))
      await Promise.all([...stores, normalize(db, { limit: 30 }), normalize(db, { limit: 70 })])
    } else for (let i = 0; i < 5; i++) await storeRaw(db, batch)
    await normalize(db)
    expect((await outcomes()).toSorted()).toEqual([
      ...Array(400).fill('duplicate_event_id'),
      ...Array(100).fill('normalized'),
    ])
    expect(Object.values(await readOutcomes(db))).toEqual(Array(100).fill('counted'))
    expect(await readHours(db)).toEqual([
      '2026-02-10T09:00 use counted: 100, 100 anonymous',
      '2026-02-10T09:00 use duplicate_event_id: 400, 400 anonymous',
    ])
  })
})

describe('a raw event that another client holds', () => {
  it.each([1, 3, 5000])('is passed over and done later, in rounds of %i', async (limit) => {
    const ids = await storeRaw(db, someUses(9))
    const holder = await someoneElse()
    await holder.query('select from raw_events where id = any($1) for update', [[ids[0], ids[4]]])
    expect(await normalize(db, { limit })).toEqual({ normalized: 7, retried: 0, dropped: {} })
    expect(await outcomes()).toEqual(ids.map((_, place) => (place === 0 || place === 4 ? 'pending' : 'normalized')))
    await holder.query('rollback')
    expect(await normalize(db, { limit })).toEqual({ normalized: 2, retried: 0, dropped: {} })
  })

  it('is handled after later arrivals, so it becomes the duplicate and the repeat', async () => {
    const use = (eventId: string, session: string) => ({ payload: payloadOf({ skillId, eventId, session }) })
    const ids = await storeRaw(db, [use('e1', 'a'), use('e2', 'b'), use('e1', 'a'), use('e3', 'b')])
    const holder = await someoneElse()
    await holder.query('select from raw_events where id = any($1) for update', [ids.slice(0, 2)])
    await normalize(db)
    await holder.query('rollback')
    await normalize(db)
    expect(await outcomes()).toEqual(['duplicate_event_id', 'normalized', 'normalized', 'normalized'])
    expect(await readOutcomes(db)).toEqual({ e1: 'counted', e2: 'repeat_in_day', e3: 'counted' })
  })

  it('and would be refused, costs no other event an attempt', async () => {
    const poison = { payload: payloadOf({ skillId, at: '2026-02-30T00:00:00Z' }) }
    const [id = 0] = await storeRaw(db, [poison, ...someUses(3)])
    const holder = await someoneElse()
    await holder.query('select from raw_events where id = $1 for update', [id])
    expect(await normalize(db)).toEqual({ normalized: 3, retried: 0, dropped: {} })
    expect(await noteRefusal(db, { id, now: NOW, reason: 'x' })).toEqual({ normalized: 0, retried: 0, dropped: {} })
    await holder.query('rollback')
    expect((await readRaw(db))[0]).toMatchObject({ outcome: 'pending', retries: 0, nextRetryAt: null, lastError: null })
  })

  it('while its note is written, is noted once', async () => {
    const [id = 0] = await storeRaw(db, someUses(1))
    const note = () => noteRefusal(db, { id, now: NOW, reason: 'r'.repeat(300) })
    const notes = await Promise.all([note(), note(), note()])
    expect(sum(notes, ({ retried }) => retried)).toBe(1)
    expect((await readRaw(db))[0]).toMatchObject({ outcome: 'pending', retries: 1, lastError: 'r'.repeat(200) })
  })
})

describe('a normaliser that ends between rounds', () => {
  it.each([
    ['out of time', () => false],
    [
      'killed',
      () => {
        throw new Error('killed')
      },
    ],
  ])('%s, leaves whole rounds, and the next one continues', async (_, mayGoOn) => {
    await storeRaw(db, [...someUses(25), ...someUses(25)])
    await normalizeInRounds({ db, now: NOW, limit: 20, mayGoOn }).catch((error) => expect(error.message).toBe('killed'))
    expect(await outcomes()).toEqual([...Array(20).fill('normalized'), ...Array(30).fill('pending')])
    expect(await ledgerFaults(db)).toEqual([])
    expect(await normalize(db, { limit: 20 })).toEqual({
      normalized: 5,
      retried: 0,
      dropped: { duplicate_event_id: 25 },
    })
    expect(await readHours(db)).toEqual([
      '2026-02-10T09:00 use counted: 25, 25 anonymous',
      '2026-02-10T09:00 use duplicate_event_id: 25, 25 anonymous',
    ])
  })

  it('asks before each round but the first, and not when nothing is left', async () => {
    await storeRaw(db, someUses(25))
    const asked: number[] = []
    const mayGoOn = (roundsDone: number) => asked.push(roundsDone) > 0
    await normalizeInRounds({ db, now: NOW, limit: 10, mayGoOn })
    expect(asked).toEqual([1, 2])
  })

  it('loses no round whose commit was not confirmed: sent again, it does nothing', async () => {
    await storeRaw(db, someUses(10))
    await normalizeRound(db, { now: NOW, limit: 10 })
    expect(await normalizeRound(db, { now: NOW, limit: 10 })).toEqual({ normalized: 0, retried: 0, dropped: {} })
  })

  it('inside a round leaves nothing of that round', async () => {
    await storeRaw(db, someUses(10))
    const holder = await someoneElse()
    await holder.query(`lock table skill_event_hours in exclusive mode`)
    const round = normalize(db).catch((error: Error) => error)
    const stop = sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and wait_event_type = 'Lock'`
    await expect.poll(async () => (await db.execute(stop)).rows.length, { timeout: 10_000 }).toBe(1)
    expect(await round).toBeInstanceOf(Error)
    await holder.query('rollback')
    expect(await outcomes()).toEqual(Array(10).fill('pending'))
    expect(await ledgerFaults(db)).toEqual([])
    expect(await normalize(db)).toEqual({ normalized: 10, retried: 0, dropped: {} })
  })
})
