import { median, takeTurns } from '../compare.ts'
import type { Figure } from '../figures.ts'
import type { Size } from './data.ts'
import { type Ground, onHistory } from './ground.ts'
import { readCounts, recount } from './recount.ts'
import { type Written, writtenBy } from './rows.ts'
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
  return [
    { name: 'popularity, of a recount', value: full.ratio('refresh-popularity'), unit: 'ratio', atMost: 0.03 },
    { name: 'batch, of a recount', value: full.ratio('batch'), unit: 'ratio', atMost: 0.15 },
    ...STEPS.map((step) => ({ name: step, value: secondsOf(full.ticks, step), unit: 's' })),
    { name: 'recount, stored', value: secondsOf(full.recounts, 'recount'), unit: 's' },
    { name: 'recount, read only on all cores', value: secondsOf(full.recounts, 'read'), unit: 's' },
    {
      name: 'batch, of one with a tenth of the history',
      value: secondsOf(full.ticks, 'batch') / secondsOf(young, 'batch'),
      unit: 'times',
      atMost: 1.2,
    },
    { name: 'round trips of a batch', value: requestsOf(full.ticks), unit: '', atMost: 15 },
    {
      name: 'round trips more than for a tenth of skills and categories',
      value: requestsOf(full.ticks) - requestsOf(small),
      unit: '',
      atMost: 0,
    },
    ...written(full),
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
  const busy = await writtenBy(ground)
  const idle = await writtenBy(ground)
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

/** A tick without new events writes only when it looked at the boards. */
const written = ({ busy, idle }: Record<'busy' | 'idle', Written>): Figure[] => [
  { name: 'rows written, of skills with new events', value: busy.rows / busy.usedSkills, unit: 'times', atMost: 4 },
  {
    name: 'write-ahead log of a tick, of skills with new events',
    value: busy.walBytes / busy.usedSkills,
    unit: 'bytes',
  },
  { name: 'rows written without new events', value: idle.rows, unit: 'rows' },
]
