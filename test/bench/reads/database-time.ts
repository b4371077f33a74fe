import { median } from '../compare.ts'
import type { Target } from '../load.ts'

const RUNS = 60
/** The first runs fill the caches of the connections. */
const WARM_UP = 20

type Explained = { rows: [string][] }
type Plan = { 'Planning Time': number; 'Execution Time': number }
type PlanTimes = { planned: number; executed: number }

/** Milliseconds that PostgreSQL plans and executes the first statement of `target`: medians of each, added up. */
export async function databaseTime(target: Target): Promise<number> {
  const warm = (await timesOfPlan(target, RUNS)).slice(WARM_UP)
  return median(warm.map(({ planned }) => planned)) + median(warm.map(({ executed }) => executed))
}

/** Runs the first statement of `target` so many times, on one connection. Milliseconds of each run. */
export async function timesOfPlan({ url, headers = {}, bodies = [] }: Target, runs: number): Promise<PlanTimes[]> {
  const { query, params } = JSON.parse(bodies[0] ?? '') as { query: string; params: unknown[] }
  const body = JSON.stringify({ query: `explain (analyze, timing off, format json) ${query}`, params })
  const times: PlanTimes[] = []
  for (let run = 0; run < runs; run++) {
    const answer = (await (await fetch(url, { method: 'POST', headers, body })).json()) as Explained
    const [plan] = JSON.parse(answer.rows[0]?.[0] ?? '[]') as [Plan]
    times.push({ planned: plan['Planning Time'], executed: plan['Execution Time'] })
  }
  return times
}
