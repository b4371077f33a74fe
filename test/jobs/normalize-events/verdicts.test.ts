import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { rehearseRound } from '../../../src/db/events/normalize-events.ts'
import { normalizeEvents } from '../../../src/jobs/ranking/normalize-events.ts'
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
let skillId: string
let slug: string
beforeEach(async () => {
  ;({ db } = await createDatabase())
  ;({ id: skillId, slug } = await aSkill(db))
})
afterEach(async () => expect(await ledgerFaults(db)).toEqual([]))

const ended = (outcome: string) => ({ outcome, retries: 0, nextRetryAt: null, lastError: null })
const outcomes = async () => (await readRaw(db)).map((row) => row.outcome)
const events = async () =>
  (
    await db.execute(
      sql`select skill_id, user_id, event_type, session_hash, ip_hash, ua_hash, to_jsonb(created_at) as at, event_id, site_id, excluded_reason
          from skill_events order by event_id`,
    )
  ).rows

describe('a raw event', () => {
  it('becomes an event with all its data, and adds one to the counter of its hour', async () => {
    const site = await aSite(db)
    const at = '2026-02-10T09:59:59.123456Z'
    const payload = payloadOf({ skillId, eventId: 'e1', session: 'someone', type: 'view', at })
    await storeRaw(db, [{ payload, siteId: site.id, ip: 'an-ip', ua: 'a-ua' }])
    const report = await runAt(db, normalizeEvents, NOW)

    expect(report).toMatchObject({ status: 'succeeded', counts: { normalized: 1, retried: 0 }, errors: [] })
    expect(await readRaw(db)).toEqual([ended('normalized')])
    const who = { user_id: null, session_hash: 'someone', ip_hash: 'an-ip', ua_hash: 'a-ua', site_id: site.id }
    const what = { skill_id: skillId, event_type: 'view', event_id: 'e1', at: '2026-02-10T09:59:59.123456+00:00' }
    expect(await events()).toEqual([{ ...who, ...what, excluded_reason: null }])
    expect(await readHours(db)).toEqual(['2026-02-10T09:00 view counted: 1, 0 anonymous'])
  })

  it.each(['active', 'draft', 'archived', 'pending'])('of a skill that is %s is counted', async (status) => {
    await db.execute(sql`update skills set status = ${status} where id = ${skillId}::uuid`)
    await storeRaw(db, [{ payload: payloadOf({ skillId, eventId: 'e1' }) }])
    await normalize(db)
    expect(await readOutcomes(db)).toEqual({ e1: 'counted' })
  })

  it('may name its skill by slug or id, in any case', async () => {
    await storeRaw(db, [
      { payload: payloadOf({ slug, eventId: 'e1' }) },
      { payload: payloadOf({ slug: slug.toUpperCase(), eventId: 'e2' }) },
      { payload: payloadOf({ skillId: skillId.toUpperCase(), eventId: 'e3' }) },
    ])
    await normalize(db)
    expect(await outcomes()).toEqual(['normalized', 'normalized', 'normalized'])
    expect((await events()).map((event) => event.skill_id)).toEqual([skillId, skillId, skillId])
  })

  it('is judged once, however often the job runs', async () => {
    await storeRaw(db, [{ payload: payloadOf({ skillId }) }, { payload: payloadOf({ skillId, eventId: '' }) }])
    await normalize(db)
    const before = [await events(), await readHours(db), await readDays(db), await readRaw(db)]
    expect((await runAt(db, normalizeEvents, NOW)).counts).toEqual({ normalized: 0, retried: 0 })
    expect([await events(), await readHours(db), await readDays(db), await readRaw(db)]).toEqual(before)
  })

  it('is left alone when those of another site are normalised', async () => {
    const [one, two] = [await aSite(db), await aSite(db)]
    const from = (siteId?: string) => ({ payload: payloadOf({ skillId }), siteId })
    await storeRaw(db, [from(one.id), from(two.id), from(), from(two.id)])
    expect(await normalize(db, { siteId: two.id, limit: 1 })).toEqual({ normalized: 2, retried: 0, dropped: {} })
    expect(await outcomes()).toEqual(['pending', 'normalized', 'pending', 'normalized'])
  })
})

