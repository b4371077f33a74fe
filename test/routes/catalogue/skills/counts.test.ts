import { sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { SkillCounts } from '../../../../src/routes/catalogue/skill-counts-schema.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { aSite, aSkill, someEvents, someRawEvents } from '../../../support/builders/builders.ts'

const DAY_MS = 24 * 3_600_000

let api: Api
beforeAll(async () => {
  api = await startApi()
})

const daysAgo = (days: number) => new Date(Date.now() - days * DAY_MS).toISOString()
const dayOf = (time: string) => time.slice(0, 10)

async function counts(ref: string, query = '') {
  const response = await api.call(`/v1/skills/${ref}/counts${query}`)
  expect(response.status).toBe(200)
  return SkillCounts.parse(await response.json())
}

describe('GET /v1/skills/{ref}/counts', () => {
  it('shows raw, counted and excluded events by day and type, with the reasons', async () => {
    const { id: skillId, slug } = await aSkill(api.db)
    const { id: siteId } = await aSite(api.db)
    const [today, before] = [daysAgo(0), daysAgo(3)]
    await someEvents(api.db, [
      { skillId, session: 'a', at: today },
      { skillId, session: 'a', at: today },
      { skillId, session: 'b', at: today, siteId },
      { skillId, at: today, isBot: true },
      { skillId, session: 'a', at: before, eventId: 'once' },
      { skillId, session: 'a', at: before, eventId: 'once' },
      { skillId, session: 'a', at: before, type: 'view' },
      { skillId, session: 'b', at: before, type: 'favorite', siteId },
      { skillId, session: 'b', at: before, type: 'favorite', siteId },
    ])
    const answer = await counts(slug)
    const line = (event_type: string, raw: number, counted: number, counted_anonymous: number, reasons = {}) => {
      return { event_type, raw, counted, counted_anonymous, excluded: raw - counted, reasons }
    }
    expect(answer).toMatchObject({ id: skillId, slug, from: dayOf(daysAgo(29)), to: dayOf(today) })
    expect(answer.items).toEqual([
      { day: dayOf(today), ...line('use', 4, 2, 1, { bot: 1, repeat_in_day: 1 }) },
      { day: dayOf(before), ...line('favorite', 2, 1, 0, { no_change: 1 }) },
      { day: dayOf(before), ...line('use', 2, 1, 1, { duplicate_event_id: 1 }) },
      { day: dayOf(before), ...line('view', 1, 1, 1) },
    ])
    expect(answer.totals).toEqual([
      line('favorite', 2, 1, 0, { no_change: 1 }),
      line('use', 6, 3, 2, { bot: 1, duplicate_event_id: 1, repeat_in_day: 1 }),
      line('view', 1, 1, 1),
    ])
  })

  it('covers as many UTC days as asked for, including today', async () => {
    const { id: skillId } = await aSkill(api.db)
    await someEvents(
      api.db,
      [0, 1, 2].map((days) => ({ skillId, at: daysAgo(days) })),
    )
    const { from, to, items } = await counts(skillId, '?days=2')
    expect([from, to]).toEqual([dayOf(daysAgo(1)), dayOf(daysAgo(0))])
    expect(items.map((item) => item.day)).toEqual([to, from])
  })

  it('has the time of the oldest unprocessed event as as_of', async () => {
    const own = await startApi()
    const { id: skillId, slug } = await aSkill(own.db)
    const asOf = async () =>
      Date.parse(SkillCounts.parse(await (await own.call(`/v1/skills/${slug}/counts`)).json()).as_of)
    await someRawEvents(own.db, [{ skillId }])
    await own.db.execute(sql`update raw_events set received_at = now() - interval '1 hour'`)
    expect(Date.now() - (await asOf())).toBeGreaterThanOrEqual(3_600_000)
    await own.tick()
    expect(Date.now() - (await asOf())).toBeLessThan(11 * 60_000)
  })

  it('is empty for a skill without events', async () => {
    const { slug } = await aSkill(api.db)
    expect(await counts(slug)).toMatchObject({ totals: [], items: [] })
  })

  it('may be cached as long as the skill itself', async () => {
    const { slug } = await aSkill(api.db)
    const { headers } = await api.call(`/v1/skills/${slug}/counts`)
    expect(headers.get('Cache-Control')).toMatch(/^public, max-age=60/)
    expect(headers.get('Cache-Tag')).toBe(`skills,skill:${slug}`)
    expect(headers.get('ETag')).toMatch(/^"/)
  })

  it('answers 404 for a skill that is not public or does not exist', async () => {
    const { slug } = await aSkill(api.db, { status: 'archived' })
    for (const ref of [slug, 'nobody--nothing', crypto.randomUUID()])
      expect(await readProblem(await api.call(`/v1/skills/${ref}/counts`))).toMatchObject({
        status: 404,
        code: 'not_found',
      })
  })

  it.each(['0', '91', '-1', '1.5', 'x', ''])('refuses %j days', async (days) => {
    const problem = await readProblem(await api.call(`/v1/skills/a--b/counts?days=${days}`))
    expect(problem).toMatchObject({ status: 400, code: 'invalid', errors: [{ in: 'query', pointer: '/days' }] })
  })
})
