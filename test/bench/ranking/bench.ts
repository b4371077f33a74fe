import { sum, takeTurns } from '../compare.ts'
import type { Figure } from '../figures.ts'
import type { Size } from './data.ts'
import { type Ground, onHistory, TICK_MS } from './ground.ts'
import { readPages } from './pages.ts'
import { readCounts, recount } from './recount.ts'
import { measureTick, type Written } from './rows.ts'
import type { Tick } from './tick.ts'

/** How much is generated, and the folder in which it is kept, if it is. */
export type RankingOptions = { skills: number; events: number; data?: string | undefined }

const STEPS = ['normalize-events', 'refresh-popularity', 'score-skills', 'build-snapshots', 'batch']
const HOUR_MS = 3_600_000
/** Windows move once an hour: an hour's ticks are one that moves them, and five that do not. */
const TICKS = HOUR_MS / TICK_MS
/** The places after which the pages of a board begin that are compared. */
const DEPTHS = [0, 100, 10_000]

/**
 * Measures a tick against one statement that recounts all events and, unless the data is kept, against less history and fewer
 * skills.
 */
export async function benchRanking({ skills, events, data }: RankingOptions): Promise<Figure[]> {
  const size = { skills, categories: 20, events }
  const full = await onHistory(size, measureFull, data)
  return [...figuresOf(full, skills), ...(data ? [] : await compared(full.ticks, size))]
}

function figuresOf(full: Full, skills: number): Figure[] {
  const isLarge = skills >= 1_000_000
  const [first = 0, ...deeper] = full.pages
  return [
    {
      name: 'popularity, of a recount',
      value: ratio(full, 'refresh-popularity'),
      unit: 'ratio',
      atMost: isLarge ? 0.01 : 0.03,
    },
    { name: 'batch, of a recount', value: ratio(full, 'batch'), unit: 'ratio', atMost: isLarge ? 0.03 : 0.15 },
    {
      name: 'batch that moves the windows',
      value: Math.max(...full.ticks.map(({ seconds }) => seconds.batch ?? 0)),
      unit: 's',
    },
    ...STEPS.map((step) => ({ name: step, value: secondsOf(full.ticks, step), unit: 's' })),
    { name: 'recount, stored', value: secondsOf(full.recounts, 'recount'), unit: 's' },
    { name: 'recount, read only on all cores', value: secondsOf(full.recounts, 'read'), unit: 's' },
    { name: 'round trips of a batch', value: requestsOf(full.ticks), unit: '', atMost: 15 },
    ...written(full),
    ...full.pages.map((ms, nth) => ({
      name: `page of a board after place ${DEPTHS[nth]}, p50`,
      value: ms,
      unit: 'ms',
    })),
    { name: 'deepest page, of the first', value: Math.max(...deeper) / first, unit: 'times', atMost: 2 },
    { name: 'daily board, whole', value: full.night.seconds['build-daily-board'] ?? 0, unit: 's' },
    { name: 'longest statement of the night', value: full.night.longest, unit: 's', atMost: 10 },
  ]
}

async function compared(ticks: readonly Tick[], size: Size): Promise<Figure[]> {
  const young = await onHistory({ ...size, events: size.events / 10 }, measureTicks)
  const small = await onHistory(
    { skills: size.skills / 10, categories: size.categories / 10, events: size.events / 100 },
    measureTicks,
  )
  return [
    {
      name: 'batch, of one with a tenth of the history',
      value: secondsOf(ticks, 'batch') / secondsOf(young, 'batch'),
      unit: 'times',
      atMost: 1.2,
    },
    {
      name: 'round trips more than for a tenth of skills and categories',
      value: requestsOf(ticks) - requestsOf(small),
      unit: '',
      atMost: 0,
    },
  ]
}

async function measureFull(ground: Ground) {
  const { db, now, prepare, tick } = ground
  const timed = async (work: () => Promise<unknown>) => {
    const start = performance.now()
    await work()
    return (performance.now() - start) / 1000
  }
  const rounds = await takeTurns<Tick & Written>(
    {
      // after the tick of the previous round, so the recount sees what that tick left
      limit: async () => {
        const seconds = {
          recount: await timed(() => recount(db, now())),
          read: await timed(() => readCounts(db, now())),
        }
        return { seconds, requests: 2, longest: 0, rows: 0, walBytes: 0, usedSkills: 0 }
      },
      ours: async () => {
        await prepare()
        return measureTick(ground)
      },
    },
    TICKS,
  )
  const idle = await measureTick(ground)
  await recount(db, now())
  const pages = await readPages(db, DEPTHS)
  const tomorrow = Math.ceil((now().getTime() + 1) / (24 * HOUR_MS)) * 24 * HOUR_MS
  // The last hour first: midnight then finds the work of an hour, as it does on any day.
  await tick({ after: tomorrow - HOUR_MS - now().getTime() })
  const night = await tick({ after: HOUR_MS })
  return { ticks: rounds.map(({ ours }) => ours), recounts: rounds.map(({ limit }) => limit), idle, pages, night }
}

type Full = Awaited<ReturnType<typeof measureFull>>

async function measureTicks({ prepare, tick }: Ground): Promise<Tick[]> {
  const ticks: Tick[] = []
  for (let round = 0; round < TICKS; round++) {
    await prepare()
    ticks.push(await tick())
  }
  return ticks
}

/** The mean of an hour: one tick of it costs more than the others. */
const secondsOf = (ticks: readonly Tick[], step: string) =>
  sum(ticks.map(({ seconds }) => seconds[step] ?? 0)) / ticks.length
const requestsOf = (ticks: readonly Tick[]) => Math.max(...ticks.map(({ requests }) => requests))

const ratio = ({ ticks, recounts }: Full, step: string) => secondsOf(ticks, step) / secondsOf(recounts, 'recount')

/** A tick without new events writes only when it looked at the boards. */
function written({ ticks, idle }: Full): Figure[] {
  const usedSkills = sum(ticks.map((tick) => tick.usedSkills))
  return [
    {
      name: 'rows written, of skills with new events',
      value: sum(ticks.map(({ rows }) => rows)) / usedSkills,
      unit: 'times',
      atMost: 4,
    },
    {
      name: 'write-ahead log of a tick, of skills with new events',
      value: sum(ticks.map(({ walBytes }) => walBytes)) / usedSkills,
      unit: 'bytes',
    },
    { name: 'rows written without new events', value: idle.rows, unit: 'rows' },
  ]
}
