import { median, takeTurns } from '../compare.ts'
import type { Figure } from '../figures.ts'
import type { Size } from './data.ts'
import { type Ground, onHistory } from './ground.ts'
import { readCounts, recount } from './recount.ts'
import { type Rewritten, rewrittenBy } from './rows.ts'
import type { Tick } from './tick.ts'

/** `RANKING_SHARE=0.01` measures a hundredth of the data: quick, but no proof. */
const SHARE = Number(process.env.RANKING_SHARE ?? 1)
const of = (size: Size): Size => ({ ...size, skills: size.skills * SHARE, events: size.events * SHARE })

const FULL = of({ skills: 100_000, categories: 20, events: 10_000_000 })
const YOUNG = { ...FULL, events: FULL.events / 10 }
const SMALL = { skills: FULL.skills / 10, categories: FULL.categories / 10, events: FULL.events / 100 }

const STEPS = ['normalize-events', 'refresh-popularity', 'score-skills', 'build-snapshots', 'batch']

/** Measures a tick against one statement that recounts all events, against less history, and against fewer skills. */
export async function benchRanking(): Promise<Figure[]> {
  const full = await onHistory(FULL, measureFull)
  const young = await onHistory(YOUNG, measureTicks)
  const small = await onHistory(SMALL, measureTicks)
  const popularity = secondsOf(full.ticks, 'refresh-popularity')
  return [
    { name: 'popularity, of a recount', value: full.ratio('refresh-popularity'), unit: 'ratio', atMost: 0.06 },
    { name: 'batch, of a recount', value: full.ratio('batch'), unit: 'ratio', atMost: 0.75 },
    ...STEPS.map((step) => ({ name: step, value: secondsOf(full.ticks, step), unit: 's' })),
    { name: 'recount, stored', value: secondsOf(full.recounts, 'recount'), unit: 's' },
    { name: 'recount, read only on all cores', value: secondsOf(full.recounts, 'read'), unit: 's' },
    {
      name: 'popularity, of one with a tenth of the history',
      value: popularity / secondsOf(young, 'refresh-popularity'),
      unit: 'times',
      atMost: 1.5,
    },
    { name: 'round trips of a batch', value: requestsOf(full.ticks), unit: '', atMost: 15 },
    {
      name: 'round trips more than for a tenth of skills and categories',
      value: requestsOf(full.ticks) - requestsOf(small),
      unit: '',
      atMost: 0,
    },
    ...rowsWritten('with new events', full.busy),
    ...rowsWritten('without', full.idle),
  ]
}

async function measureFull(ground: Ground) {
  const { db, now, prepare, tick } = ground
  const timed = async (work: () => Promise<unknown>) => {
    const start = performance.now()
    await work()
    return (performance.now() - start) / 1000
  }
  const rounds = await takeTurns<Tick>({
    // after the tick of the previous round, so the recount sees what that tick left
    limit: async () => {
      const seconds = { recount: await timed(() => recount(db, now())), read: await timed(() => readCounts(db, now())) }
      return { seconds, requests: 2 }
    },
    ours: async () => {
      await prepare()
      return tick()
    },
  })
  await prepare()
  const busy = await rewrittenBy(ground)
  const idle = await rewrittenBy(ground)
  await recount(db, now())
  const ratio = (step: string) =>
    median(rounds.map(({ limit, ours }) => (ours.seconds[step] ?? 0) / (limit.seconds.recount ?? 0)))
  return { ratio, ticks: rounds.map(({ ours }) => ours), recounts: rounds.map(({ limit }) => limit), busy, idle }
}

async function measureTicks({ prepare, tick }: Ground): Promise<Tick[]> {
  const ticks: Tick[] = []
  for (let round = 0; round < 3; round++) {
    await prepare()
    ticks.push(await tick())
  }
  return ticks
}

const secondsOf = (ticks: readonly Tick[], step: string) => median(ticks.map(({ seconds }) => seconds[step] ?? 0))
const requestsOf = (ticks: readonly Tick[]) => Math.max(...ticks.map(({ requests }) => requests))

const rowsWritten = (when: string, rows: Rewritten): Figure[] => [
  {
    name: `rows of popularity written ${when}, less those that changed`,
    value: rows.popularity - rows.changedPopularity,
    unit: 'rows',
    atMost: 0,
  },
  {
    name: `entries written ${when}, less those of boards that changed`,
    value: rows.entries - rows.changedEntries,
    unit: 'rows',
    atMost: 0,
  },
  { name: `rows of popularity written ${when}`, value: rows.popularity, unit: 'rows' },
  { name: `entries written ${when}`, value: rows.entries, unit: 'rows' },
]
