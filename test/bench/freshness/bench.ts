import { crawlRequestsPerHour } from '../../../src/intake/live-limits.ts'
import { MAX_REQUESTS } from '../../../src/intake/outgoing.ts'
import { mulberry32 } from '../../support/outside/faulty-endpoint.ts'
import type { Figure } from '../figures.ts'
import { simulate } from './simulate.ts'

const REPOSITORIES = 100_000
/** What GitHub allows with one token. */
const GITHUB_PER_HOUR = 5000

/** Simulates a week of crawls, after three in which the schedule learns, without webhooks and with those of half of the repositories. */
export async function benchFreshness(): Promise<Figure[]> {
  const requestsPerHour = crawlRequestsPerHour({ GITHUB_TOKEN: 'a token' } as never) ?? 0
  return [0, 0.5].flatMap((webhooks) => {
    const random = mulberry32(20)
    const found = simulate({
      ...{ repositories: REPOSITORIES, warmUpDays: 21, days: 7, webhooks, random },
      ...{ requestsPerRun: MAX_REQUESTS, requestsPerHour },
    })
    const name = webhooks === 0 ? 'without webhooks' : 'with webhooks of half'
    return [
      { name: `${name}: changes`, value: found.changes, unit: 'in 7 days' },
      { name: `${name}: requests, mean`, value: found.requestsMean, unit: 'per hour' },
      { name: `${name}: requests, most`, value: found.requestsMost, unit: 'per hour', atMost: GITHUB_PER_HOUR },
      { name: `${name}: lag, median`, value: found.medianLagMin, unit: 'min', atMost: 60 },
      { name: `${name}: lag, p95`, value: found.p95LagMin, unit: 'min' },
    ]
  })
}
