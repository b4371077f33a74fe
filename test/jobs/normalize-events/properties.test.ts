import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Db } from '../../../src/db/connect.ts'
import { COUNTING } from '../../../src/domain/events/counting-rules.ts'
import { refreshPopularity } from '../../../src/jobs/ranking/refresh-popularity.ts'
import { aSite } from '../../support/builders/builders.ts'
import { ledgerFaults, normalize, storeRaw } from '../../support/builders/events.ts'
import { createDatabase } from '../../support/run/database.ts'
import { runAt } from '../../support/run/jobs.ts'
import { sizeOf } from '../../support/run/proof.ts'

/** So many skills take all the events that an address may have counted on a day. */
const FILLED_SKILLS = 34

let db: Db
let skillIds: string[]
let siteId: string
beforeAll(async () => {
  ;({ db } = await createDatabase())
  const { rows } = await db.execute<{ id: string }>(sql`
    insert into skills (id, slug, owner, name, status, created_at, updated_at)
    select gen_random_uuid(), 'acme--' || n, 'acme', 'skill', 'active', now(), now() from generate_series(1, ${2 + FILLED_SKILLS}::int) n returning id`)
  skillIds = rows.map(({ id }) => id)
  siteId = (await aSite(db)).id
})

const { actorsPerSkillAndDay, eventsPerDay } = COUNTING.unvouched
const HOUR = 3_600_000
const DAY = 24 * HOUR

/** Few values of everything, so that they collide. */
const anEvent = fc.record({
  eventId: fc.integer({ min: 0, max: 80 }).map((n) => `e${n}`),
  type: fc.constantFrom('view', 'use', 'view', 'use', 'favorite', 'unfavorite'),
  skill: fc.constantFrom<number>(0, 0, 1),
  actor: fc.constantFrom<{ session?: string; ip?: string; ua?: string }>(
    { session: 'a' },
    { session: 'a', ip: 'i', ua: 'u' },
    { session: 'b', ip: 'i' },
    { session: 'c' },
    { session: 'd' },
    { ip: 'i', ua: 'u' },
    { ip: 'i' },
    {},
  ),
  hour: fc.integer({ min: 6, max: 24 }),
  late: fc.constantFrom(0, 0, 0, HOUR, DAY, DAY + 1),
  isBot: fc.constantFrom(false, false, false, false, true),
  sender: fc.constantFrom<{ vouched: boolean; bySite: boolean; address?: string }>(
    { vouched: true, bySite: true },
    { vouched: true, bySite: true },
    { vouched: false, bySite: true, address: 'x' },
    { vouched: false, bySite: false, address: 'x' },
    { vouched: false, bySite: false, address: 'y' },
    { vouched: false, bySite: false },
  ),
})
type Told = typeof anEvent extends fc.Arbitrary<infer T> ? T : never

const START = Date.parse('2026-02-09T20:00:00Z')
const timeOf = (event: Told) => new Date(START + (event.hour * HOUR) / 2).toISOString()
const receiptOf = (event: Told) => new Date(Date.parse(timeOf(event)) + event.late).toISOString()

/** Events of other skills that leave an address few events for the day on which most of the others are received. */
const fill = (count: number): Told[] =>
  Array.from({ length: count }, (_, n) => ({
    ...{ eventId: `filled ${n}`, type: 'use', skill: 2 + (n % FILLED_SKILLS), hour: 10, late: 0, isBot: false },
    actor: { session: `filler ${n % actorsPerSkillAndDay}` },
    sender: { vouched: false, bySite: false, address: 'x' },
  }))

/** As ingest stores them: a session or address that nobody vouches for lies within the sender's address. */
const storeAll = (events: readonly Told[]) =>
  storeRaw(
    db,
    events.map(({ sender, ...event }) => {
      const space = sender.vouched ? 'server' : (sender.address ?? 'nowhere')
      const { session, ua } = event.actor
      const ip = sender.vouched || sender.address ? event.actor.ip : undefined
      return {
        payload: {
          event_id: event.eventId,
          event_type: event.type,
          skill_id: skillIds[event.skill],
          session_hash: session && `${space} ${sender.bySite} ${session}`,
          occurred_at: timeOf({ sender, ...event }),
        },
        receivedAt: receiptOf({ sender, ...event }),
        vouched: sender.vouched,
        ...(sender.address && { address: sender.address }),
        ...(sender.bySite && { siteId }),
        ...(ip && { ip: `${space} ${ip}` }),
        ...(ua && { ua }),
        isBot: event.isBot,
      }
    }),
  )

