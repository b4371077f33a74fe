import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { migrateDatabase, readMigrations } from '../../../src/cli/migrate-database.ts'
import type { Db } from '../../../src/db/connect.ts'
import { makePartitions } from '../../../src/db/operations/partitions.ts'
import { normalize, payloadOf, readOutcomes, storeRaw } from '../../support/builders/events.ts'
import { emptyDatabase } from '../../support/run/database.ts'
import { eventRow } from './alembic-rows.ts'
import { liveSearchRows } from './first-rows.ts'
import { migrateOnly } from './migration-steps.ts'
import { idOf, insertRows } from './rows.ts'

const BEFORE = readMigrations().findIndex(({ name }) => name.endsWith('_partition_checks'))
const DAY_MS = 24 * 3_600_000
const now = new Date()
const daysAgo = (days: number) => new Date(now.getTime() - days * DAY_MS).toISOString()
const startOfDay = (at: Date) => Math.floor(at.getTime() / DAY_MS) * DAY_MS

const rowsOf = async <R extends Record<string, unknown>>(db: Db, query: string) =>
  (await db.execute<R>(sql.raw(query))).rows

describe('tables with rows that become partitioned', () => {
  let db: Db
  let files: string[]
  beforeAll(async () => {
    const made = await emptyDatabase()
    ;({ db } = made)
    await migrateOnly(db, BEFORE)
    const rows = liveSearchRows()
    const events = [
      eventRow({ id: idOf(6, 50), event_id: 'long ago', session_hash: 'a', created_at: daysAgo(59) }),
      eventRow({ id: idOf(6, 51), event_id: 'just now', session_hash: 'b', created_at: daysAgo(0) }),
    ]
    await insertRows(db, { ...rows, skill_events: [...(rows.skill_events ?? []), ...events] })
    files = await filesOf('raw_events', 'skill_events', 'audit_log')
    await migrateDatabase(made)
  })

  const filesOf = async (...tables: string[]) =>
    (
      await rowsOf<{ file: string }>(
        db,
        tables.map((t) => `select pg_relation_filepath('${t}') as file`).join(' union all '),
      )
    ).map(({ file }) => file)

  it('stay in their files: nothing is copied', async () => {
    expect(await filesOf('raw_events_earlier', 'skill_events_earlier', 'audit_log_earlier')).toEqual(files)
    const partitions = `select c.relname from pg_class c join pg_inherits on inhrelid = c.oid
      where inhparent in ('raw_events'::regclass, 'skill_events'::regclass, 'audit_log'::regclass) and relname ~ '_earlier$' order by 1`
    expect((await rowsOf(db, partitions)).map(({ relname }) => relname)).toEqual([
      'audit_log_earlier',
      'raw_events_earlier',
      'skill_events_earlier',
    ])
  })

  it('are one partition up to the start of a day two days ahead or more, and of a month for the audit log', async () => {
    const bounds = await rowsOf<{ ends: string }>(
      db,
      `select extract(epoch from ends_at) * 1000 as ends, starts_at from unnest(array['raw_events', 'skill_events', 'audit_log']) t
       cross join lateral partition_bounds(t::regclass) where leaf::text ~ '_earlier$'`,
    )
    const [raw, stored, audit] = bounds.map(({ ends }) => Number(ends))
    expect([raw, stored]).toEqual([startOfDay(now) + 3 * DAY_MS, startOfDay(now) + 3 * DAY_MS])
    expect(new Date(audit ?? 0).toISOString()).toMatch(/-01T00:00:00.000Z$/)
    expect(audit).toBeGreaterThan(now.getTime() + 2 * DAY_MS)
  })

  it('go on with the next id', async () => {
    const [last] = await rowsOf<{ id: string }>(db, 'select max(id) as id from raw_events')
    const [id] = await storeRaw(db, [{ payload: payloadOf({}) }])
    expect(id).toBe(Number(last?.id) + 1)
    await db.execute(sql`delete from raw_events where id = ${id}`)
  })

  it('have further partitions after that, and none for the days that the old one covers', async () => {
    await makePartitions(db, now)
    const [days] = await rowsOf(
      db,
      `select count(*)::int as days, min(starts_at) >= now() + interval '2 days' as ahead from partition_bounds('skill_events'::regclass)
       where not is_default and leaf::text !~ '_earlier$'`,
    )
    expect(days).toEqual({ days: 5, ahead: true })
  })

  it('know the ids of all their events, whenever these arrived', async () => {
    const again = (eventId: string) => ({
      payload: payloadOf({ skillId: idOf(5), eventId, session: eventId, at: daysAgo(0) }),
      receivedAt: daysAgo(0),
    })
    await storeRaw(db, ['long ago', 'just now', 'another'].map(again))
    expect(await normalize(db, { at: now })).toMatchObject({ normalized: 1, dropped: { duplicate_event_id: 2 } })
    expect(await readOutcomes(db)).toMatchObject({ another: 'counted' })
  })

  it('still hold a view or use of an actor and day against new ones', async () => {
    await storeRaw(db, [
      {
        payload: payloadOf({ skillId: idOf(5), eventId: 'repeat', session: 'b', at: daysAgo(0) }),
        receivedAt: daysAgo(0),
      },
    ])
    await normalize(db, { at: now })
    expect(await readOutcomes(db)).toMatchObject({ repeat: 'repeat_in_day' })
  })
})