describe('an event_id', () => {
  const twice = { eventId: 'e1', session: 'a' }

  it('that arrives twice in a round is stored once, as it first arrived', async () => {
    await storeRaw(db, [
      { payload: payloadOf({ skillId, ...twice, at: '2026-02-10T12:00:00Z' }) },
      { payload: payloadOf({ skillId, ...twice, at: '2026-02-10T08:00:00Z', type: 'view' }) },
      { payload: payloadOf({ skillId, ...twice, at: '2026-02-10T12:00:00Z' }) },
    ])
    expect(await normalize(db)).toEqual({ normalized: 1, retried: 0, dropped: { duplicate_event_id: 2 } })
    expect(await readRaw(db)).toEqual(['normalized', 'duplicate_event_id', 'duplicate_event_id'].map(ended))
    expect(await events()).toMatchObject([{ event_type: 'use', at: '2026-02-10T12:00:00+00:00' }])
    expect(await readHours(db)).toEqual([
      '2026-02-10T08:00 view duplicate_event_id: 1, 1 anonymous',
      '2026-02-10T12:00 use counted: 1, 1 anonymous',
      '2026-02-10T12:00 use duplicate_event_id: 1, 1 anonymous',
    ])
  })

  it('that arrives again in another round is dropped there', async () => {
    for (const type of ['use', 'favorite', 'use']) {
      await storeRaw(db, [{ payload: payloadOf({ skillId, ...twice, type }) }])
      await normalize(db)
    }
    expect(await outcomes()).toEqual(['normalized', 'duplicate_event_id', 'duplicate_event_id'])
    expect(await readOutcomes(db)).toEqual({ e1: 'counted' })
  })

  it('is also taken by a bot', async () => {
    const payload = payloadOf({ skillId, ...twice })
    await storeRaw(db, [{ payload, isBot: true }, { payload }])
    await normalize(db)
    expect(await outcomes()).toEqual(['normalized', 'duplicate_event_id'])
    expect(await readOutcomes(db)).toEqual({ e1: 'bot' })
  })

  it.each([
    ['one round', 5000],
    ['rounds of one', 1],
  ])('is separate for each site and for anonymous events, in %s', async (_, limit) => {
    const [one, two] = [await aSite(db), await aSite(db)]
    const by = (session: string, siteId?: string) => ({
      payload: payloadOf({ skillId, eventId: 'e1', session }),
      siteId,
    })
    await storeRaw(db, [by('a', one.id), by('b', two.id), by('c'), by('d', one.id), by('e', two.id), by('f')])
    await normalize(db, { limit })
    expect(await outcomes()).toEqual([...Array(3).fill('normalized'), ...Array(3).fill('duplicate_event_id')])
    expect((await events()).map(({ site_id, session_hash }) => [session_hash, site_id]).sort()).toEqual([
      ['a', one.id],
      ['b', two.id],
      ['c', null],
    ])
    expect(await readHours(db)).toEqual([
      '2026-02-10T09:00 use counted: 3, 1 anonymous',
      '2026-02-10T09:00 use duplicate_event_id: 3, 1 anonymous',
    ])
  })

  it('is case-sensitive', async () => {
    await storeRaw(
      db,
      ['E1', 'e1', ' e1'].map((eventId) => ({ payload: payloadOf({ skillId, eventId }) })),
    )
    await normalize(db)
    expect(await outcomes()).toEqual(['normalized', 'normalized', 'normalized'])
  })
})