/** The counting rules once more, applied to one event after the other: the outcome of each. */
function judged(events: readonly Told[]): string[] {
  const [known, counted] = [new Set<string>(), new Set<string>()]
  const favorites = new Map<string, { is: boolean; at: string }>()
  const [spent, places] = [new Map<string, number>(), new Map<string, Set<string>>()]
  return events.map((event, place) => {
    const { vouched, bySite, address = 'nowhere' } = event.sender
    const id = `${bySite} ${event.eventId}`
    if (known.has(id)) return 'duplicate_event_id'
    known.add(id)
    if (event.isBot) return 'bot'
    const isVisit = event.type === 'view' || event.type === 'use'
    if (!vouched && !isVisit) return 'not_vouched'
    if (!vouched && event.late > DAY) return 'too_old'
    const { session, ip, ua } = event.actor
    const space = vouched ? 'server' : address
    const byAddress = ip === undefined || space === 'nowhere' ? `itself ${place}` : `${ip}${ua ?? ''}`
    const whose = `${event.skill} ${space} ${session ? `${bySite} ${session}` : byAddress}`
    const at = vouched ? timeOf(event) : receiptOf(event)
    if (isVisit) {
      const day = at.slice(0, 10)
      const [limited, perSkill] = [`${address} ${day}`, `${address} ${day} ${event.skill}`]
      const taken = places.get(perSkill) ?? new Set()
      const isFull = taken.size === actorsPerSkillAndDay && !taken.has(whose)
      if (!vouched && (isFull || spent.get(limited) === eventsPerDay)) return 'address_limit'
      const turn = `${whose} ${event.type} ${day}`
      if (counted.has(turn)) return 'repeat_in_day'
      counted.add(turn)
      if (!vouched) {
        places.set(perSkill, taken.add(whose))
        spent.set(limited, (spent.get(limited) ?? 0) + 1)
      }
      return 'counted'
    }
    const state = favorites.get(whose)
    if (state && at < state.at) return 'superseded'
    const is = event.type === 'favorite'
    favorites.set(whose, { is, at })
    return is === (state?.is ?? false) ? 'no_change' : 'counted'
  })
}

/** The outcome of each raw event, in order; `lost` if its event differs from what arrived. */
async function found(): Promise<string[]> {
  const { rows } = await db.execute<{ outcome: string }>(sql`
    select case when dropped_reason is not null then dropped_reason when e.id is null then 'lost' else coalesce(excluded_reason, 'counted') end as outcome
    from raw_events r left join skill_events e on normalized and e.event_id = payload->>'event_id'
      and e.site_id is not distinct from r.site_id and e.skill_id = (payload->>'skill_id')::uuid and e.event_type = payload->>'event_type'
      and e.created_at = case when vouched then (payload->>'occurred_at')::timestamptz else received_at end and rules_version = 2
      and (e.session_hash, e.ip_hash, e.ua_hash) is not distinct from (payload->>'session_hash', r.ip_hash, r.ua_hash)
    order by r.id`)
  return rows.map((row) => row.outcome)
}

const ledgers = async () =>
  (
    await db.execute(sql`
      select (select jsonb_agg(h order by h.*::text) from skill_event_hours h) as hours,
        (select jsonb_agg(d order by d.*::text) from raw_event_days d) as days,
        (select jsonb_agg(d order by d.*::text) from address_days d) as addresses,
        (select jsonb_agg(d order by d.*::text) from address_skill_days d) as actors,
        (select jsonb_agg(jsonb_build_array(skill_id, favorite, changed_at) order by skill_id, favorite, changed_at) from skill_favorites f) as favorites`)
  ).rows[0]

const startOver = () =>
  db.execute(sql`
    truncate raw_events, skill_events, event_keys, skill_event_hours, skill_favorites, raw_event_days, popularity_changes, popularity_state,
      address_days, address_skill_days`)

