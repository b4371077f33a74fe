import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { migrateDatabase, readMigrations } from '../../../src/cli/migrate-database.ts'
import type { Db } from '../../../src/db/connect.ts'
import { refreshPopularity } from '../../../src/jobs/ranking/refresh-popularity.ts'
import { normalize, payloadOf, readHours, readOutcomes, storeRaw } from '../../support/builders/events.ts'
import { emptyDatabase } from '../../support/run/database.ts'
import { runAt } from '../../support/run/jobs.ts'
import { earlierRows, eventRow, skillRow } from './alembic-rows.ts'
import { catalogueRows, eventRows } from './first-rows.ts'
import { migrateOnly } from './migration-steps.ts'
import { idOf, insertRows, type Row } from './rows.ts'

const names = readMigrations().map(({ name }) => name)
const CATALOGUE = names.indexOf('0002_catalogue') + 1
const EVENTS = names.indexOf('0003_events') + 1
const EARLIER = names.slice(0, EVENTS - 1).map((name, index) => ({ name, count: index + 1 }))

/** A test's own two skills, and the ids of its events: all tests of a migration share one upgrade. */
type Own = { skill: string; other: string; eventId: (number: number) => string }

const ownOf = (test: number): Own => ({
  skill: idOf(5, 2 * test),
  other: idOf(5, 2 * test + 1),
  eventId: (number) => idOf(6, 100 * test + number),
})

/** A database that has only the first migrations, these skills and these events, brought up to date. */
async function upgraded(count: number, skillIds: string[], events: Row[]): Promise<Db> {
  const { db, ...at } = await emptyDatabase()
  await migrateOnly(db, count)
  const rows = count < CATALOGUE ? earlierRows() : catalogueRows()
  const [skill] = rows.skills ?? []
  const others = skillIds.map((id) => ({
    ...skillRow({ ...skill, id, name: id }),
    ...(skill?.slug ? { slug: `o--${id}` } : {}),
  }))
  await insertRows(db, { ...rows, skills: [...(rows.skills ?? []), ...others], skill_events: events })
  expect((await migrateDatabase(at)).applied).toEqual(names.slice(count))
  return db
}

const [USER, OTHER_USER] = [idOf(9, 1), idOf(9, 2)]
const NEXT_DAY = new Date('2025-03-05T12:00:00Z')

type Told = [time: string, type: string, by: Row]

/** Numbered events of a skill at a time of the 4th of March 2025, UTC, unless they name a day. */
const told = ({ skill, eventId }: Own, events: Told[]) =>
  events.map(([time, event_type, by], place) =>
    eventRow({
      id: eventId(place + 1),
      skill_id: skill,
      event_type,
      created_at: time.includes('T') ? time : `2025-03-04T${time}:00Z`,
      ...by,
    }),
  )

/** Rows of a query about a test's two skills, which it names `s`. */
const about = async <R extends Record<string, unknown>>(db: Db, { skill, other }: Own, query: ReturnType<typeof sql>) =>
  (await db.execute<R>(sql`with s as (values (${skill}::uuid), (${other}::uuid)) ${query}`)).rows

/** What each event counts for now, in the order of their numbers. */
async function outcomes(db: Db, own: Own) {
  const rows = await about<{ outcome: string }>(
    db,
    own,
    sql`select coalesce(excluded_reason, 'counted') as outcome from skill_events
        where event_id is null and skill_id in (table s) order by id`,
  )
  return rows.map((row) => row.outcome)
}

const favorites = (db: Db, own: Own) =>
  about(
    db,
    own,
    sql`select skill_id, actor, favorite, to_jsonb(changed_at) as at from skill_favorites
        where skill_id in (table s) order by skill_id, actor`,
  )

const insertEvent = (db: Db, row: Row) => insertRows(db, { skill_events: [row] })

