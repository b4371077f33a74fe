import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { normalizeEvents } from '../../../src/jobs/ranking/normalize-events.ts'
import { aSkill } from '../../support/builders/builders.ts'
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
let skillId: string
beforeEach(async () => {
  ;({ db } = await createDatabase())
  skillId = (await aSkill(db)).id
})
afterEach(async () => expect(await ledgerFaults(db)).toEqual([]))

const after = (seconds: number) => new Date(NOW.getTime() + seconds * 1000)
const isoAfter = (seconds: number) => after(seconds).toISOString()
const run = (seconds = 0) => runAt(db, normalizeEvents, after(seconds))

/** Raw events with the transactions that wrote them. If they are equal later, nothing was touched. */
const versions = async () => (await db.execute(sql`select id, xmin, ctid from raw_events order by id`)).rows
const totals = async () => (await db.execute(sql`select outcome, events, xmin from raw_event_days order by 1`)).rows

const pending = (retries: number, seconds: number, lastError: string) => ({
  outcome: 'pending',
  retries,
  nextRetryAt: isoAfter(seconds),
  lastError,
})
const exhausted = (lastError: string) => ({ outcome: 'retry_exhausted', retries: 3, nextRetryAt: null, lastError })
const normalized = { outcome: 'normalized', retries: 0, nextRetryAt: null, lastError: null }
const someUses = (count: number) => Array.from({ length: count }, () => ({ payload: payloadOf({ skillId }) }))

/** Makes the database refuse events with this event_id, by an exception. */
async function refuse(eventId: string, as = 'raise_exception') {
  await db.execute(
    sql.raw(`create function refuse() returns trigger language plpgsql as $$ begin
      if new.event_id = '${eventId}' then raise exception 'the secret of %', new.event_id using errcode = '${as}'; end if;
      return new; end $$`),
  )
  await db.execute(sql`create trigger refuse before insert on skill_events for each row execute function refuse()`)
}

describe('an event of an unknown skill', () => {
  it('is retried after 15, 30 and 60 seconds, and dropped at the fourth attempt', async () => {
    await storeRaw(db, [{ payload: payloadOf({ slug: 'nobody--nothing' }) }])
    const looks: [at: number, next: number][] = [
      [0, 15],
      [15, 45],
      [45, 105],
    ]
    for (const [look, [at, next]] of looks.entries()) {
      expect((await run(at)).counts).toEqual({ normalized: 0, retried: 1 })
      expect(await readRaw(db)).toEqual([pending(look + 1, next, 'unknown_skill')])
      expect(await readDays(db)).toEqual([`2026-02-10 anonymous retried: ${look + 1}`])
      const before = [await versions(), await totals()]
      for (const early of [at, at + 1, next - 0.001])
        expect((await run(early)).counts).toEqual({ normalized: 0, retried: 0 })
      expect([await versions(), await totals()]).toEqual(before)
    }
    expect((await run(105)).counts).toEqual({ normalized: 0, retried: 0, retry_exhausted: 1 })
    expect(await readRaw(db)).toEqual([exhausted('unknown_skill')])
    expect(await readDays(db)).toEqual(['2026-02-10 anonymous retried: 3', '2026-02-10 anonymous retry_exhausted: 1'])
    const last = [await versions(), await totals()]
    await aSkill(db, { owner: 'nobody', name: 'nothing' })
    expect((await run(10_000)).counts).toEqual({ normalized: 0, retried: 0 })
    expect([await versions(), await totals()]).toEqual(last)
  })

  it('waits from its last attempt, however late that was', async () => {
    await storeRaw(db, [{ payload: payloadOf({ slug: 'nobody--nothing' }) }])
    await run(0)
    await run(600)
    expect(await readRaw(db)).toEqual([pending(2, 630, 'unknown_skill')])
  })

  it.each([
    ['before the second look', [0], 15],
    ['before the last look', [0, 15, 45], 105],
  ])('is counted if the skill appears %s', async (_, looks, last) => {
    await storeRaw(db, [{ payload: payloadOf({ slug: 'acme--late', eventId: 'e1' }) }])
    for (const at of looks) await run(at)
    const { id } = await aSkill(db, { owner: 'acme', name: 'late' })
    expect((await run(last)).counts).toEqual({ normalized: 1, retried: 0 })
    expect(await readRaw(db)).toEqual([{ ...normalized, retries: looks.length, lastError: 'unknown_skill' }])
    expect((await db.execute(sql`select skill_id, event_id from skill_events`)).rows).toEqual([
      { skill_id: id, event_id: 'e1' },
    ])
  })

  it('leaves its event_id to an event that can be stored', async () => {
    await storeRaw(db, [
      { payload: payloadOf({ slug: 'acme--late', eventId: 'e1' }) },
      { payload: payloadOf({ skillId, eventId: 'e1' }) },
    ])
    expect((await run(0)).counts).toEqual({ normalized: 1, retried: 1 })
    await aSkill(db, { owner: 'acme', name: 'late' })
    expect((await run(15)).counts).toEqual({ normalized: 0, retried: 0, duplicate_event_id: 1 })
    expect(await readHours(db)).toEqual([
      '2026-02-10T09:00 use counted: 1, 1 anonymous',
      '2026-02-10T09:00 use duplicate_event_id: 1, 1 anonymous',
    ])
  })

  it('does not hold up new events, even if many wait before them', async () => {
    await storeRaw(db, Array(30).fill({ payload: payloadOf({ slug: 'nobody--nothing' }) }))
    await storeRaw(db, someUses(5))
    expect(await normalize(db, { limit: 10 })).toEqual({ normalized: 5, retried: 30, dropped: {} })
    await storeRaw(db, someUses(1))
    expect(await normalize(db, { limit: 10 })).toEqual({ normalized: 1, retried: 0, dropped: {} })
  })
})

