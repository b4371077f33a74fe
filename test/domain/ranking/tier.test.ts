import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BANDS, percentileOf, RELAXED_BELOW, STEPS, tierOf } from '../../../src/domain/ranking/tier.ts'

/** Every tier from the best to the last: S to D, 1 to 5. */
const TIERS = ['S', 'A', 'B', 'C', 'D'].flatMap((letter) => [1, 2, 3, 4, 5].map((step) => `${letter}${step}`))

/** Where each tier begins, in thousandths of the group strictly ahead: bands at 0, 4, 25, 50 and 75 %, each in five equal steps. */
const BEGINS = [
  ...[0, 8, 16, 24, 32],
  ...[40, 82, 124, 166, 208],
  ...[250, 300, 350, 400, 450],
  ...[500, 550, 600, 650, 700],
  ...[750, 800, 850, 900, 950],
]

const aPlace = fc
  .integer({ min: 1, max: 5000 })
  .chain((of) => fc.record({ of: fc.constant(of), ahead: fc.integer({ min: 0, max: of - 1 }) }))

describe('the tiers', () => {
  it('of a group of six match the figures of the report', () => {
    expect([0, 1, 2, 3, 4, 5].map((ahead) => tierOf({ ahead, of: 6 }))).toEqual(['S1', 'A4', 'B2', 'C1', 'C4', 'D2'])
  })

  it.each(TIERS.map((tier, i) => ({ tier, begin: BEGINS[i] ?? 0, before: TIERS[i - 1] })))(
    'have $tier from $begin ‰ ahead, and not before',
    ({ tier, begin, before }) => {
      expect(tierOf({ ahead: begin, of: 1000 })).toBe(tier)
      expect(tierOf({ ahead: begin * 7919, of: 7_919_000 })).toBe(tier)
      if (before) {
        expect(tierOf({ ahead: begin - 1, of: 1000 })).toBe(before)
        expect(tierOf({ ahead: begin * 7919 - 1, of: 7_919_000 })).toBe(before)
      }
    },
  )

  it.each([
    [1, ['S1']],
    [2, ['S1', 'C1']],
    [4, ['S1', 'B1', 'C1', 'D1']],
    [5, ['S1', 'A4', 'B4', 'C3', 'D2']],
    [10, ['S1', 'A2', 'A4', 'B2', 'B4', 'C1', 'C3', 'C5', 'D2', 'D4']],
  ])('of a group of %i are %j', (of, tiers) => {
    expect(tiers.map((_, ahead) => tierOf({ ahead, of }))).toEqual(tiers)
  })

  it('of a group of a thousand are all twenty-five, each as wide as its band says', () => {
    const tiers = Array.from({ length: 1000 }, (_, ahead) => tierOf({ ahead, of: 1000 }))
    const widths = TIERS.map((tier) => tiers.filter((other) => other === tier).length)
    expect(widths).toEqual(BEGINS.map((begin, i) => (BEGINS[i + 1] ?? 1000) - begin))
  })
})

describe('whatever the group', () => {
  it('nobody ahead is S1, and every place has a tier between S1 and D5', () =>
    fc.assert(
      fc.property(aPlace, (place) => {
        expect(tierOf({ ...place, ahead: 0 })).toBe('S1')
        expect(TIERS).toContain(tierOf(place))
      }),
    ))

  it('a lower place never has a better tier', () =>
    fc.assert(
      fc.property(aPlace, (place) => {
        if (place.ahead === 0) return
        const before = tierOf({ ...place, ahead: place.ahead - 1 })
        expect(TIERS.indexOf(tierOf(place))).toBeGreaterThanOrEqual(TIERS.indexOf(before))
      }),
    ))

  it('the same share of a larger group has the same tier', () =>
    fc.assert(
      fc.property(aPlace, fc.integer({ min: 2, max: 50 }), ({ ahead, of }, times) => {
        expect(tierOf({ ahead: ahead * times, of: of * times })).toBe(tierOf({ ahead, of }))
      }),
    ))

  it('the percentile is the share ahead, and falls into the band of the tier', () =>
    fc.assert(
      fc.property(aPlace, (place) => {
        const percentile = percentileOf(place)
        expect(percentile).toBeCloseTo((place.ahead / place.of) * 100, 10)
        const band = BANDS.find(({ letter }) => tierOf(place).startsWith(letter))
        expect(percentile).toBeGreaterThanOrEqual((band?.from ?? Number.NaN) - 1e-9)
        expect(percentile).toBeLessThan((band?.to ?? Number.NaN) + 1e-9)
      }),
    ))
})

describe('the table of bands', () => {
  it('covers 0 to 100 % without a gap, in five steps each', () => {
    expect(BANDS.map(({ from }) => from)).toEqual([0, ...BANDS.slice(0, -1).map(({ to }) => to)])
    expect(BANDS.at(-1)?.to).toBe(100)
    expect(STEPS).toBe(5)
    expect(RELAXED_BELOW).toBe(10)
  })
})