describe.each(EARLIER)('the events of a database at $name', ({ count }) => {
  const skills: string[] = []
  const events: Row[] = []
  let db: Db
  beforeAll(async () => {
    db = await upgraded(count, skills, events)
  })

  /** A test of events that were there before the upgrade. */
  function test(name: string, earlier: (own: Own) => Row[], check: (own: Own) => Promise<void>) {
    const own = ownOf(skills.length / 2 + 1)
    skills.push(own.skill, own.other)
    events.push(...earlier(own))
    it(name, () => check(own))
  }

  const user = { user_id: USER, session_hash: 's', ip_hash: 'i', ua_hash: 'u' }
  const session = { session_hash: 's', ip_hash: 'i', ua_hash: 'u' }
  test(
    'count once per actor, skill, type and UTC day: the earliest counts',
    (own) =>
      told(own, [
        ['10:00', 'use', user],
        ['09:00', 'use', user],
        ['23:59', 'view', user],
        ['2025-03-05T00:00:00Z', 'use', user],
        ['2025-03-05T08:59:59+09:00', 'use', user],
        ['10:00', 'use', { ...user, session_hash: 'another' }],
        ['10:00', 'use', { ...user, user_id: OTHER_USER }],
        ['10:00', 'use', { ...user, skill_id: own.other }],
        ['10:00', 'use', session],
        ['10:00', 'use', { ...session, ip_hash: 'elsewhere' }],
        ['10:30', 'use', { ip_hash: 'i', ua_hash: 'u' }],
        ['10:20', 'use', { ip_hash: 'i', ua_hash: 'u' }],
        ['10:20', 'use', { ip_hash: 'i' }],
        ['10:20', 'use', { ua_hash: 'u' }],
        ['10:20', 'use', { ua_hash: 'u' }],
        ['10:20', 'use', {}],
      ]),
    async (own) => {
      expect(await outcomes(db, own)).toEqual([
        ...['repeat_in_day', 'counted', 'counted', 'counted', 'repeat_in_day', 'repeat_in_day', 'counted', 'counted'],
        ...['counted', 'repeat_in_day', 'repeat_in_day', 'counted', 'counted', 'counted', 'counted', 'counted'],
      ])
      expect(await readHours(db, [own.skill, own.other])).toEqual([
        '2025-03-04T09:00 use counted: 1, 1 anonymous',
        '2025-03-04T10:00 use counted: 1, 1 anonymous',
        '2025-03-04T10:00 use counted: 7, 7 anonymous',
        '2025-03-04T10:00 use repeat_in_day: 4, 4 anonymous',
        '2025-03-04T23:00 use repeat_in_day: 1, 1 anonymous',
        '2025-03-04T23:00 view counted: 1, 1 anonymous',
        '2025-03-05T00:00 use counted: 1, 1 anonymous',
      ])
    },
  )

  test(
    'set favourites by the last event of each actor',
    (own) => {
      const [byUser, bySession] = [{ user_id: USER }, { session_hash: 's' }]
      return told(own, [
        ['12:00', 'unfavorite', byUser],
        ['09:00', 'favorite', byUser],
        ['10:00', 'favorite', byUser],
        ['13:00', 'unfavorite', byUser],
        ['14:00', 'favorite', byUser],
        ['08:00', 'unfavorite', bySession],
        ['09:00', 'favorite', { ...bySession, skill_id: own.other }],
        ['10:00', 'unfavorite', { ...bySession, skill_id: own.other }],
        ['09:00', 'favorite', {}],
      ])
    },
    async (own) => {
      const { skill, other, eventId } = own
      expect(await outcomes(db, own)).toEqual([
        ...['counted', 'counted', 'no_change', 'no_change', 'counted', 'no_change', 'counted', 'counted', 'counted'],
      ])
      expect(await favorites(db, own)).toEqual([
        { skill_id: skill, actor: eventId(9), favorite: true, at: '2025-03-04T09:00:00+00:00' },
        { skill_id: skill, actor: USER, favorite: true, at: '2025-03-04T14:00:00+00:00' },
        { skill_id: skill, actor: 's', favorite: false, at: '2025-03-04T08:00:00+00:00' },
        { skill_id: other, actor: 's', favorite: false, at: '2025-03-04T10:00:00+00:00' },
      ])
      await runAt(db, refreshPopularity, NEXT_DAY)
      const totals = sql`select skill_id, favorites_total from skill_popularity where skill_id in (table s) order by 1`
      expect(await about(db, own, totals)).toEqual([
        { skill_id: skill, favorites_total: 2 },
        { skill_id: other, favorites_total: 0 },
      ])
    },
  )

  test(
    'of the same moment count in the order of their ids',
    (own) =>
      told(
        own,
        ['use', 'use', 'favorite', 'unfavorite', 'favorite'].map(
          (type): Told => ['09:00', type, { session_hash: 's' }],
        ),
      ),
    async (own) => {
      expect(await outcomes(db, own)).toEqual(['counted', 'repeat_in_day', 'counted', 'counted', 'counted'])
      expect(await favorites(db, own)).toMatchObject([{ actor: 's', favorite: true }])
    },
  )

  const types = ['install', 'USE', '', 'x'.repeat(20)]
  test(
    'of unknown types are kept, but do not count',
    (own) =>
      told(
        own,
        types.map((type): Told => ['09:00', type, {}]),
      ),
    async (own) => {
      expect(await outcomes(db, own)).toEqual(Array(4).fill('unknown_type'))
      expect(await readHours(db, [own.skill])).toEqual(
        types.map((type) => `2025-03-04T09:00 ${type} unknown_type: 1, 1 anonymous`).toSorted(),
      )
      expect(await favorites(db, own)).toEqual([])
    },
  )

  test(
    'are compared with new events',
    (own) => {
      const by = { session_hash: 's' }
      return told(own, [
        ['09:00', 'use', by],
        ['10:00', 'use', by],
        ['09:00', 'favorite', by],
      ])
    },
    async ({ skill }) => {
      const next = (eventId: string, type: string, at: string) => ({
        payload: payloadOf({ skillId: skill, session: 's', eventId, type, at: `2025-03-${at}:00Z` }),
      })
      await storeRaw(db, [
        next('use again', 'use', '04T08:00'),
        next('use the next day', 'use', '05T08:00'),
        next('old unfavourite', 'unfavorite', '04T08:00'),
        next('favourite again', 'favorite', '04T10:00'),
        next('unfavourite', 'unfavorite', '04T11:00'),
      ])
      await normalize(db)
      expect(await readOutcomes(db)).toMatchObject({
        'use again': 'repeat_in_day',
        'use the next day': 'counted',
        'old unfavourite': 'superseded',
        'favourite again': 'no_change',
        unfavourite: 'counted',
      })
      await runAt(db, refreshPopularity, NEXT_DAY)
      const { rows } = await db.execute(
        sql`select uses_1d, uses_7d, favorites_total from skill_popularity where skill_id = ${skill}::uuid`,
      )
      expect(rows).toEqual([{ uses_1d: 1, uses_7d: 2, favorites_total: 0 }])
    },
  )

  const uses = ({ skill, eventId }: Own) => {
    const use = eventRow({ skill_id: skill, session_hash: 's', created_at: '2025-03-04T09:00:00Z' })
    return [1, 2].map((number) => ({ ...use, id: eventId(number) }))
  }
  test('fall under the unique index of one count per day', uses, async (own) => {
    const again = { ...uses(own)[0], id: own.eventId(3), created_at: '2025-03-04T23:59:59Z' }
    await expect(insertEvent(db, again)).rejects.toMatchObject({ code: '23505', constraint: 'uq_skill_events_counted' })
    await insertEvent(db, { ...again, excluded_reason: 'repeat_in_day' })
    await insertEvent(db, { ...again, id: own.eventId(4), created_at: '2025-03-05T00:00:00Z' })
    await insertEvent(db, { ...again, id: own.eventId(5), event_type: 'view' })
    await insertEvent(db, { ...again, id: own.eventId(6), event_type: 'favorite' })
    await insertEvent(db, { ...again, id: own.eventId(7), event_type: 'favorite' })
  })
})

