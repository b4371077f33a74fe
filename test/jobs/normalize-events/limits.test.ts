import { sql } from 'drizzle-orm'
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { aSite, aSkill } from '../../support/builders/builders.ts'
import {
  ledgerFaults,
  NOW,
  normalize,
  payloadOf,
  type Raw,
  readHours,
  storeRaw,
} from '../../support/builders/events.ts'
import { createDatabase } from '../../support/run/database.ts'
import { sizeOf } from '../../support/run/proof.ts'

let db: Db
let skillId: string
beforeAll(async () => {
  ;({ db } = await createDatabase())
})
beforeEach(async () => {
  await startOver()
  skillId = (await aSkill(db)).id
})
afterEach(async () => expect(await ledgerFaults(db)).toEqual([]))

const startOver = () =>
  db.execute(sql`
    truncate raw_events, raw_event_days, skill_events, event_keys, skill_event_hours, skill_favorites, address_days, address_skill_days`)

async function moreSkills(count: number): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`
    insert into skills (id, slug, owner, name, status, created_at, updated_at)
    select gen_random_uuid(), 'more--' || gen_random_uuid(), 'more', 'skill', 'active', now(), now() from generate_series(1, ${count}::int)
    returning id`)
  return rows.map(({ id }) => id)
}

type Told = Parameters<typeof payloadOf>[0] & Omit<Raw, 'payload'>

/** An event that nobody vouches for: a use by a session, from an address, received now and just before that. */
const from = (address: string | undefined, session: string, { siteId, ...p }: Told = {}): Raw => {
  const { isBot, receivedAt = NOW.toISOString(), ip, ...told } = p
  return {
    payload: payloadOf({ skillId, session: `${address} ${session}`, at: '2026-02-10T14:29:00Z', ...told }),
    ...{ vouched: false, receivedAt, isBot: isBot ?? false },
    ...(address !== undefined && { address }),
    ...(ip !== undefined && { ip }),
    ...(siteId !== undefined && { siteId }),
  }
}

/** What became of events, in the order in which they arrived. */
async function judge(raws: readonly Raw[], limit = 5000): Promise<string[]> {
  await storeRaw(db, raws)
  await normalize(db, { limit })
  const { rows } = await db.execute<{ outcome: string }>(sql`
    select coalesce(dropped_reason, excluded_reason, 'counted') as outcome from raw_events r
      left join skill_events e on e.event_id = payload->>'event_id' and normalized order by r.id`)
  return rows.map((row) => row.outcome)
}

/** How events are split into rounds must not matter. */
const SPLITS = [
  ['in one round', 5000],
  ['in rounds of one', 1],
  ['in rounds of four', 4],
] as const

