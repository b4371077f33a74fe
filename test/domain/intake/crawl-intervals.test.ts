import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Changes, CRAWL_INTERVAL, intervalFor, observeChange } from '../../../src/domain/intake/crawl-schedule.ts'

const DAY = 24 * 60
const AT = new Date('2026-03-01T00:00:00Z')
const ago = (minutes: number) => new Date(AT.getTime() - minutes * 60_000)

const aHistory: fc.Arbitrary<Changes> = fc.record({
  gapMinutes: fc.double({ min: 30, max: 3 * 365 * DAY, noNaN: true }),
  changedAt: fc.option(fc.integer({ min: -DAY, max: 4 * 365 * DAY }).map(ago)),
})

describe('the interval of a source', () => {
  it('is a whole number of minutes, from a quarter of an hour to a day', () => {
    fc.assert(
      fc.property(aHistory, fc.boolean(), (history, hasChanged) => {
        const minutes = intervalFor(observeChange(history, AT, hasChanged))
        expect(Number.isInteger(minutes)).toBe(true)
        expect(minutes).toBeGreaterThanOrEqual(CRAWL_INTERVAL.min)
        expect(minutes).toBeLessThanOrEqual(DAY)
      }),
    )
  })

  it('never shrinks while nothing changes, and never grows by a change that came sooner than expected', () => {
    fc.assert(
      fc.property(aHistory, (history) => {
        expect(intervalFor(observeChange(history, AT, false))).toBeGreaterThanOrEqual(intervalFor(history))
        const silence = history.changedAt === null ? 0 : (AT.getTime() - history.changedAt.getTime()) / 60_000
        if (silence <= history.gapMinutes)
          expect(intervalFor(observeChange(history, AT, true))).toBeLessThanOrEqual(intervalFor(history))
      }),
    )
  })

  it('finds the rate of a source that changes evenly, whatever was assumed of it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 60, max: 60 * DAY }), aHistory, (gap, history) => {
        let known: Changes = { ...history, changedAt: AT }
        for (let n = 1; n <= 60; n++) known = observeChange(known, new Date(AT.getTime() + n * gap * 60_000), true)
        expect(known.gapMinutes / gap).toBeCloseTo(1, 2)
      }),
    )
  })

  it('is a quarter of an hour for what changes every few hours, and some hours for what has been silent for months', () => {
    expect(intervalFor({ gapMinutes: 200, changedAt: AT })).toBe(15)
    expect(intervalFor({ gapMinutes: 1440, changedAt: AT })).toBe(38)
    expect(intervalFor(observeChange({ gapMinutes: 1440, changedAt: ago(100 * DAY) }, AT, false))).toBe(379)
  })

  it('takes in the same whether times are whole or not, and nothing from the future', () => {
    expect(observeChange({ gapMinutes: 1440, changedAt: ago(-60) }, AT, false).gapMinutes).toBe(1440)
    expect(observeChange({ gapMinutes: 1440, changedAt: ago(-60) }, AT, true).changedAt).toEqual(AT)
  })
})
