import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hmacSha256Hex } from '../../../src/domain/hash.ts'
import { Verdicts } from '../../../src/routes/events.ts'
import { type Api, startApi } from '../../support/api.ts'
import { aSkill } from '../../support/builders.ts'

const SECRET = 'the key of these hashes, long enough to be taken'

let api: Api
let skill: { id: string; slug: string }

beforeAll(async () => {
  api = await startApi({ EVENT_HASH_SECRET: SECRET })
})
beforeEach(async () => {
  skill = await aSkill(api.db)
})

const anEvent = (fields: Record<string, unknown> = {}) => ({
  event_id: crypto.randomUUID(),
  slug: skill.slug,
  event_type: 'use',
  ...fields,
})
const post = (body: unknown, headers?: Record<string, string>) => api.send('POST', '/v1/events', body, headers)

async function accepted(body: unknown) {
  const response = await post(body)
  expect(response.status).toBe(202)
  return Verdicts.parse(await response.json())
}
const stored = async (skillId = skill.id) =>
  (await api.db.execute(sql`select * from skill_events where skill_id = ${skillId}::uuid order by event_id`)).rows

describe('POST /v1/events', () => {
  it('takes one event', async () => {
    const event = anEvent()
    const response = await post(event)
    expect(response.status).toBe(202)
    expect(response.headers.get('Content-Type')).toMatch(/^application\/json/)
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*')
    expect(Verdicts.parse(await response.json())).toEqual({
      accepted: 1,
      rejected: 0,
      items: [{ index: 0, event_id: event.event_id, verdict: 'accepted', reason: null }],
    })
    expect(await stored()).toMatchObject([{ event_id: event.event_id, event_type: 'use', user_id: null }])
  })

  it.each(['view', 'use', 'favorite', 'unfavorite'])('takes a %s', async (type) => {
    expect(await accepted(anEvent({ event_type: type }))).toMatchObject({ accepted: 1 })
    expect(await stored()).toMatchObject([{ event_type: type }])
  })

  it('takes up to 100 events in their order', async () => {
    const events = Array.from({ length: 100 }, () => anEvent())
    const verdicts = await accepted({ events })
    expect(verdicts).toMatchObject({ accepted: 100, rejected: 0 })
    expect(verdicts.items.map((item) => item.event_id)).toEqual(events.map((event) => event.event_id))
    expect(verdicts.items.map((item) => item.index)).toEqual(events.map((_, i) => i))
    expect(await stored()).toHaveLength(100)
  })

  it('knows a skill by its id, and by its slug in any case', async () => {
    const { event_id, event_type } = anEvent()
    expect(await accepted({ event_id, event_type, skill_id: skill.id.toUpperCase() })).toMatchObject({ accepted: 1 })
    expect(await accepted(anEvent({ slug: skill.slug.toUpperCase() }))).toMatchObject({ accepted: 1 })
    expect(await stored()).toHaveLength(2)
  })

  it('knows a slug that is not ASCII in any case', async () => {
    const other = await aSkill(api.db, { owner: 'Ünïcode', name: '회의록' })
    expect(await accepted(anEvent({ slug: 'ÜNÏCODE--회의록' }))).toMatchObject({ accepted: 1 })
    expect(await stored(other.id)).toHaveLength(1)
  })

  it('keeps when it happened, and otherwise the present', async () => {
    const at = new Date(Date.now() - 3_600_000).toISOString()
    await accepted(anEvent({ event_id: `1-${skill.id}`, occurred_at: at.replace('Z', '+00:00') }))
    await accepted(anEvent({ event_id: `2-${skill.id}` }))
    const [first, second] = await stored()
    expect(Date.parse(String(first?.created_at))).toBe(Date.parse(at))
    expect(Math.abs(Date.parse(String(second?.created_at)) - Date.now())).toBeLessThan(60_000)
  })
})