describe.each(SPLITS)('an address, %s,', (_, limit) => {
  it('has three actors for a skill and day, the first ones, and each may view and use', async () => {
    const view = { type: 'view' }
    expect(
      await judge(
        [
          ...[from('x', 'a', view), from('x', 'b'), from('x', 'a', view), from('x', 'c'), from('x', 'd')],
          ...[from('x', 'd'), from('x', 'd', view), from('x', 'a'), from('x', 'c', view), from('x', 'c')],
        ],
        limit,
      ),
    ).toEqual([
      ...['counted', 'counted', 'repeat_in_day', 'counted', 'address_limit'],
      ...['address_limit', 'address_limit', 'counted', 'counted', 'repeat_in_day'],
    ])
  })

  it('has them for each skill, and on each day of receipt', async () => {
    const other = { skillId: (await aSkill(db)).id }
    const before = { receivedAt: '2026-02-09T23:59:59.999Z', at: '2026-02-09T23:00:00Z' }
    const four = (p?: Told) => ['a', 'b', 'c', 'd'].map((session) => from('x', session, p))
    const three = ['counted', 'counted', 'counted', 'address_limit']
    expect(await judge([...four(), ...four(other), ...four(before)], limit)).toEqual([...three, ...three, ...three])
  })

  it('leaves other addresses theirs', async () => {
    expect(
      await judge(
        ['a', 'b', 'c', 'd'].flatMap((session) => [from('x', session), from('y', session)]),
        limit,
      ),
    ).toEqual([...Array(6).fill('counted'), ...Array(2).fill('address_limit')])
  })

  it('gives no place to bots, duplicates and favourites', async () => {
    expect(
      await judge(
        [
          ...[from('x', 'a', { isBot: true }), from('x', 'b', { type: 'favorite' })],
          ...[from('x', 'c', { eventId: 'e1' }), from('x', 'd', { eventId: 'e1' })],
          ...[from('x', 'e'), from('x', 'f'), from('x', 'g')],
        ],
        limit,
      ),
    ).toEqual(['bot', 'not_vouched', 'counted', 'duplicate_event_id', 'counted', 'counted', 'address_limit'])
  })

  it('is one and the same for all who have none', async () => {
    expect(
      await judge(
        [...'abcd'].map((session) => from(undefined, session)),
        limit,
      ),
    ).toEqual([...['counted', 'counted', 'counted', 'address_limit']])
  })

  it('is the same on the pages of all sites, and without any', async () => {
    const [one, two] = [await aSite(db), await aSite(db)]
    expect(
      await judge(
        [
          ...[from('x', 'a', { siteId: one.id }), from('x', 'b', { siteId: two.id }), from('x', 'c')],
          ...[from('x', 'd', { siteId: one.id }), from('x', 'e', { siteId: two.id }), from('x', 'f')],
        ],
        limit,
      ),
    ).toEqual([...Array(3).fill('counted'), ...Array(3).fill('address_limit')])
  })

  it('does not bound what a site’s server vouches for', async () => {
    const siteId = (await aSite(db)).id
    const vouched = (session: string) => ({ ...from('x', `by the server ${session}`, { siteId }), vouched: true })
    expect(
      await judge(
        [...'abcde'].flatMap((session) => [from('x', session), vouched(session)]),
        limit,
      ),
    ).toEqual([...Array(6).fill('counted'), 'address_limit', 'counted', 'address_limit', 'counted'])
  })
})

describe.each([
  ['in one round', 5000],
  ['in rounds of 33', 33],
])('the hundred events of an address and day, %s,', (_, limit) => {
  it('are the first that count, of whatever skills, and after them nothing counts', async () => {
    const all = [skillId, ...(await moreSkills(17))].flatMap((id) =>
      [...'abc'].flatMap((session) => ['view', 'use'].map((type) => from('x', session, { skillId: id, type }))),
    )
    const tomorrow = { receivedAt: '2026-02-11T00:00:00Z', at: '2026-02-10T23:59:59Z' }
    const again = () => from('x', 'a', { skillId, type: 'view' })
    const sent = [...all.slice(0, 50), again(), ...all.slice(50, 98), again(), ...all.slice(98), again()]
    expect(await judge([...sent, from('y', 'a'), from('x', 'a', tomorrow)], limit)).toEqual([
      ...[...Array(50).fill('counted'), 'repeat_in_day', ...Array(48).fill('counted'), 'repeat_in_day'],
      ...['counted', 'counted', ...Array(all.length - 100 + 1).fill('address_limit')],
      ...['counted', 'counted'],
    ])
  })
})

