import { expect, it } from 'vitest'
import { keyPeriodsOf } from '../../../src/domain/events/event-keys.ts'

it.each([
  ['1970-01-30T23:59:59.999Z', '1970-01-01', '1969-12-02'],
  ['2026-02-06T00:00:00.000Z', '2026-02-06', '2026-01-07'],
  ['2026-03-07T23:59:59.999Z', '2026-02-06', '2026-01-07'],
  ['2026-03-08T00:00:00.000Z', '2026-03-08', '2026-02-06'],
])('the keys of %s are those of the 30 days from %s, and of those before it', (now, current, previous) => {
  expect(keyPeriodsOf(new Date(now))).toEqual({ current, previous })
})