describe('a payload', () => {
  const good = () => payloadOf({ skillId })
  it.each<[string, () => unknown]>([
    ['is a text', () => 'an event'],
    ['is a text with an event in it', () => JSON.stringify(good())],
    ['is an array', () => [good()]],
    ['is a number', () => 7],
    ['is null', () => null],
    ['is empty', () => ({})],
    ['has no event_id', () => ({ ...good(), event_id: undefined })],
    ['has an event_id that is null', () => ({ ...good(), event_id: null })],
    ['has an empty event_id', () => ({ ...good(), event_id: '' })],
    ['has an event_id of 129 characters', () => ({ ...good(), event_id: 'é'.repeat(129) })],
    ['has a number for its event_id', () => ({ ...good(), event_id: 7 })],
    ['has an object for its event_id', () => ({ ...good(), event_id: { a: 1 } })],
    ['has an event_type that nobody knows', () => ({ ...good(), event_type: 'install' })],
    ['has an event_type in capitals', () => ({ ...good(), event_type: 'USE' })],
    ['has a list for its event_type', () => ({ ...good(), event_type: ['use'] })],
    ['has no event_type', () => ({ ...good(), event_type: undefined })],
    ['names no skill', () => ({ ...good(), skill_id: undefined })],
    ['has a skill_id that is no UUID', () => ({ ...good(), skill_id: 'x' })],
    ['has a number for its skill_id', () => ({ ...good(), skill_id: 7 })],
    ['has a number for its slug', () => ({ ...good(), skill_id: undefined, slug: 7 })],
    ['has no occurred_at', () => ({ ...good(), occurred_at: undefined })],
    ['has a number for its occurred_at', () => ({ ...good(), occurred_at: 1770000000 })],
    ['has a date for its occurred_at', () => ({ ...good(), occurred_at: '2026-02-10' })],
    ['has an occurred_at without zone', () => ({ ...good(), occurred_at: '2026-02-10T09:00:00' })],
    ['has an occurred_at in month 13', () => ({ ...good(), occurred_at: '2026-13-10T09:00:00Z' })],
    ['has an occurred_at that PostgreSQL alone would read', () => ({ ...good(), occurred_at: 'yesterday' })],
    ['has an occurred_at with a line break', () => ({ ...good(), occurred_at: '2026-02-10T09:00:00Z\n' })],
    ['has a session_hash of 129 characters', () => ({ ...good(), session_hash: 's'.repeat(129) })],
    ['has an object for its session_hash', () => ({ ...good(), session_hash: {} })],
    ['has a number for its session_hash', () => ({ ...good(), session_hash: 7 })],
  ])('that %s is dropped without harm to its neighbours', async (_, payload) => {
    await storeRaw(db, [{ payload: good() }, { payload: payload() }, { payload: good() }])
    expect(await normalize(db)).toEqual({ normalized: 2, retried: 0, dropped: { invalid_payload_json: 1 } })
    expect(await readRaw(db)).toEqual(['normalized', 'invalid_payload_json', 'normalized'].map(ended))
    expect(await readHours(db)).toEqual(['2026-02-10T09:00 use counted: 2, 2 anonymous'])
  })

  it('may be as long as its columns, and may leave out the session', async () => {
    const [eventId, session] = ['é'.repeat(128), 's'.repeat(128)]
    await storeRaw(db, [
      { payload: { ...payloadOf({ skillId, eventId, session }), slug: null } },
      { payload: { ...payloadOf({ skillId, type: 'favorite' }), session_hash: null } },
    ])
    expect(await normalize(db)).toEqual({ normalized: 2, retried: 0, dropped: {} })
    expect(await events()).toContainEqual(expect.objectContaining({ event_id: eventId, session_hash: session }))
  })
})

describe('the totals of a day', () => {
  it('give the outcomes of its events by site, for the UTC day on which they were received', async () => {
    const site = await aSite(db, { key: 'shop' })
    const invalid = { payload: {}, siteId: site.id, receivedAt: '2026-02-10T12:00:00Z' }
    const known = payloadOf({ skillId, eventId: 'e1' })
    await storeRaw(db, [
      { payload: known, receivedAt: '2026-02-10T23:59:59.999Z' },
      { payload: known, receivedAt: '2026-02-11T00:00:00Z' },
      { payload: known, receivedAt: '2026-02-10T00:00:00+09:00' },
      ...[invalid, invalid],
      { payload: known, siteId: site.id, receivedAt: '2026-02-10T12:00:00Z' },
      { payload: payloadOf({ slug: 'nobody--nothing' }) },
    ])
    const expected = { normalized: 2, retried: 1, dropped: { duplicate_event_id: 2, invalid_payload_json: 2 } }
    expect(await rehearseRound(db, { now: NOW, limit: 5000 })).toEqual(expected)
    expect(await readDays(db)).toEqual([])
    expect(await normalize(db, { limit: 2 })).toEqual(expected)
    expect(await readDays(db)).toEqual([
      '2026-02-09 anonymous duplicate_event_id: 1',
      '2026-02-10 anonymous normalized: 1',
      '2026-02-10 anonymous retried: 1',
      '2026-02-10 shop invalid_payload_json: 2',
      '2026-02-10 shop normalized: 1',
      '2026-02-11 anonymous duplicate_event_id: 1',
    ])
  })
})
