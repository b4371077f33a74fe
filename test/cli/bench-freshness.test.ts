import { expect, it } from 'vitest'
import { simulate } from '../bench/freshness/simulate.ts'
import { mulberry32 } from '../support/outside/faulty-endpoint.ts'

const small = (webhooks: number) =>
  simulate({
    ...{ repositories: 2000, warmUpDays: 7, days: 3, webhooks, random: mulberry32(20) },
    ...{ requestsPerRun: 400, requestsPerHour: 70 },
  })

it('a small simulation keeps its budget, and webhooks make changes known sooner', () => {
  const [without, all] = [small(0), small(1)]
  expect(without.changes).toBeGreaterThan(100)
  expect(without.requestsMost).toBeLessThanOrEqual(70)
  expect(without.medianLagMin).toBeLessThan(120)
  expect(all.medianLagMin).toBe(1)
})
