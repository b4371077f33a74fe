import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { IMPROVEMENT_WINDOW_HOURS, judge, type Measure } from '../../../src/domain/ranking/improvement.ts'

const measure = (uses: number, views: number, hours = IMPROVEMENT_WINDOW_HOURS): Measure => ({
  hours,
  uses,
  views,
  use_rate: uses + views > 0 ? uses / (uses + views) : 0,
})

const counts = fc.record({
  uses: fc.oneof(fc.constant(0), fc.nat(20), fc.nat(1_000_000)),
  views: fc.oneof(fc.constant(0), fc.nat(20), fc.nat(1_000_000)),
})
const wholeWindow = counts.map(({ uses, views }) => measure(uses, views))
/** A window in part of which the skill existed. A window of 0 hours has no counts. */
const anyWindow = fc
  .tuple(
    counts,
    fc.oneof(
      fc.constant(0),
      fc.constant(IMPROVEMENT_WINDOW_HOURS),
      fc.integer({ min: 1, max: IMPROVEMENT_WINDOW_HOURS }),
    ),
  )
  .map(([{ uses, views }, hours]) => (hours === 0 ? measure(0, 0, 0) : measure(uses, views, hours)))

const OPPOSITE = { improved: 'worsened', worsened: 'improved', inconclusive: 'inconclusive' } as const

describe('the verdict on use rates', () => {
  // The examples from Newcombe 1998, table II, method 10.
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
  ])('has the interval that Newcombe gives for %i of %i against %i of %i', (a, m, b, n, low, high) => {
    const { delta } = judge(measure(b, n - b), measure(a, m - a))
    expect(delta.by).toBe('use_rate')
    expect(delta.interval?.low).toBeCloseTo(low, 4)
    expect(delta.interval?.high).toBeCloseTo(high, 4)
  })

  it('is improved or worsened only if the interval excludes 0', () => {
    expect(judge(measure(20, 80), measure(40, 60)).verdict).toBe('improved')
    expect(judge(measure(40, 60), measure(20, 80)).verdict).toBe('worsened')
    expect(judge(measure(20, 80), measure(25, 75)).verdict).toBe('inconclusive')
  })

  it('does not mistake more visitors for an improvement', () => {
    expect(judge(measure(20, 80), measure(200, 800))).toMatchObject({
      verdict: 'inconclusive',
      delta: { uses: 180, views: 720, use_rate: 0, by: 'use_rate', value: 0 },
    })
  })
})

describe('the verdict on counts', () => {
  it('goes by uses if a window has no views', () => {
    expect(judge(measure(10, 0), measure(40, 0))).toMatchObject({
      verdict: 'improved',
      delta: { by: 'uses', value: 30 },
    })
    expect(judge(measure(10, 5), measure(13, 0))).toMatchObject({ verdict: 'inconclusive', delta: { by: 'uses' } })
    expect(judge(measure(40, 0), measure(0, 3)).verdict).toBe('worsened')
  })

  it('needs several uses to tell them from none', () => {
    const verdicts = [0, 1, 2, 3, 4, 5, 6].map((uses) => judge(measure(0, 0), measure(uses, 0)).verdict)
    expect(verdicts).toEqual([...Array(5).fill('inconclusive'), 'improved', 'improved'])
  })

  it('doubles the uses of a skill that existed for half of a window', () => {
    const { delta, verdict } = judge(measure(20, 0, IMPROVEMENT_WINDOW_HOURS / 2), measure(40, 0))
    expect({ verdict, uses: delta.uses, value: delta.value }).toEqual({ verdict: 'inconclusive', uses: 20, value: 0 })
  })

  it('has nothing to compare with if the skill did not exist before', () => {
    expect(judge(measure(0, 0, 0), measure(500, 0))).toEqual({
      verdict: 'inconclusive',
      delta: { uses: 500, views: 0, use_rate: 1, by: 'uses', value: 500, interval: null },
    })
  })
})

describe('whatever the counts', () => {
  it('every figure is a number, and the interval contains the value', () => {
    fc.assert(
      fc.property(anyWindow, anyWindow, (before, after) => {
        const { delta } = judge(before, after)
        const { low, high } = delta.interval ?? { low: delta.value, high: delta.value }
        for (const figure of [delta.uses, delta.views, delta.use_rate, delta.value, low, high])
          expect(Number.isFinite(figure) && !Object.is(figure, -0)).toBe(true)
        expect(low).toBeLessThanOrEqual(delta.value)
        expect(high).toBeGreaterThanOrEqual(delta.value)
        if (delta.by === 'use_rate') expect(low >= -1 && high <= 1).toBe(true)
      }),
    )
  })

  it('swapping the windows reverses the verdict', () => {
    fc.assert(
      fc.property(anyWindow, anyWindow, (before, after) => {
        const [there, back] = [judge(before, after), judge(after, before)]
        expect(back.verdict).toBe(OPPOSITE[there.verdict])
        expect(back.delta.value).toBeCloseTo(-there.delta.value, 5)
        expect(back.delta.interval?.low ?? 0).toBeCloseTo(-(there.delta.interval?.high ?? 0), 5)
      }),
    )
  })

  it('equal windows are inconclusive', () => {
    fc.assert(
      fc.property(anyWindow, (same) => {
        expect(judge(same, same)).toMatchObject({ verdict: 'inconclusive', delta: { uses: 0, use_rate: 0, value: 0 } })
      }),
    )
  })

  it('the interval of a rate shrinks with the sample', () => {
    const width = (before: Measure, after: Measure) => {
      const { interval } = judge(before, after).delta
      return interval ? interval.high - interval.low : Number.POSITIVE_INFINITY
    }
    const some = fc.record({ uses: fc.nat(500), views: fc.integer({ min: 1, max: 500 }) })
    fc.assert(
      fc.property(some, some, fc.integer({ min: 2, max: 50 }), (b, a, times) => {
        const sample = (n: number) => width(measure(n * b.uses, n * b.views), measure(n * a.uses, n * a.views))
        expect(sample(times)).toBeLessThan(sample(1))
      }),
    )
  })

  it('more uses with the same views never worsen the verdict', () => {
    const order = { worsened: 0, inconclusive: 1, improved: 2 }
    fc.assert(
      fc.property(anyWindow, wholeWindow, fc.integer({ min: 1, max: 1000 }), (before, after, more) => {
        const less = judge(before, after).verdict
        expect(order[judge(before, measure(after.uses + more, after.views)).verdict]).toBeGreaterThanOrEqual(
          order[less],
        )
      }),
    )
  })
})
