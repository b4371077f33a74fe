import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../src/db/connect.ts'
import { makePartitions } from '../../src/db/operations/partitions.ts'
import { prune } from '../../src/jobs/prune.ts'
import { aSkill, someEvents } from '../support/builders/builders.ts'
import { normalize, payloadOf, readHours, storeRaw } from '../support/builders/events.ts'
import { createDatabase } from '../support/run/database.ts'
import { runAt } from '../support/run/jobs.ts'
import { keepOnlyDefaults } from '../support/run/partitions.ts'

const NOW = new Date('2026-02-10T14:30:00Z')

let db: Db
let skillId: string
beforeEach(async () => {
  ;({ db } = await createDatabase())
  await keepOnlyDefaults(db)
  skillId = (await aSkill(db)).id
})

const rowsOf = async (query: string) => (await db.execute(sql.raw(query))).rows
const leavesOf = async (table: string) =>
  (await rowsOf(`select leaf::text from partition_bounds('${table}'::regclass) order by leaf::text`)).map(
    ({ leaf }) => leaf,
  )

describe('pruning raw events in partitions', () => {
  const receive = (eventId: string, receivedAt: string, of = skillId) =>
    storeRaw(db, [{ payload: payloadOf({ skillId: of, eventId, at: receivedAt, session: eventId }), receivedAt }])

  it('drops a day once its last event was received 14 days ago, dropped ones included, and keeps what is pending', async () => {
    for (const day of ['2026-01-10', '2026-01-20', '2026-01-26', '2026-01-27'])
      await makePartitions(db, new Date(`${day}T12:00:00Z`))
    for (const day of ['2026-01-10', '2026-01-20', '2026-01-26', '2026-01-27'])
      await receive(`normalised ${day}`, `${day}T12:00:00Z`)
    await receive('normalised 2026-01-20', '2026-01-20T13:00:00Z')
    await receive('normalised 2026-01-10', '2026-01-10T13:00:00Z')
    await normalize(db, { at: NOW })
    await receive('pending', '2026-01-10T14:00:00Z', crypto.randomUUID())
    const { counts } = await runAt(db, prune, NOW)
    // From the 3rd of January, a week before the first day, to the 26th.
    expect(counts).toMatchObject({ raw_event_partitions: 24, raw_events: 0 })
    expect(
      await rowsOf(`select tableoid::regclass::text as leaf, payload->>'event_id' as id from raw_events order by id`),
    ).toEqual([
      { leaf: 'raw_events_20260127', id: 'normalised 2026-01-27' },
      { leaf: 'raw_events_default', id: 'pending' },
    ])
    expect((await leavesOf('raw_events'))[0]).toBe('raw_events_20260127')
    expect((await runAt(db, prune, NOW)).counts).toMatchObject({ raw_event_partitions: 0, raw_events: 0 })
  })

  it('leaves a pending event to be normalised later, and counted', async () => {
    await makePartitions(db, new Date('2026-01-10T12:00:00Z'))
    await receive('pending', '2026-01-10T14:00:00Z')
    await runAt(db, prune, NOW)
    expect(await normalize(db, { at: NOW })).toMatchObject({ normalized: 1 })
    expect(await readHours(db)).toEqual(['2026-01-10T14:00 use counted: 1, 1 anonymous'])
  })
})

describe('pruning events in partitions', () => {
  it('drops whole days after 60 days, and changes no count', async () => {
    await makePartitions(db, new Date('2025-12-12T00:00:00Z'))
    await makePartitions(db, NOW)
    await someEvents(db, [
      { skillId, at: '2025-12-11T23:59:59Z', session: 'a' },
      { skillId, at: '2025-12-12T00:00:00Z', session: 'b' },
      { skillId, at: '2026-02-10T00:00:00Z', session: 'c' },
    ])
    const before = await readHours(db)
    // From the 11th of November, 31 days before the first day, to the 11th of December.
    expect((await runAt(db, prune, NOW)).counts).toMatchObject({ skill_event_partitions: 31, skill_events: 0 })
    expect(await rowsOf('select session_hash from skill_events order by 1')).toEqual([
      { session_hash: 'b' },
      { session_hash: 'c' },
    ])
    expect(await readHours(db)).toEqual(before)
  })

  it('drops keys when nobody looks them up any more', async () => {
    await makePartitions(db, NOW)
    const keys = async () => (await leavesOf('event_keys')).filter((leaf) => leaf !== 'event_keys_default')
    expect(await keys()).toEqual(['event_keys_20260206'])
    await runAt(db, prune, new Date('2026-04-06T23:59:59Z'))
    expect(await keys()).toEqual(['event_keys_20260206'])
    expect((await runAt(db, prune, new Date('2026-04-07T00:00:00Z'))).counts).toMatchObject({ event_key_partitions: 1 })
    expect(await keys()).toEqual([])
  })

  it('drops each day once if two runs overlap with a batch that makes days', async () => {
    await makePartitions(db, new Date('2025-12-12T00:00:00Z'))
    const runs = await Promise.all([
      runAt(db, prune, NOW, { scope: 'one' }),
      runAt(db, prune, NOW, { scope: 'two' }),
      makePartitions(db, NOW),
    ])
    const [one, two] = runs
    expect(Number(one.counts.skill_event_partitions) + Number(two.counts.skill_event_partitions)).toBe(31)
    expect(await leavesOf('skill_events')).toHaveLength(1 + 8 + 39)
  })
})

describe('a run of pruning that has no time', () => {
  it('says what is left', async () => {
    await makePartitions(db, new Date('2025-12-12T00:00:00Z'))
    let asked = 0
    const { counts } = await prune.run({
      ...{ db, now: NOW, settings: { EVENT_RETENTION_DAYS: 60 } },
      mayGoOn: async () => asked++ < 3,
    } as Parameters<typeof prune.run>[0])
    expect(counts).toMatchObject({
      ...{ raw_event_partitions: 1, raw_events: 0, skill_event_partitions: 1 },
      ...{ raw_event_partitions_left: 14, skill_event_partitions_left: 30, outbox_left: 0 },
    })
    expect(counts).not.toHaveProperty('raw_events_left')
  })
})