describe('an event that the database refuses', () => {
  const poison = () => ({ payload: payloadOf({ skillId, at: '2026-02-30T00:00:00Z' }) })

  it('lets 50 others be counted in the same run, and is dropped at the fourth attempt', async () => {
    await storeRaw(db, [...someUses(20), poison(), ...someUses(30)])
    const report = await run(0)
    expect(report).toMatchObject({ status: 'succeeded', counts: { normalized: 50, retried: 1 } })
    expect(await readHours(db)).toEqual(['2026-02-10T09:00 use counted: 50, 50 anonymous'])
    const rows = await readRaw(db)
    expect(rows[20]).toEqual(pending(1, 15, expect.stringContaining('22008')))
    expect(rows.toSpliced(20, 1)).toEqual(Array(50).fill(normalized))

    for (const at of [14.999, 15, 44.999, 45, 104.999]) await run(at)
    expect((await readRaw(db))[20]).toEqual(pending(3, 105, expect.stringContaining('22008')))
    expect((await run(105)).counts).toEqual({ normalized: 0, retried: 0, retry_exhausted: 1 })
    expect((await readRaw(db))[20]).toEqual(exhausted(expect.stringContaining('22008')))
    expect(await readDays(db)).toEqual([
      '2026-02-10 anonymous normalized: 50',
      '2026-02-10 anonymous retried: 3',
      '2026-02-10 anonymous retry_exhausted: 1',
    ])
  })

  it('by a trigger does the same, and the message of the database is not stored', async () => {
    await refuse('poison')
    await storeRaw(db, [...someUses(25), { payload: payloadOf({ skillId, eventId: 'poison' }) }, ...someUses(25)])
    const report = await run(0)
    expect(report).toMatchObject({ status: 'succeeded', counts: { normalized: 50, retried: 1 } })
    expect((await readRaw(db))[25]).toEqual(pending(1, 15, expect.stringContaining('P0001')))
    for (const at of [15, 45, 105]) await run(at)
    const rows = await readRaw(db)
    expect(rows[25]).toEqual(exhausted(expect.stringContaining('P0001')))
    expect(JSON.stringify([rows, report])).not.toContain('secret')
  })

  it('is counted once the database accepts it', async () => {
    await refuse('poison')
    await storeRaw(db, [{ payload: payloadOf({ skillId, eventId: 'poison' }) }, ...someUses(1)])
    await run(0)
    await db.execute(sql`drop trigger refuse on skill_events`)
    expect((await run(15)).counts).toEqual({ normalized: 1, retried: 0 })
    expect((await readOutcomes(db)).poison).toBe('counted')
  })

  it.each([1, 3, 7, 64])('is found among others of its kind in rounds of %i', async (limit) => {
    const mixed = () => [poison(), ...someUses(2), poison(), poison(), ...someUses(3), poison()]
    await storeRaw(db, [...mixed(), ...mixed()])
    expect(await normalize(db, { limit })).toEqual({ normalized: 10, retried: 8, dropped: {} })
  })

  it('costs its neighbours no attempt', async () => {
    const unknown = { payload: payloadOf({ slug: 'nobody--nothing' }) }
    await storeRaw(db, [unknown, poison(), unknown, { payload: {} }, ...someUses(4), unknown])
    expect((await run(0)).counts).toEqual({ normalized: 4, retried: 4, invalid_payload_json: 1 })
    expect((await readRaw(db)).map((row) => row.retries)).toEqual([1, 1, 1, 0, 0, 0, 0, 0, 1])
  })

  it('affects neither repeats nor the last favourite', async () => {
    const by = (type: string, at: string) => ({
      payload: payloadOf({ skillId, type, session: 'a', at: `2026-02-10T${at}:00Z`, eventId: `${type} ${at}` }),
    })
    await storeRaw(db, [
      ...[by('use', '10:00'), by('favorite', '10:00'), poison(), by('use', '09:00'), by('unfavorite', '09:00')],
      ...[by('unfavorite', '11:00'), poison(), by('use', '12:00'), by('unfavorite', '12:00')],
    ])
    await run(0)
    expect(await readOutcomes(db)).toEqual({
      'use 10:00': 'counted',
      'use 09:00': 'repeat_in_day',
      'use 12:00': 'repeat_in_day',
      'favorite 10:00': 'counted',
      'unfavorite 09:00': 'superseded',
      'unfavorite 11:00': 'counted',
      'unfavorite 12:00': 'no_change',
    })
  })
})

