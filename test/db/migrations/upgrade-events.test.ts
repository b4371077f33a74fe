import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { migrateDatabase, readMigrations } from '../../../src/cli/migrate-database.ts'
import type { Db } from '../../../src/db/connect.ts'
import { refreshPopularity } from '../../../src/jobs/refresh-popularity.ts'
import { normalize, payloadOf, readHours, readOutcomes, storeRaw } from '../../support/builders/events.ts'
import { emptyDatabase } from '../../support/run/database.ts'
import { runAt } from '../../support/run/jobs.ts'
import {
  catalogueRows,
  earlierRows,
  eventRow,
  eventRows,
  idOf,
  insertRows,
  type Row,
  skillRow,
} from './earlier-rows.ts'
import { migrateOnly } from './migration-steps.ts'

const names = readMigrations().map(({ name }) => name)
const CATALOGUE = names.indexOf('0002_catalogue') + 1
const EVENTS = names.indexOf('0003_events') + 1
const EARLIER = names.slice(0, EVENTS - 1).map((name, index) => ({ name, count: index + 1 }))

/** A database that has only the first migrations and these events, brought up to date. */
async function upgraded(count: number, events: Row[]): Promise<Db> {
  const { db, ...at } = await emptyDatabase()
  await migrateOnly(db, count)
  const rows = count < CATALOGUE ? earlierRows() : catalogueRows()
  const [skill] = rows.skills ?? []
  const other = {
    ...skillRow({ ...skill, id: idOf(5, 2), name: 'other' }),
    ...(skill?.slug ? { slug: 'o--other' } : {}),
  }
  await insertRows(db, { ...rows, skills: [...(rows.skills ?? []), other], skill_events: events })
  expect((await migrateDatabase(at)).applied).toEqual(names.slice(count))
  return db
}

const [USER, OTHER_USER] = [idOf(9, 1), idOf(9, 2)]

/** Numbered events at a time of the 4th of March 2025, UTC, unless they name a day. */
const told = (...events: [time: string, type: string, by: Row][]) =>
  events.map(([time, event_type, by], place) =>
    eventRow({
      id: idOf(6, place + 1),
      event_type,
      created_at: time.includes('T') ? time : `2025-03-04T${time}:00Z`,
      ...by,
    }),
  )

/** What each event counts for now, in the order of their numbers. */
async function outcomes(db: Db) {
  const { rows } = await db.execute<{ outcome: string }>(
    sql`select coalesce(excluded_reason, 'counted') as outcome from skill_events where event_id is null order by id`,
  )
  return rows.map((row) => row.outcome)
}

const favorites = async (db: Db) =>
  (
    await db.execute(
      sql`select skill_id, actor, favorite, to_jsonb(changed_at) as at from skill_favorites order by skill_id, actor`,
    )
  ).rows

const insertEvent = (db: Db, row: Row) => insertRows(db, { skill_events: [row] })

