import { sql } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { issueSiteToken } from '../../../src/http/auth/site-token.ts'
import { type Api, readProblem, startApi } from '../../support/api/api.ts'
import { aSite, aSkill } from '../../support/builders/builders.ts'
import { normalize, readOutcomes, readPositions } from '../../support/builders/events.ts'

const JWT_SECRET = 'the secret of these tokens, long enough to be taken'

let api: Api
let slug: string
beforeAll(async () => {
  api = await startApi({ JWT_SECRET })
  slug = (await aSkill(api.db)).slug
})
beforeEach(async () => {
  await api.db.execute(
    sql`truncate raw_events, skill_events, event_keys, search_positions, address_days, address_skill_days`,
  )
})

const anEvent = (fields: Record<string, unknown> = {}) => ({
  event_id: crypto.randomUUID(),
  slug,
  event_type: 'use',
  ...fields,
})
const post = (body: unknown, headers: Record<string, string> = {}) => api.send('POST', '/v1/events', body, headers)
const today = () => new Date().toISOString().slice(0, 10)

async function countedOf(body: unknown, headers: Record<string, string> = {}) {
  expect((await post(body, headers)).status).toBe(202)
  await normalize(api.db, { at: new Date() })
  return (await readPositions(api.db)).map((line) => line.replace(`${today()} `, ''))
}

describe('the search position of an event', () => {
  it.each([
    ['view', 1],
    ['use', 100],
  ])('of the type %s is counted, here %i', async (event_type, search_position) => {
    expect(await countedOf(anEvent({ event_type, search_position }))).toEqual([`${event_type} ${search_position}: 1`])
  })

  it('is counted for the server of a site', async () => {
    const { id } = await aSite(api.db)
    const { token } = await issueSiteToken({ siteId: id, origin: null }, { secret: JWT_SECRET, now: new Date() })
    const headers = { Authorization: `Bearer ${token}` }
    expect(await countedOf(anEvent({ session_id: 'a', search_position: 2 }), headers)).toEqual(['use 2: 1'])
  })

  it('counts once, however often the event is sent', async () => {
    const event = anEvent({ search_position: 7 })
    await post({ events: [event, event] })
    expect(await countedOf(event)).toEqual(['use 7: 1'])
    expect(await countedOf(event)).toEqual(['use 7: 1'])
  })

  it('is kept with nothing else once the event is counted', async () => {
    await countedOf(anEvent({ search_position: 31 }))
    const { rows } = await api.db.execute(sql`
      select r.payload ? 'search_position' as raw, to_jsonb(e)::text like '%position%' as event from raw_events r, skill_events e`)
    expect(rows).toEqual([{ raw: false, event: false }])
    expect(Object.keys((await api.db.execute(sql`select * from search_positions`)).rows[0] ?? {})).toEqual([
      ...['day', 'event_type', 'position', 'events'],
    ])
  })

  it.each([{ DNT: '1' }, { 'Sec-GPC': '1' }])(
    'is dropped for a sender with %j, whose event counts as ever',
    async (asks) => {
      const event = anEvent({ search_position: 3 })
      expect((await post(event, asks)).status).toBe(202)
      const { rows } = await api.db.execute(sql`select payload ? 'search_position' as has from raw_events`)
      expect(rows).toEqual([{ has: false }])
      await normalize(api.db, { at: new Date() })
      expect(await readPositions(api.db)).toEqual([])
      expect(await readOutcomes(api.db)).toEqual({ [event.event_id]: 'counted' })
    },
  )

  it.each([{ DNT: '0' }, { DNT: 'unspecified' }, { 'Sec-GPC': '0' }])('is not dropped for %j', async (asks) => {
    expect(await countedOf(anEvent({ search_position: 3 }), asks)).toEqual(['use 3: 1'])
  })

  it.each([0, 101, -1, 1.5, '1', null, [], true])('must be a whole number from 1 to 100, not %j', async (position) => {
    const problem = await readProblem(await post(anEvent({ search_position: position })))
    expect(problem).toMatchObject({ status: 400, errors: [{ in: 'body', pointer: '/search_position' }] })
  })

  it.each(['favorite', 'unfavorite'])('cannot be that of a %s', async (event_type) => {
    const problem = await readProblem(await post(anEvent({ event_type, session_id: 'a', search_position: 1 })))
    expect(problem).toMatchObject({
      status: 400,
      errors: [{ pointer: '/search_position', message: 'goes only with the event_type view or use' }],
    })
  })
})