describe('an event sent again', () => {
  it('is accepted and stored once', async () => {
    const event = anEvent()
    const first = await accepted(event)
    expect(await accepted(event)).toEqual(first)
    expect(await stored()).toHaveLength(1)
  })

  it('is stored once when it stands twice in a batch', async () => {
    const event = anEvent()
    expect(await accepted({ events: [event, event, anEvent()] })).toMatchObject({ accepted: 3, rejected: 0 })
    expect(await stored()).toHaveLength(2)
  })

  it('is as it came first, whatever it says later', async () => {
    const event = anEvent({ event_type: 'view' })
    await accepted(event)
    await accepted({ ...event, event_type: 'favorite' })
    expect(await stored()).toMatchObject([{ event_type: 'view' }])
  })

  it('is stored once when five send the same batch at once in two orders, time and again', async () => {
    for (let round = 0; round < 10; round++) {
      const events = Array.from({ length: 100 }, () => anEvent())
      const batches = [events, events.toReversed(), events, events.toReversed(), events]
      const responses = await Promise.all(batches.map((batch) => post({ events: batch })))
      expect(responses.map((response) => response.status)).toEqual([202, 202, 202, 202, 202])
      for (const response of responses) expect(await response.json()).toMatchObject({ accepted: 100, rejected: 0 })
    }
    expect(await stored()).toHaveLength(1000)
  })

  it('counts once in the popularity', async () => {
    const event = anEvent({ session_id: 'someone' })
    await Promise.all([post(event), post(event), post({ events: [event, event] })])
    await api.tick()
    const response = await api.call(`/v1/skills/${skill.slug}`)
    expect(await response.json()).toMatchObject({ popularity: { uses_30d: 1 } })
  })
})

describe('an invalid event among good ones', () => {
  it('is named with its reason, and the others are taken', async () => {
    const good = anEvent()
    const verdicts = await accepted({
      events: [
        anEvent({ event_type: 'like' }),
        good,
        'nonsense',
        null,
        { event_id: 7 },
        anEvent({ slug: 'no--one' }),
        anEvent({ extra: 1 }),
      ],
    })
    expect(verdicts).toMatchObject({ accepted: 1, rejected: 6 })
    expect(verdicts.items.map((item) => item.verdict)).toEqual([
      'invalid',
      'accepted',
      'invalid',
      'invalid',
      'invalid',
      'invalid',
      'invalid',
    ])
    expect(verdicts.items[0]?.reason).toMatch(/^\/event_type: /)
    expect(verdicts.items[2]).toMatchObject({ index: 2, event_id: null })
    expect(verdicts.items[5]?.reason).toBe('unknown_skill')
    expect(verdicts.items[6]?.reason).toMatch(/^\/extra: /)
    expect((await stored()).map((row) => row.event_id)).toEqual([good.event_id])
  })

  it('is one of an unknown or hidden skill, by slug or id', async () => {
    const draft = await aSkill(api.db, { status: 'draft' })
    const { event_id, event_type } = anEvent()
    const byId = { event_id, event_type }
    const verdicts = await accepted({
      events: [
        anEvent({ slug: draft.slug }),
        { ...byId, event_id: 'by id of a draft', skill_id: draft.id },
        { ...byId, event_id: 'by id of nothing', skill_id: 'f0000000-0000-4000-8000-000000000000' },
      ],
    })
    expect(verdicts).toMatchObject({ accepted: 0, rejected: 3 })
    expect(verdicts.items.map((item) => item.reason)).toEqual(['unknown_skill', 'unknown_skill', 'unknown_skill'])
    expect(await stored(draft.id)).toEqual([])
  })

  it('does not pass as accepted for sharing the event_id of a good one', async () => {
    const event = anEvent()
    const { items } = await accepted({ events: [event, { ...event, slug: 'no--one' }] })
    expect(items.map((item) => item.verdict)).toEqual(['accepted', 'invalid'])
  })

  it.each([
    [1, 'occurred_in_the_future'],
    [-1, 'occurred_too_long_ago'],
  ])('is one whose clock is off (%i)', async (sign, reason) => {
    const limit = sign > 0 ? 3_600_000 : 30 * 86_400_000
    const at = (ms: number) => new Date(Date.now() + sign * ms).toISOString()
    const verdicts = await accepted({
      events: [anEvent({ occurred_at: at(limit + 60_000) }), anEvent({ occurred_at: at(limit - 60_000) })],
    })
    expect(verdicts.items.map((item) => item.reason)).toEqual([reason, null])
  })
})

describe('who acted', () => {
  const raw = { session_id: 'session-of-somebody', ip: '203.0.113.77', ua: 'Somebody/1.0 (very special)' }
  const send = (fields = {}) =>
    post(anEvent({ session_id: raw.session_id, ...fields }), { 'CF-Connecting-IP': raw.ip, 'User-Agent': raw.ua })

  it('is kept as keyed hashes only', async () => {
    expect((await send()).status).toBe(202)
    const [row] = await stored()
    expect(row).toMatchObject({
      session_hash: await hmacSha256Hex(SECRET, raw.session_id),
      ip_hash: await hmacSha256Hex(SECRET, raw.ip),
      ua_hash: await hmacSha256Hex(SECRET, raw.ua),
    })
    for (const value of Object.values(raw)) expect(JSON.stringify(row)).not.toContain(value)
  })

  it('has no session hash without a session', async () => {
    await send({ session_id: undefined })
    expect(await stored()).toMatchObject([{ session_hash: null }])
  })
})