describe.each(EARLIER)('the events of a database at $name', ({ count }) => {
  it('count once per actor, skill, type and UTC day: the earliest counts', async () => {
    const user = { user_id: USER, session_hash: 's', ip_hash: 'i', ua_hash: 'u' }
    const session = { session_hash: 's', ip_hash: 'i', ua_hash: 'u' }
    const db = await upgraded(
      count,
      told(
        ['10:00', 'use', user],
        ['09:00', 'use', user],
        ['23:59', 'view', user],
        ['2025-03-05T00:00:00Z', 'use', user],
        ['2025-03-05T08:59:59+09:00', 'use', user],
        ['10:00', 'use', { ...user, session_hash: 'another' }],
        ['10:00', 'use', { ...user, user_id: OTHER_USER }],
        ['10:00', 'use', { ...user, skill_id: idOf(5, 2) }],
        ['10:00', 'use', session],
        ['10:00', 'use', { ...session, ip_hash: 'elsewhere' }],
        ['10:30', 'use', { ip_hash: 'i', ua_hash: 'u' }],
        ['10:20', 'use', { ip_hash: 'i', ua_hash: 'u' }],
        ['10:20', 'use', { ip_hash: 'i' }],
        ['10:20', 'use', { ua_hash: 'u' }],
        ['10:20', 'use', { ua_hash: 'u' }],
        ['10:20', 'use', {}],
      ),
    )
    expect(await outcomes(db)).toEqual([
      ...['repeat_in_day', 'counted', 'counted', 'counted', 'repeat_in_day', 'repeat_in_day', 'counted', 'counted'],
      ...['counted', 'repeat_in_day', 'repeat_in_day', 'counted', 'counted', 'counted', 'counted', 'counted'],
    ])
    expect(await readHours(db)).toEqual([
      '2025-03-04T09:00 use counted: 1, 1 anonymous',
      '2025-03-04T10:00 use counted: 1, 1 anonymous',
      '2025-03-04T10:00 use counted: 7, 7 anonymous',
      '2025-03-04T10:00 use repeat_in_day: 4, 4 anonymous',
      '2025-03-04T23:00 use repeat_in_day: 1, 1 anonymous',
      '2025-03-04T23:00 view counted: 1, 1 anonymous',
      '2025-03-05T00:00 use counted: 1, 1 anonymous',
    ])
  })

  it('set favourites by the last event of each actor', async () => {
    const [user, session] = [{ user_id: USER }, { session_hash: 's' }]
    const db = await upgraded(
      count,
      told(
        ['12:00', 'unfavorite', user],
        ['09:00', 'favorite', user],
        ['10:00', 'favorite', user],
        ['13:00', 'unfavorite', user],
        ['14:00', 'favorite', user],
        ['08:00', 'unfavorite', session],
        ['09:00', 'favorite', { ...session, skill_id: idOf(5, 2) }],
        ['10:00', 'unfavorite', { ...session, skill_id: idOf(5, 2) }],
        ['09:00', 'favorite', {}],
      ),
    )
    expect(await outcomes(db)).toEqual([
      ...['counted', 'counted', 'no_change', 'no_change', 'counted', 'no_change', 'counted', 'counted', 'counted'],
    ])
    expect(await favorites(db)).toEqual([
      { skill_id: idOf(5), actor: idOf(6, 9), favorite: true, at: '2025-03-04T09:00:00+00:00' },
      { skill_id: idOf(5), actor: USER, favorite: true, at: '2025-03-04T14:00:00+00:00' },
      { skill_id: idOf(5), actor: 's', favorite: false, at: '2025-03-04T08:00:00+00:00' },
      { skill_id: idOf(5, 2), actor: 's', favorite: false, at: '2025-03-04T10:00:00+00:00' },
    ])
    await runAt(db, refreshPopularity)
    const { rows } = await db.execute(sql`select skill_id, favorites_total from skill_popularity order by 1`)
    expect(rows).toEqual([
      { skill_id: idOf(5), favorites_total: 2 },
      { skill_id: idOf(5, 2), favorites_total: 0 },
    ])
  })

  it('of the same moment count in the order of their ids', async () => {
    const by = { session_hash: 's' }
    const db = await upgraded(
      count,
      told(
        ...(['use', 'use', 'favorite', 'unfavorite', 'favorite'] as const).map((type): [string, string, Row] => [
          '09:00',
          type,
          by,
        ]),
      ),
    )
    expect(await outcomes(db)).toEqual(['counted', 'repeat_in_day', 'counted', 'counted', 'counted'])
    expect(await favorites(db)).toMatchObject([{ actor: 's', favorite: true }])
  })

  it('of unknown types are kept, but do not count', async () => {
    const types = ['install', 'USE', '', 'x'.repeat(20)]
    const db = await upgraded(count, told(...types.map((type): [string, string, Row] => ['09:00', type, {}])))
    expect(await outcomes(db)).toEqual(Array(4).fill('unknown_type'))
    expect(await readHours(db)).toEqual(
      types.map((type) => `2025-03-04T09:00 ${type} unknown_type: 1, 1 anonymous`).toSorted(),
    )
    expect(await favorites(db)).toEqual([])
  })

  it('are compared with new events', async () => {
    const by = { session_hash: 's' }
    const db = await upgraded(count, told(['09:00', 'use', by], ['10:00', 'use', by], ['09:00', 'favorite', by]))
    const next = (eventId: string, type: string, at: string) => ({
      payload: payloadOf({ skillId: idOf(5), session: 's', eventId, type, at: `2025-03-${at}:00Z` }),
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
    await runAt(db, refreshPopularity, new Date('2025-03-05T12:00:00Z'))
    const { rows } = await db.execute(
      sql`select uses_1d, uses_7d, favorites_total from skill_popularity where skill_id = ${idOf(5)}::uuid`,
    )
    expect(rows).toEqual([{ uses_1d: 1, uses_7d: 2, favorites_total: 0 }])
  })

  it('fall under the unique index of one count per day', async () => {
    const use = eventRow({ session_hash: 's', created_at: '2025-03-04T09:00:00Z' })
    const db = await upgraded(count, [use, { ...use, id: idOf(6, 2) }])
    const again = { ...use, id: idOf(6, 3), created_at: '2025-03-04T23:59:59Z' }
    await expect(insertEvent(db, again)).rejects.toMatchObject({ code: '23505', constraint: 'uq_skill_events_counted' })
    await insertEvent(db, { ...again, excluded_reason: 'repeat_in_day' })
    await insertEvent(db, { ...again, id: idOf(6, 4), created_at: '2025-03-05T00:00:00Z' })
    await insertEvent(db, { ...again, id: idOf(6, 5), event_type: 'view' })
    await insertEvent(db, { ...again, id: idOf(6, 6), event_type: 'favorite' })
    await insertEvent(db, { ...again, id: idOf(6, 7), event_type: 'favorite' })
  })
})

describe('an event_id from before there were sites', () => {
  it('is taken among anonymous events, and free at a site', async () => {
    const db = await upgraded(CATALOGUE, [eventRow({ event_id: 'e1', session_hash: 's' })])
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
