import { describe, expect, it } from 'vitest'
import { type SampleEvent, sampleEvents, sampleStars } from '../../src/local/sample-events.ts'

const DAY = 86_400_000
const now = new Date('2026-02-10T14:30:00Z')
const skills = Array.from({ length: 22 }, (_, i) => ({ id: `id-${i}`, slug: `owner-${i % 5}--skill-${i}` }))
const events = sampleEvents({ skills, now })

const ofType = (type: SampleEvent['eventType'], from = events) => from.filter((event) => event.eventType === type)
const countBy = (from: readonly SampleEvent[], key: (event: SampleEvent) => string) =>
  from.reduce((counts, event) => counts.set(key(event), (counts.get(key(event)) ?? 0) + 1), new Map<string, number>())
const largestFirst = (numbers: Iterable<number>) => [...numbers].sort((a, b) => b - a)
const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0)

describe('sampleEvents', () => {
  it('gives the same events for the same skills, in any order', () => {
    expect(sampleEvents({ skills: skills.toReversed(), now })).toEqual(events)
  })

  it('gives different events for another seed', () => {
    expect(sampleEvents({ skills, now, seed: 2 })).not.toEqual(events)
  })

  it('gives each event an id of its own', () => {
    expect(new Set(events.map((event) => event.eventId)).size).toBe(events.length)
  })

  it('gives about 4,000 events, oldest first', () => {
    expect(events.length).toBeGreaterThan(3_500)
    expect(events.length).toBeLessThan(4_500)
    expect(events.map((event) => event.occurredAt.getTime())).toEqual(
      events.map((event) => event.occurredAt.getTime()).sort((a, b) => a - b),
    )
  })

  it('has no event in the future and none older than 30 days, at any hour', () => {
    for (const at of [now, new Date('2026-03-01T00:00:00Z'), new Date('2026-05-31T23:59:59.999Z')]) {
      for (const { occurredAt } of sampleEvents({ skills, now: at })) {
        expect(occurredAt.getTime()).toBeLessThanOrEqual(at.getTime())
        expect(occurredAt.getTime()).toBeGreaterThanOrEqual(at.getTime() - 30 * DAY)
      }
    }
  })

  it('gives a few skills most of the views, and every skill some', () => {
    const views = largestFirst(countBy(ofType('view'), (event) => event.skillId).values())
    expect(views).toHaveLength(skills.length)
    expect(sum(views.slice(0, 4))).toBeGreaterThan(sum(views) / 2)
    expect(views[0]).toBeGreaterThan(5 * (views[11] ?? 0))
  })

  it('has more views than uses, and repeated views of a session on the same day', () => {
    const views = ofType('view')
    const daily = countBy(views, (e) => `${e.session} ${e.skillId} ${e.occurredAt.toISOString().slice(0, 10)}`)
    expect(views.length).toBeGreaterThan(2 * ofType('use').length)
    expect(views.length - daily.size).toBeGreaterThan(300)
  })

  it('has fewer events at weekends', () => {
    const days = countBy(events, (event) => String(event.occurredAt.getUTCDay()))
    const weekend = (days.get('0') ?? 0) + (days.get('6') ?? 0)
    expect(weekend).toBeLessThan(events.length / 5)
  })

  it('makes some skills rise in the last week', () => {
    const recent = countBy(
      events.filter((event) => event.occurredAt.getTime() > now.getTime() - 7 * DAY),
      (event) => event.skillId,
    )
    const all = countBy(events, (event) => event.skillId)
    const rising = skills.filter(({ id }) => (recent.get(id) ?? 0) > 0.4 * (all.get(id) ?? 0))
    expect(rising.length).toBeGreaterThanOrEqual(3)
    expect(rising.length).toBeLessThan(skills.length / 3)
  })

  it('has 40 to 60 favourites, and removes a few of them again', () => {
    expect(ofType('favorite').length).toBeGreaterThanOrEqual(40)
    expect(ofType('favorite').length).toBeLessThanOrEqual(60)
    expect(ofType('unfavorite').length).toBeGreaterThanOrEqual(3)
    expect(ofType('unfavorite').length).toBeLessThanOrEqual(10)
  })

  it('puts every unfavourite after a favourite of the same session and skill', () => {
    const favorites = new Set<string>()
    for (const { eventType, session, skillId } of events) {
      const fan = `${session} ${skillId}`
      if (eventType === 'favorite') favorites.add(fan)
      if (eventType === 'unfavorite') expect(favorites.delete(fan)).toBe(true)
    }
  })

  it('works with no skill and with a single one', () => {
    expect(sampleEvents({ skills: [], now })).toEqual([])
    expect(new Set(sampleEvents({ skills: skills.slice(0, 1), now }).map((event) => event.skillId))).toEqual(
      new Set(['id-0']),
    )
  })
})

describe('sampleStars', () => {
  const stars = largestFirst(Array.from({ length: 200 }, (_, i) => sampleStars(`owner--skill-${i}`)))

  it('gives a slug the same whole number each time', () => {
    expect(sampleStars('harbor-lab--csv-profiling')).toBe(sampleStars('harbor-lab--csv-profiling'))
    expect(stars.every((n) => Number.isInteger(n) && n >= 0)).toBe(true)
  })

  it('gives a few slugs most of the stars', () => {
    expect(sum(stars.slice(0, 20))).toBeGreaterThan(sum(stars) / 2)
    expect(stars[100]).toBeLessThan(50)
  })
})