describe('a fault that no event is to blame for', () => {
  it.each(['skill_events', 'skill_event_hours', 'skill_favorites', 'raw_event_days', 'skills'])(
    'fails the run and costs no attempt: %s is missing',
    async (table) => {
      await storeRaw(db, someUses(3))
      await normalize(db)
      await storeRaw(db, [...someUses(3), { payload: payloadOf({ slug: 'nobody--nothing' }) }])
      const before = await versions()
      await db.execute(sql.raw(`alter table ${table} rename to away`))
      const report = await run(0)
      expect(report).toMatchObject({ status: 'failed', counts: {} })
      expect(report.errors).toEqual([{ target: 'normalize-events', reason: expect.stringContaining('42P01') }])
      expect(await versions()).toEqual(before)

      await db.execute(sql.raw(`alter table away rename to ${table}`))
      expect((await run(60)).counts).toEqual({ normalized: 3, retried: 1 })
    },
  )

  it.each([
    ['a deadlock', 'deadlock_detected', '40P01'],
    ['a full disk', 'disk_full', '53100'],
    ['a fault inside', 'internal_error', 'XX000'],
    ['a missing permission', 'insufficient_privilege', '42501'],
  ])('fails the run and costs no attempt: %s', async (_, condition, state) => {
    await refuse('e1', condition)
    await storeRaw(db, [...someUses(3), { payload: payloadOf({ skillId, eventId: 'e1' }) }])
    const before = await versions()
    expect(await run(0)).toMatchObject({ status: 'failed', errors: [{ reason: expect.stringContaining(state) }] })
    expect(await versions()).toEqual(before)
    expect(await readRaw(db)).toEqual(Array(4).fill({ ...normalized, outcome: 'pending' }))
  })

  it('is not suspected when many bad events come before good ones', async () => {
    await storeRaw(
      db,
      Array.from({ length: 15 }, () => ({ payload: payloadOf({ skillId, at: '2026-02-30T00:00:00Z' }) })),
    )
    await storeRaw(db, someUses(40))
    expect(await run(0)).toMatchObject({ status: 'succeeded', counts: { normalized: 40, retried: 15 } })
  })

  it('fails the run and costs no attempt: a rule that refuses every event', async () => {
    await db.execute(sql`alter table skill_events add constraint never check (false) not valid`)
    await storeRaw(db, someUses(40))
    const before = await versions()
    expect(await run(0)).toMatchObject({ status: 'failed', errors: [{ reason: expect.stringContaining('23514') }] })
    expect(await versions()).toEqual(before)

    await db.execute(sql`alter table skill_events drop constraint never`)
    expect((await run(60)).counts).toEqual({ normalized: 40, retried: 0 })
  })
})
