import { sql } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { aSkill } from '../../support/builders/builders.ts'
import {
  ledgerFaults,
  NOW,
  normalize,
  payloadOf,
  type Raw,
  readOutcomes,
  readPositions,
  storeRaw,
} from '../../support/builders/events.ts'
import { createDatabase } from '../../support/run/database.ts'

let db: Db
let skillId: string
beforeEach(async () => {
  ;({ db } = await createDatabase())
  skillId = (await aSkill(db)).id
})
afterEach(async () => expect(await ledgerFaults(db)).toEqual([]))

type Told = Parameters<typeof payloadOf>[0] & Omit<Raw, 'payload'>

const store = (events: readonly Told[]) =>
  storeRaw(
    db,
    events.map(({ isBot = false, vouched = true, address, ...told }) => ({
      payload: payloadOf({ skillId, ...told }),
      ...{ isBot, vouched },
      ...(address && { address }),
    })),
  )
const after = (seconds: number) => new Date(NOW.getTime() + seconds * 1000)

/** The raw events, and the normalised ones, that still have a search position. */
async function readTraces() {
  const { rows } = await db.execute<{ id: string }>(sql`
    select 'raw ' || id as id from raw_events r where to_jsonb(r)::text like '%search_position%'
    union all select event_id from skill_events e where to_jsonb(e)::text like '%position%' order by 1`)
  return rows.map((row) => row.id)
}

describe.each([
  ['in one round', 5000],
  ['in rounds of one', 1],
])('search positions, %s,', (_, limit) => {
  it('are added up by day, type and position', async () => {
    const at = '2026-02-09T23:00:00Z'
    await store([
      ...[1, 1, 2, 100].map((position) => ({ type: 'view', position: String(position) })),
      ...[{ position: '1' }, { position: '3', at }, { position: '3', at }, {}],
    ])
    await normalize(db, { limit })
    expect(await readPositions(db)).toEqual([
      ...['2026-02-09 use 3: 2', '2026-02-10 use 1: 1'],
      ...['2026-02-10 view 1: 2', '2026-02-10 view 2: 1', '2026-02-10 view 100: 1'],
    ])
  })

  it('count once of an event that was sent twice, also after its first was counted', async () => {
    const event = { eventId: 'once', position: '2' }
    await store([event, event])
    await normalize(db, { limit })
    await store([{ ...event, position: '1' }])
    await normalize(db, { limit })
    expect(await readPositions(db)).toEqual(['2026-02-10 use 2: 1'])
  })

  it('count only of events that count', async () => {
    const position = '1'
    await store([
      { eventId: 'counted', session: 'a', position: '4' },
      { eventId: 'again', session: 'a', position },
      { eventId: 'bot', isBot: true, position },
      { eventId: 'old', vouched: false, at: '2026-02-01T00:00:00Z', position },
      ...[...'bcd'].map((session) => ({ session, vouched: false, address: 'home' })),
      { eventId: 'one too many', session: 'e', vouched: false, address: 'home', position },
    ])
    await normalize(db, { limit })
    expect(await readOutcomes(db)).toMatchObject({
      ...{ counted: 'counted', again: 'repeat_in_day', bot: 'bot', old: 'too_old', 'one too many': 'address_limit' },
    })
    expect(await readPositions(db)).toEqual(['2026-02-10 use 4: 1'])
  })

  it('do not outlive the judgement of their event, whatever it is', async () => {
    const position = '5'
    await store([
      { eventId: 'kept', position },
      { eventId: 'kept', position },
      { type: 'like', position },
    ])
    await storeRaw(db, [{ payload: 'search_position' }, { payload: ['search_position'] }, { payload: null }])
    await normalize(db, { limit })
    // What is no object has no fields. Such a row is not written by us.
    expect(await readTraces()).toEqual(['raw 4', 'raw 5'])
    expect(await readPositions(db)).toEqual(['2026-02-10 use 5: 1'])
  })
})

it.each(['0', '101', '007', '1.5', '-1', '1e1', ' 1', '', 'first', '99999999999999999999', null])(
  'a search position of %j leaves its event as it is, and counts for nothing',
  async (position) => {
    await store([{ eventId: 'e', position }])
    await normalize(db)
    expect(await readOutcomes(db)).toEqual({ e: 'counted' })
    expect(await readPositions(db)).toEqual([])
    expect(await readTraces()).toEqual([])
  },
)

describe('the search position of an event of an unknown skill', () => {
  const anEvent = () => storeRaw(db, [{ payload: payloadOf({ slug: 'acme--late', position: '3' }) }])

  it('counts once the skill is known', async () => {
    await anEvent()
    await normalize(db)
    expect(await readPositions(db)).toEqual([])
    expect(await readTraces()).toEqual(['raw 1'])
    await aSkill(db, { owner: 'acme', name: 'late' })
    await normalize(db, { at: after(15) })
    expect(await readPositions(db)).toEqual(['2026-02-10 use 3: 1'])
    expect(await readTraces()).toEqual([])
  })

  it('is forgotten with the last retry', async () => {
    await anEvent()
    for (const seconds of [0, 15, 45, 105]) await normalize(db, { at: after(seconds) })
    expect(await readPositions(db)).toEqual([])
    expect(await readTraces()).toEqual([])
  })
})

it('an event that the database refuses for good loses its search position too', async () => {
  await db.execute(
    sql.raw(`create function refuse() returns trigger language plpgsql as $$ begin raise exception 'no'; end $$`),
  )
  await db.execute(sql`create trigger refuse before insert on skill_events for each row execute function refuse()`)
  await store([{ position: '3' }])
  for (const seconds of [0, 15, 45, 105]) await normalize(db, { at: after(seconds) })
  expect(await readPositions(db)).toEqual([])
  expect(await readTraces()).toEqual([])
})
