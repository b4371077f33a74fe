import { searchSkills } from '../../../src/db/search/search-skills.ts'
import type { Ground } from '../database.ts'
import type { Figure } from '../figures.ts'
import { timesOfPlan } from '../reads/database-time.ts'
import { recordStatements } from '../record.ts'
import { type BenchQuery, benchQueries } from './queries.ts'
import { makeVocabulary } from './texts.ts'

const SIZE = 20
const RUNS = 5

type Asked = BenchQuery & { planned: number; executed: number; total: number }

/** Milliseconds of database time of each query, by kind and of all. One connection, the first run of each is thrown away. */
export async function benchSearchReads(
  ground: Pick<Ground, 'db' | 'at'>,
  goals: { p50: number; p95: number },
  worst: number,
): Promise<Figure[]> {
  const asked: Asked[] = []
  for (const query of benchQueries(makeVocabulary())) asked.push(...(await ask(ground, query)))
  const kinds = [...new Set(asked.map(({ kind }) => kind))]
  const slowest = asked
    .toSorted((a, b) => b.total - a.total)
    .filter(({ q }, i, all) => all.findIndex((other) => other.q === q) === i)
  for (const { q, kind, total } of slowest.slice(0, worst))
    process.stdout.write(`${total.toFixed(1).padStart(8)} ms [${kind}] ${q}\n`)
  const totals = asked.map(({ total }) => total)
  return [
    ...kinds.map((kind) => ({
      name: `${kind}: p50`,
      value: share(
        asked.filter((one) => one.kind === kind).map(({ total }) => total),
        0.5,
      ),
      unit: 'ms',
    })),
    {
      name: 'all queries: planning, p50',
      value: share(
        asked.map(({ planned }) => planned),
        0.5,
      ),
      unit: 'ms',
    },
    { name: 'all queries: p50', value: share(totals, 0.5), unit: 'ms', atMost: goals.p50 },
    { name: 'all queries: p95', value: share(totals, 0.95), unit: 'ms', atMost: goals.p95 },
    { name: 'all queries: slowest', value: share(totals, 1), unit: 'ms' },
  ]
}

async function ask({ db, at }: Pick<Ground, 'db' | 'at'>, { kind, ...filter }: BenchQuery): Promise<Asked[]> {
  const target = await recordStatements(at.endpoint, [() => searchSkills(db, filter, 'relevance', { size: SIZE })])
  const [, ...warm] = await timesOfPlan(target, RUNS + 1)
  return warm.map(({ planned, executed }) => ({ kind, ...filter, planned, executed, total: planned + executed }))
}

const share = (values: readonly number[], part: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(part * values.length))] ?? 0
