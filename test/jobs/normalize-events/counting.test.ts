import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { EXCLUSIONS } from '../../../src/domain/events/counting-rules.ts'
import { refreshPopularity } from '../../../src/jobs/ranking/refresh-popularity.ts'
import { aSite, aSkill } from '../../support/builders/builders.ts'
import {
  ledgerFaults,
  NOW,
  normalize,
  payloadOf,
  type Raw,
  readHours,
  readOutcomes,
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

/** Whole rounds, and rounds of one and two events: how events are split into rounds must not matter. */
const SPLITS = [
  ['in one round', 5000],
  ['in rounds of one', 1],
  ['in rounds of two', 2],
] as const

type Told = Parameters<typeof payloadOf>[0] & Omit<Raw, 'payload'>

/** What events count for, in order, by `event_id`. */
async function judge(events: Record<string, Told>, limit: number = 5000) {
  const raws = Object.entries(events).map(([eventId, { siteId, ip, ua, isBot, receivedAt, vouched, ...told }]) => ({
    payload: payloadOf({ skillId, eventId, ...told }),
    ...{ siteId, isBot: isBot ?? false, vouched: vouched ?? true },
    ...(ip && { ip }),
    ...(ua && { ua }),
    ...(receivedAt && { receivedAt }),
  }))
  await storeRaw(db, raws)
  await normalize(db, { limit })
  const found = await readOutcomes(db)
  return Object.fromEntries(Object.keys(events).map((name) => [name, found[name]]))
}

describe.each(SPLITS)('an actor, %s,', (_, limit) => {
  it('counts one view and one use per skill and day: those that arrived first, whenever they occurred', async () => {
    const other = (await aSkill(db)).id
    const session = 'a'
    const told = {
      use: { session, at: '2026-02-10T12:00:00Z' },
      'an earlier use': { session, at: '2026-02-10T08:00:00Z' },
      'a later use': { session, at: '2026-02-10T13:00:00Z' },
      view: { session, type: 'view', at: '2026-02-10T13:00:00Z' },
      'a second view': { session, type: 'view', at: '2026-02-10T12:00:00Z' },
      'a use of another skill': { session, skillId: other },
      'a use by somebody else': { session: 'b' },
    }
    expect(await judge(told, limit)).toEqual({
      use: 'counted',
      'an earlier use': 'repeat_in_day',
      'a later use': 'repeat_in_day',
      view: 'counted',
      'a second view': 'repeat_in_day',
      'a use of another skill': 'counted',
      'a use by somebody else': 'counted',
    })
    expect(await readHours(db)).toEqual([
      '2026-02-10T08:00 use repeat_in_day: 1, 1 anonymous',
      '2026-02-10T09:00 use counted: 1, 1 anonymous',
      '2026-02-10T09:00 use counted: 1, 1 anonymous',
      '2026-02-10T12:00 use counted: 1, 1 anonymous',
      '2026-02-10T12:00 view repeat_in_day: 1, 1 anonymous',
      '2026-02-10T13:00 use repeat_in_day: 1, 1 anonymous',
      '2026-02-10T13:00 view counted: 1, 1 anonymous',
    ])
  })

  it('counts again after midnight UTC, whatever time zone the event names', async () => {
    const session = 'a'
    const told = {
      'the last of the 9th': { session, at: '2026-02-09T23:59:59.999999Z' },
      'the first of the 10th': { session, at: '2026-02-10T00:00:00Z' },
      'the last of the 10th': { session, at: '2026-02-10T23:59:59Z' },
      'the 8th, late': { session, at: '2026-02-08T12:00:00Z' },
      'the 9th again': { session, at: '2026-02-09T00:00:00Z' },
    }
    expect(await judge(told, limit)).toEqual({
      'the last of the 9th': 'counted',
      'the first of the 10th': 'counted',
      'the last of the 10th': 'repeat_in_day',
      'the 8th, late': 'counted',
      'the 9th again': 'repeat_in_day',
    })
  })

  it('is a session, else an address and user agent, else each event is its own actor', async () => {
    const told = {
      'session a': { session: 'a', ip: 'i', ua: 'u' },
      'session a elsewhere': { session: 'a', ip: 'j', ua: 'v' },
      'session b at the same address': { session: 'b', ip: 'i', ua: 'u' },
      'the address itself': { ip: 'i', ua: 'u' },
      'the address again': { ip: 'i', ua: 'u' },
      'another program there': { ip: 'i', ua: 'v' },
      'no program there': { ip: 'i' },
      'no program there again': { ip: 'i' },
      'a program without address': { ua: 'u' },
      'a program without address again': { ua: 'u' },
      nobody: {},
      'nobody again': {},
    }
    const counted = Object.fromEntries(Object.keys(told).map((name) => [name, 'counted']))
    expect(await judge(told, limit)).toEqual({
      ...counted,
      'session a elsewhere': 'repeat_in_day',
      'the address again': 'repeat_in_day',
      'no program there again': 'repeat_in_day',
    })
  })

  it('is the same whoever reports the event: a site, another site, or nobody', async () => {
    const [one, two] = [await aSite(db), await aSite(db)]
    const session = 'a'
    expect(
      await judge(
        { first: { session, siteId: one.id }, second: { session, siteId: two.id }, third: { session } },
        limit,
      ),
    ).toEqual({ first: 'counted', second: 'repeat_in_day', third: 'repeat_in_day' })
    expect(await readHours(db)).toEqual([
      '2026-02-10T09:00 use counted: 1, 0 anonymous',
      '2026-02-10T09:00 use repeat_in_day: 2, 1 anonymous',
    ])
  })

  it('is not limited by an event that was only a duplicate', async () => {
    const by = (session: string, eventId: string, type: string, at = '09') => ({
      payload: payloadOf({ skillId, session, eventId, type, at: `2026-02-10T${at}:00:00Z` }),
    })
    await storeRaw(db, [
      ...[by('a', 'e1', 'use'), by('a', 'e2', 'favorite')],
      ...[by('b', 'e1', 'use'), by('b', 'e2', 'favorite', '12')],
      ...[by('b', 'e3', 'use'), by('b', 'e4', 'unfavorite', '10'), by('b', 'e5', 'favorite', '11')],
    ])
    await normalize(db, { limit })
    const expected = { e1: 'counted', e2: 'counted', e3: 'counted', e4: 'no_change', e5: 'counted' }
    expect(await readOutcomes(db)).toEqual(expected)
  })

  it('that is a bot counts for nothing, and takes no one’s place', async () => {
    const bot = { session: 'a', isBot: true }
    const told = {
      'use by a bot': bot,
      'favourite by a bot': { ...bot, type: 'favorite' },
      use: { session: 'a' },
      unfavourite: { session: 'a', type: 'unfavorite' },
      favourite: { session: 'a', type: 'favorite' },
      'use by a bot again': bot,
      'unfavourite by a bot': { ...bot, type: 'unfavorite' },
      'use again': { session: 'a' },
    }
    expect(await judge(told, limit)).toEqual({
      'use by a bot': 'bot',
      'favourite by a bot': 'bot',
      use: 'counted',
      unfavourite: 'no_change',
      favourite: 'counted',
      'use by a bot again': 'bot',
      'unfavourite by a bot': 'bot',
      'use again': 'repeat_in_day',
    })
    expect((await db.execute(sql`select favorite from skill_favorites`)).rows).toEqual([{ favorite: true }])
  })
})

describe('a favourite', () => {
  const on = (at: string) => ({ type: 'favorite', session: 'a', at: `2026-02-10T${at}:00Z` })
  const off = (at: string) => ({ ...on(at), type: 'unfavorite' })
  const total = async () => {
    await runAt(db, refreshPopularity, NOW)
    const { rows } = await db.execute<{ favorites_total: number }>(
      sql`select favorites_total from skill_popularity where skill_id = ${skillId}::uuid`,
    )
    return rows[0]?.favorites_total
  }
  const stories: [string, ReturnType<typeof on>[], string[], number][] = [
    ['is set', [on('09:00')], ['counted'], 1],
    ['is set twice', [on('09:00'), on('10:00')], ['counted', 'no_change'], 1],
    ['is set and taken back', [on('09:00'), off('10:00')], ['counted', 'counted'], 0],
    ['is taken back before it was ever set', [off('09:00'), on('10:00')], ['no_change', 'counted'], 1],
    ['is only taken back', [off('09:00'), off('10:00')], ['no_change', 'no_change'], 0],
    ['comes and goes', [on('09:00'), off('10:00'), on('11:00'), off('12:00')], Array(4).fill('counted'), 0],
    ['is taken back, which came in first', [off('10:00'), on('09:00')], ['no_change', 'superseded'], 0],
    ['is set, which came in after all that was later', [on('12:00'), off('09:00')], ['counted', 'superseded'], 1],
    ['is old news twice', [on('12:00'), off('10:00'), off('11:00')], ['counted', 'superseded', 'superseded'], 1],
    [
      'is old news after old news',
      [on('12:00'), off('09:00'), on('10:00'), off('13:00')],
      ['counted', 'superseded', 'superseded', 'counted'],
      0,
    ],
    [
      'is no change, and yet the last word',
      [on('09:00'), on('12:00'), off('10:00')],
      ['counted', 'no_change', 'superseded'],
      1,
    ],
    [
      'is set after old news of it',
      [off('12:00'), on('09:00'), on('13:00')],
      ['no_change', 'superseded', 'counted'],
      1,
    ],
    ['is set and taken back in the same moment', [on('09:00'), off('09:00')], ['counted', 'counted'], 0],
    ['is taken back and set in the same moment', [off('09:00'), on('09:00')], ['no_change', 'counted'], 1],
  ]

  it.each(
    stories.flatMap(([story, ...rest]) =>
      SPLITS.map(([split, limit]) => [`${story}, ${split}`, ...rest, limit] as const),
    ),
  )('that %s', async (_, events, expected, favorites, limit) => {
    const told = Object.fromEntries(events.map((event, place) => [`e${place}`, event]))
    expect(Object.values(await judge(told, limit))).toEqual(expected)
    expect(await total()).toBe(favorites)
  })

  it('is separate for each actor and each skill', async () => {
    const other = (await aSkill(db)).id
    await judge({
      'a sets it': on('09:00'),
      'b sets it': { ...on('09:00'), session: 'b' },
      'a takes another back': { ...off('10:00'), skillId: other },
      'b takes it back': { ...off('10:00'), session: 'b' },
      'nobody sets it': { type: 'favorite' },
      'nobody sets it again': { type: 'favorite' },
    })
    expect(await total()).toBe(3)
    const { rows } = await db.execute(
      sql`select skill_id, actor, favorite, to_jsonb(changed_at) as at from skill_favorites where actor in ('a', 'b') order by actor, favorite`,
    )
    expect(rows).toEqual([
      { skill_id: other, actor: 'a', favorite: false, at: '2026-02-10T10:00:00+00:00' },
      { skill_id: skillId, actor: 'a', favorite: true, at: '2026-02-10T09:00:00+00:00' },
      { skill_id: skillId, actor: 'b', favorite: false, at: '2026-02-10T10:00:00+00:00' },
    ])
  })
})

it('excludes events only for the documented reasons', async () => {
  const fan = { type: 'favorite', session: 'a' }
  await judge({
    e1: { session: 'a' },
    e2: { session: 'a' },
    e3: { isBot: true },
    e4: fan,
    e5: fan,
    e6: { ...fan, at: '2026-02-01T00:00:00Z' },
    e7: { ...fan, vouched: false },
    e8: { session: 'a', vouched: false, at: '2026-02-01T00:00:00Z' },
    ...Object.fromEntries([...'bcde'].map((session) => [session, { session, vouched: false }])),
  })
  await judge({ e1: {} })
  const { rows } = await db.execute<{ outcome: string }>(sql`select distinct outcome from skill_event_hours order by 1`)
  expect(rows.map((row) => row.outcome)).toEqual(['counted', ...Object.keys(EXCLUSIONS)].toSorted())
})
