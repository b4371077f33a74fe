import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { makePartitions } from '../../../src/db/operations/partitions.ts'
import { aSkill } from '../../support/builders/builders.ts'
import {
  ledgerFaults,
  NOW,
  normalize,
  payloadOf,
  readHours,
  readOutcomes,
  storeRaw,
} from '../../support/builders/events.ts'
import { createDatabase } from '../../support/run/database.ts'
import { keepOnlyDefaults } from '../../support/run/partitions.ts'

let db: Db
let skillId: string
beforeEach(async () => {
  ;({ db } = await createDatabase())
  await keepOnlyDefaults(db)
  skillId = (await aSkill(db)).id
})

type Sent = { eventId: string; at?: string; received?: string; session?: string; vouched?: boolean; type?: string }

const send = ({
  eventId,
  at = '2026-02-10T09:00:00Z',
  received = at,
  session = 's',
  vouched = true,
  type = 'use',
}: Sent) =>
  storeRaw(db, [
    { payload: payloadOf({ skillId, eventId, at, session, type }), receivedAt: received, vouched, address: 'a' },
  ])
const leavesOf = async (table: string) =>
  (
    await db.execute(
      sql.raw(`select tableoid::regclass::text as leaf, count(*)::int as rows from ${table} group by 1 order by 1`),
    )
  ).rows.map(({ leaf, rows }) => `${leaf}: ${rows}`)

describe('events in partitions', () => {
  it('lie in that of the day on which they count, up to 30 days back', async () => {
    await makePartitions(db, NOW)
    await send({ eventId: 'today' })
    await send({ eventId: 'late', at: '2026-01-11T15:00:00Z', received: '2026-02-10T14:00:00Z' })
    await send({
      eventId: 'not vouched for',
      at: '2026-02-09T23:00:00Z',
      received: '2026-02-10T14:00:00Z',
      vouched: false,
      session: 'v',
    })
    await normalize(db)
    expect(await leavesOf('skill_events')).toEqual(['skill_events_20260111: 1', 'skill_events_20260210: 2'])
    expect(await leavesOf('raw_events')).toEqual(['raw_events_20260210: 3'])
    expect(await ledgerFaults(db)).toEqual([])
  })

  it('count once an actor and day in every partition, and in each round', async () => {
    await makePartitions(db, NOW)
    for (const [eventId, at] of [
      ['yesterday', '2026-02-09T23:59:59Z'],
      ['today', '2026-02-10T00:00:00Z'],
      ['yesterday again', '2026-02-09T00:00:00Z'],
      ['today again', '2026-02-10T12:00:00Z'],
    ] as const) {
      await send({ eventId, at, received: '2026-02-10T14:00:00Z' })
      await normalize(db)
    }
    expect(await readOutcomes(db)).toEqual({
      yesterday: 'counted',
      today: 'counted',
      'yesterday again': 'repeat_in_day',
      'today again': 'repeat_in_day',
    })
    expect(await ledgerFaults(db)).toEqual([])
  })

  it('end the same if their partitions are made after half of them', async () => {
    await send({ eventId: 'before', at: '2026-02-09T10:00:00Z' })
    await send({ eventId: 'a favourite', at: '2026-02-09T10:00:00Z', type: 'favorite' })
    await normalize(db)
    expect(await leavesOf('skill_events')).toEqual(['skill_events_default: 2'])
    await makePartitions(db, NOW)
    expect(await leavesOf('skill_events')).toEqual(['skill_events_20260209: 2'])
    await send({ eventId: 'after', at: '2026-02-09T11:00:00Z' })
    await send({ eventId: 'before', at: '2026-02-09T10:00:00Z' })
    await normalize(db)
    expect(await readOutcomes(db)).toEqual({ before: 'counted', 'a favourite': 'counted', after: 'repeat_in_day' })
    expect(await leavesOf('raw_events')).toEqual(['raw_events_20260209: 4'])
    expect(await ledgerFaults(db)).toEqual([])
  })

  it('are normalised while somebody makes the partitions that they go to', async () => {
    for (let n = 0; n < 20; n++) await send({ eventId: `${n}`, session: `${n}` })
    const [done] = await Promise.all([normalize(db, { limit: 5 }), makePartitions(db, NOW), makePartitions(db, NOW)])
    expect(done.normalized).toBe(20)
    expect(await readHours(db)).toEqual(['2026-02-10T09:00 use counted: 20, 20 anonymous'])
    expect(await ledgerFaults(db)).toEqual([])
  })
})

describe('an event id', () => {
  const sentAgain = async (received: string, vouched = false) => {
    await send({ eventId: 'e', at: '2026-02-10T23:50:00Z', vouched })
    await normalize(db, { at: new Date('2026-02-10T23:55:00Z') })
    await send({ eventId: 'e', at: '2026-02-10T23:50:00Z', received, vouched })
    return normalize(db, { at: new Date(received) })
  }
  const DUPLICATE = { normalized: 0, retried: 0, dropped: { duplicate_event_id: 1 } }

  it('is known after midnight, when the event would count on another day', async () => {
    expect(await sentAgain('2026-02-11T00:05:00Z')).toEqual(DUPLICATE)
  })

  it('is known for 30 days and more, also when its event is deleted', async () => {
    await makePartitions(db, NOW)
    await send({ eventId: 'e' })
    await normalize(db)
    await db.execute(sql`delete from skill_events`)
    // A period of keys began on the 6th of February. Those of it are known until the 7th of April.
    for (const at of ['2026-03-12T15:00:00Z', '2026-04-06T23:59:00Z']) {
      await send({ eventId: 'e', at })
      expect(await normalize(db, { at: new Date(at) })).toEqual(DUPLICATE)
    }
    await send({ eventId: 'e', at: '2026-04-07T00:00:00Z' })
    expect(await normalize(db, { at: new Date('2026-04-07T00:00:00Z') })).toMatchObject({ normalized: 1 })
  })

  it('lies in the partition of its 30 days', async () => {
    await makePartitions(db, NOW)
    await send({ eventId: 'e' })
    await normalize(db)
    expect(await leavesOf('event_keys')).toEqual(['event_keys_20260206: 1'])
  })
})