const someEvents = fc
  .tuple(fc.constantFrom(0, 0, eventsPerDay - 6), fc.array(anEvent, { minLength: 1, maxLength: 80 }))
  .map(([filled, events]) => [...fill(filled), ...events])
const rounds = fc.array(
  fc.record({ received: fc.integer({ min: 1, max: 30 }), limit: fc.integer({ min: 1, max: 30 }) }),
  {
    minLength: 1,
    maxLength: 8,
  },
)

describe('whatever comes in, however it is split into rounds, and two workers at once', () => {
  it(
    'each event has the outcome that the rules give, and the ledgers equal a recount of the events',
    { timeout: 120_000 },
    () =>
      fc.assert(
        fc.asyncProperty(someEvents, rounds, fc.integer({ min: 1, max: 30 }), async (events, splits, other) => {
          await startOver()
          const left = [...events]
          const stored: Promise<unknown>[] = []
          for (const { received, limit } of splits) {
            await storeAll(left.splice(0, received))
            stored.push(normalize(db, { limit }), normalize(db, { limit: other }))
            await Promise.all(stored)
          }
          await storeAll(left)
          await Promise.all([normalize(db, { limit: other }), normalize(db, { limit: other + 1 })])
          expect(await found()).toEqual(judged(events))
          expect(await ledgerFaults(db)).toEqual([])
        }),
        { numRuns: sizeOf({ short: 8, long: 60 }) },
      ),
  )

  it('the ledgers end the same in one round as in many', { timeout: 120_000 }, () =>
    fc.assert(
      fc.asyncProperty(someEvents, fc.integer({ min: 1, max: 7 }), async (events, limit) => {
        await startOver()
        await storeAll(events)
        await normalize(db)
        const whole = await ledgers()
        await startOver()
        await storeAll(events)
        await normalize(db, { limit })
        expect(await ledgers()).toEqual(whole)
      }),
      { numRuns: sizeOf({ short: 5, long: 30 }) },
    ),
  )

  it('sending everything again changes nothing but the count of duplicates', { timeout: 120_000 }, () =>
    fc.assert(
      fc.asyncProperty(someEvents, async (events) => {
        await startOver()
        await storeAll(events)
        await normalize(db)
        const before = await found()
        await storeAll(events)
        await Promise.all([normalize(db, { limit: 9 }), normalize(db, { limit: 11 })])
        expect(await found()).toEqual([...before, ...events.map(() => 'duplicate_event_id')])
        expect(await ledgerFaults(db)).toEqual([])
      }),
      { numRuns: sizeOf({ short: 3, long: 15 }) },
    ),
  )

  it('popularity equals a recount of the events that count', { timeout: 120_000 }, () =>
    fc.assert(
      fc.asyncProperty(someEvents, fc.integer({ min: -2, max: 60 }), async (events, hours) => {
        await startOver()
        await storeAll(events)
        await normalize(db)
        const now = new Date(START + hours * 3_600_000 + 1_800_000)
        await runAt(db, refreshPopularity, now)
        const end = sql`date_trunc('hour', ${now.toISOString()}::timestamptz, 'UTC') + interval '1 hour'`
        const { rows } = await db.execute(sql`
          with counting as (
            select skill_id, event_type, created_at >= ${end} - interval '24 hours' as is_of_day
            from skill_events where excluded_reason is null and created_at < ${end}
          ), recount as (
            select s.id as skill_id, count(*) filter (where event_type = 'view' and is_of_day) as views_1d,
              count(*) filter (where event_type = 'use' and is_of_day) as uses_1d, count(*) filter (where event_type = 'view') as views_30d,
              count(*) filter (where event_type = 'use') as uses_30d,
              count(*) filter (where event_type = 'favorite') - count(*) filter (where event_type = 'unfavorite') as favorites_total
            from skills s left join counting c on c.skill_id = s.id group by s.id
          )
          select to_jsonb(r) as recount, to_jsonb(p) as kept from recount r join skill_popularity p on p.skill_id = r.skill_id
          where (p.views_1d, p.uses_1d, p.views_30d, p.uses_30d, p.favorites_total)
            is distinct from (r.views_1d, r.uses_1d, r.views_30d, r.uses_30d, r.favorites_total)`)
        expect(rows).toEqual([])
      }),
      { numRuns: sizeOf({ short: 4, long: 20 }) },
    ),
  )
})
