import { describe, expect, it } from 'vitest'
import { EXCLUSIONS } from '../../../src/domain/events/counting-rules.ts'
import { ANONYMOUS_TYPES, clockFault, EVENT_TYPES, RETRY } from '../../../src/domain/events/event.ts'

const NOW = new Date('2026-02-10T14:30:00Z')

describe('the time of an event', () => {
  it.each([
    ['now', '2026-02-10T14:30:00Z', null],
    ['an hour ahead', '2026-02-10T15:30:00.000Z', null],
    ['a millisecond more', '2026-02-10T15:30:00.001Z', 'occurred_in_the_future'],
    ['next year', '2027-02-10T14:30:00Z', 'occurred_in_the_future'],
    ['30 days ago', '2026-01-11T14:30:00.000Z', null],
    ['a millisecond before that', '2026-01-11T14:29:59.999Z', 'occurred_too_long_ago'],
    ['at the beginning of time', '1970-01-01T00:00:00Z', 'occurred_too_long_ago'],
  ])('that is %s is judged by both limits', (_, at, fault) => {
    expect(clockFault(new Date(at), NOW)).toBe(fault)
  })
})

describe('the kinds of events', () => {
  it('are two that anyone may report, and two that only a site may report', () => {
    expect(EVENT_TYPES.filter((type) => !ANONYMOUS_TYPES.includes(type))).toEqual(['favorite', 'unfavorite'])
    expect(ANONYMOUS_TYPES).toEqual(['view', 'use'])
  })

  it('fit their columns, and so do the reasons for not counting them', () => {
    for (const type of EVENT_TYPES) expect(type.length).toBeLessThanOrEqual(20)
    for (const reason of Object.keys(EXCLUSIONS)) expect(reason).toMatch(/^[a-z_]{1,40}$/)
  })
})

it('retries an event three times, and never waits longer than five minutes', () => {
  expect(RETRY).toEqual({ firstSeconds: 15, capSeconds: 300, most: 3 })
})