describe('events that were counted before there were limits by address', () => {
  it('stay counted, take no place of an address, and are what new events are held against', async () => {
    const use = (session_hash: string, ip_hash?: string) => ({ session_hash, ip_hash })
    const { db, ...at } = await emptyDatabase()
    await migrateOnly(db, names.indexOf('0010_audit_times') + 1)
    const early = [use('a', 'i'), use('b', 'i'), use('c', 'i'), use('d', 'i'), { ip_hash: 'i', ua_hash: 'u' }]
    const own = { skill: idOf(5), other: idOf(5), eventId: (number: number) => idOf(6, number) }
    const skill_events = told(own, [
      ...early.map((by): Told => ['09:00', 'use', by]),
      ['10:00', 'favorite', { session_hash: 'a' }],
    ])
    await insertRows(db, { ...catalogueRows(), skill_events })
    await migrateDatabase(at)
    const next = (eventId: string, by: { session?: string; ua?: string }) => ({
      payload: payloadOf({ skillId: idOf(5), eventId, at: '2025-03-04T12:00:00Z', ...by }),
      ...{ vouched: false, receivedAt: '2025-03-04T12:00:00Z', address: 'i', ip: 'i', ...(by.ua && { ua: by.ua }) },
    })
    await storeRaw(db, [
      next('the same program', { ua: 'u' }),
      ...['e', 'f', 'g', 'h'].map((session) => next(session, { session })),
    ])
    await normalize(db)
    expect(await outcomes(db, own)).toEqual(Array(6).fill('counted'))
    expect(await readOutcomes(db)).toMatchObject({
      'the same program': 'repeat_in_day',
      ...{ e: 'counted', f: 'counted', g: 'counted', h: 'address_limit' },
    })
  })
})

describe('an event_id from before there were sites', () => {
  it('is taken among anonymous events, and free at a site', async () => {
    const db = await upgraded(CATALOGUE, [], [eventRow({ event_id: 'e1', session_hash: 's' })])
    await insertRows(db, {
      sites: eventRows().sites ?? [],
    })
    const payload = payloadOf({ skillId: idOf(5), eventId: 'e1', at: '2026-02-10T09:00:00Z' })
    await storeRaw(db, [{ payload }, { payload, siteId: idOf(12) }])
    expect(await normalize(db)).toEqual({ normalized: 1, retried: 0, dropped: { duplicate_event_id: 1 } })
    const twice = eventRow({ id: idOf(6, 9), event_id: 'e1', created_at: '2026-02-11T09:00:00Z' })
    const refused = { code: '23505', constraint: 'uq_skill_events_event' }
    await expect(insertEvent(db, twice)).rejects.toMatchObject(refused)
    await expect(insertEvent(db, { ...twice, site_id: idOf(12) })).rejects.toMatchObject(refused)
  })
})
