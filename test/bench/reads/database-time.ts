import { median } from '../compare.ts'
import type { Target } from '../load.ts'

const RUNS = 60
/** The first runs fill the caches of the connections. */
const WARM_UP = 20

type Explained = { rows: [string][] }
type Plan = { 'Planning Time': number; 'Execution Time': number }

/** Milliseconds that PostgreSQL plans and executes the first statement of `target`: medians of each, added up. */
export async function databaseTime({ url, headers = {}, bodies = [] }: Target): Promise<number> {
  const { query, params } = JSON.parse(bodies[0] ?? '') as { query: string; params: unknown[] }
  const body = JSON.stringify({ query: `explain (analyze, timing off, format json) ${query}`, params })
  const plans: Plan[] = []
  for (let run = 0; run < RUNS; run++) {
    const answer = (await (await fetch(url, { method: 'POST', headers, body })).json()) as Explained
    plans.push((JSON.parse(answer.rows[0]?.[0] ?? '[]') as Plan[])[0] as Plan)
  }
  const warm = plans.slice(WARM_UP)
  return median(warm.map((plan) => plan['Planning Time'])) + median(warm.map((plan) => plan['Execution Time']))
}