describe('an event that nobody vouches for', () => {
  it('counts at the hour of its receipt, unless it is over 24 hours old by then', async () => {
    const received = { receivedAt: '2026-02-10T00:30:00Z' }
    expect(
      await judge([
        from('x', 'a', { ...received, at: '2026-02-10T01:30:00Z' }),
        from('x', 'b', { ...received, at: '2026-02-09T00:30:00Z' }),
        from('x', 'c', { ...received, at: '2026-02-09T00:29:59.999Z' }),
        from('x', 'd', { ...received, at: '2026-01-12T00:00:00Z' }),
      ]),
    ).toEqual(['counted', 'counted', 'too_old', 'too_old'])
    expect(await readHours(db)).toEqual([
      '2026-02-10T00:00 use counted: 2, 2 anonymous',
      '2026-02-10T00:00 use too_old: 2, 2 anonymous',
    ])
  })

  it('is never a favourite, and changes none that a server has set', async () => {
    const siteId = (await aSite(db)).id
    const fan = { type: 'favorite', siteId }
    const outcomes = await judge([
      { ...from('x', 'a', fan), vouched: true },
      from('x', 'a', { ...fan, type: 'unfavorite' }),
      from('x', 'b', fan),
      from('x', 'b', { ...fan, at: '2026-01-12T00:00:00Z' }),
    ])
    expect(outcomes).toEqual(['counted', 'not_vouched', 'not_vouched', 'not_vouched'])
    const { rows } = await db.execute(sql`select actor, favorite from skill_favorites`)
    expect(rows).toEqual([{ actor: 'x a', favorite: true }])
  })

  it('from before addresses were hashed is limited by the hash that it has', async () => {
    const early = (ip: string, session: string) => from(undefined, session, { ip })
    expect(await judge([early('i', 'a'), early('i', 'b'), early('i', 'c'), early('i', 'd'), early('j', 'e')])).toEqual([
      ...['counted', 'counted', 'counted', 'address_limit', 'counted'],
    ])
  })

  it('keeps the version of the rules by which it was judged, and the address that it was held against', async () => {
    await judge([from('x', 'a'), { ...from('x', 'b'), vouched: true }, from(undefined, 'c')])
    const { rows } = await db.execute(sql`select rules_version, address_hash from skill_events order by address_hash`)
    expect(rows).toEqual(['', 'x', null].map((address_hash) => ({ rules_version: 2, address_hash })))
  })
})

/** Counted events by type and skill: the most of a skill, and all. */
const counted = async () =>
  (
    await db.execute(sql`
      select event_type as type, max(events)::int as "mostOfASkill", sum(events)::int as all
      from (select skill_id, event_type, sum(events) as events from skill_event_hours where outcome = 'counted' group by 1, 2) skills
      group by 1 order by 1`)
  ).rows

const draw = (salt: number) => sql.raw(`(hashint8extended(n, ${salt}) & 65535)`)

/** Everything that a sender can make up: sessions, user agents, sites, kinds, and times of the last 30 days, half of them recent. */
const attack = (p: { addresses: number; requests: number; skills: readonly string[]; types: readonly string[] }) =>
  db.execute(sql`
    insert into raw_events (payload, site_id, ip_hash, ua_hash, address_hash, received_at)
    select jsonb_build_object('event_id', n::text, 'skill_id', (${`{${p.skills.join(',')}}`}::text[])[1 + ${draw(1)} % ${p.skills.length}::int],
        'event_type', (${`{${p.types.join(',')}}`}::text[])[1 + ${draw(2)} % ${p.types.length}::int],
        'session_hash', case when n % 5 > 0 then 'session ' || n end,
        'occurred_at', to_char(timestamp '2026-02-10 14:00' - interval '24 hours' * (${draw(3)} % 2 * ${draw(4)} % 30), 'YYYY-MM-DD"T"HH24:MI:SS"Z"')),
      case when n % 3 > 0 then (array(select id from sites order by id))[n % 3] end, 'address ' || n % ${p.addresses}::int,
      'agent ' || n, 'block ' || n % ${p.addresses}::int, ${NOW.toISOString()}::timestamptz
    from generate_series(0, ${p.requests * 100 - 1}::bigint) n`)

describe('an attack', () => {
  beforeEach(async () => {
    await aSite(db)
    await aSite(db)
  })

  it('by hundreds of requests from one address gains 3 uses of a skill, or 100 events in all, and no favourite', async () => {
    const requests = sizeOf({ short: 30, long: 300 })
    await attack({ addresses: 1, requests, skills: [skillId], types: ['use', 'favorite'] })
    await normalize(db, { limit: 1000 })
    expect(await counted()).toEqual([{ type: 'use', mostOfASkill: 3, all: 3 }])

    await startOver()
    await attack({ addresses: 1, requests, skills: await moreSkills(60), types: ['use', 'favorite', 'unfavorite'] })
    await normalize(db, { limit: 1000 })
    expect(await counted()).toEqual([{ type: 'use', mostOfASkill: 3, all: 100 }])
  })

  it('from fifty addresses gains 150 uses of a skill', async () => {
    await attack({ addresses: 50, requests: sizeOf({ short: 20, long: 300 }), skills: [skillId], types: ['use'] })
    await normalize(db, { limit: 1000 })
    expect(await counted()).toEqual([{ type: 'use', mostOfASkill: 150, all: 150 }])
  })
})
