import { FIRST_GAP_MIN, intervalFor, observeChange } from '../../../src/domain/intake/crawl-schedule.ts'

/** A tick of `crawl-sources`. */
const TICK_MIN = 5
const PER_LOOK = 100
/** The repository, its last commit, its tree, and a file. */
const PER_CRAWL = 4
/** A crawl of what nobody has changed ends at the first answer. */
const PER_UNCHANGED = 1
const WHOLE_CRAWL_MIN = 7 * 24 * 60

/**
 * Changes a year: log-normal, the median as many as the median repository at GitHub has commits in its life (6: Kalliamvakou et
 * al., "The Promises and Perils of Mining GitHub", 2014), all of them within one year, and a tail in which the busiest of
 * 100,000 changes some 50 times a day. They come at random (Poisson), which no schedule can foresee.
 */
const MEDIAN_A_YEAR = 6
const SIGMA = 2
const YEAR_MIN = 365 * 24 * 60

export type Simulated = {
  changes: number
  /** The most that were sent in one hour, and how many on average. */
  requestsMost: number
  requestsMean: number
  medianLagMin: number
  p95LagMin: number
}

type Options = {
  repositories: number
  warmUpDays: number
  days: number
  /** What part of the repositories tells each push by the webhook. */
  webhooks: number
  requestsPerRun: number
  requestsPerHour: number
  random: () => number
}

/** Runs the schedule of the crawls, by its own functions, over repositories that change at random. */
export function simulate(p: Options): Simulated {
  const { repositories: n, random } = p
  const rates = Float64Array.from({ length: n }, () => (MEDIAN_A_YEAR * Math.exp(SIGMA * normal(random))) / YEAR_MIN)
  const nextChange = rates.map((rate) => exponential(rate, random))
  const gaps = new Float64Array(n).fill(FIRST_GAP_MIN)
  const changedAt = new Float64Array(n)
  const crawledAt = Float64Array.from({ length: n }, () => -random() * WHOLE_CRAWL_MIN)
  const ticks = ((p.warmUpDays + p.days) * 24 * 60) / TICK_MIN
  const due: number[][] = Array.from({ length: ticks + 1 }, () => [])
  for (let i = 0; i < n; i++) due[Math.floor((random() * 24 * 60) / TICK_MIN)]?.push(i)
  /** Known to be changed, or not crawled for a week: there is nothing to look at. */
  const waits = new Uint8Array(n)
  const from = p.warmUpDays * 24 * 60
  const lags: number[] = []
  let [spent, most, total] = [0, 0, 0]

  const observe = (i: number, at: number, hasChanged: boolean) => {
    const before = { gapMinutes: gaps[i] ?? 0, changedAt: new Date((changedAt[i] ?? 0) * 60_000) }
    const after = observeChange(before, new Date(at * 60_000), hasChanged)
    gaps[i] = after.gapMinutes
    changedAt[i] = (after.changedAt?.getTime() ?? 0) / 60_000
    return intervalFor(after)
  }
  /** Takes in what has changed by then. Returns whether anything has. */
  const take = (i: number, at: number, lag?: number): boolean => {
    let changed = false
    for (let next = nextChange[i] ?? 0; next <= at; next = nextChange[i] ?? 0) {
      if (next >= from) lags.push(lag ?? at - next)
      nextChange[i] = next + exponential(rates[i] ?? 0, random)
      changed = true
    }
    return changed
  }

  for (let tick = 0; tick < ticks; tick++) {
    const at = tick * TICK_MIN
    if (at % 60 === 0) spent = 0
    const put = (i: number, minutes: number) =>
      due[Math.min(tick + Math.max(Math.ceil(minutes / TICK_MIN), 1), ticks)]?.push(i)
    const list = due[tick] ?? []
    let left = Math.min(p.requestsPerRun, p.requestsPerHour - spent)
    const pay = (requests: number) => {
      left -= requests
      spent += requests
      if (at >= from) total += requests
    }
    const toCrawl = list.filter((i) => waits[i])
    const toLook = list.filter((i) => !waits[i])
    // Looks take at most half, as in the job.
    const leastLeft = left / 2
    for (let page = 0; page < toLook.length; page += PER_LOOK) {
      const looked = toLook.slice(page, page + PER_LOOK)
      if (left - 1 < leastLeft) {
        for (const i of looked) put(i, TICK_MIN)
        continue
      }
      pay(1)
      for (const i of looked) {
        // Of a webhook each push is crawled within a minute, by requests of its own.
        if (i < n * p.webhooks && take(i, at, 1)) {
          spent += PER_CRAWL
          if (at >= from) total += PER_CRAWL
          put(i, observe(i, at, true))
        } else if ((nextChange[i] ?? 0) <= at || at - (crawledAt[i] ?? 0) > WHOLE_CRAWL_MIN) toCrawl.push(i)
        else put(i, observe(i, at, false))
      }
    }
    for (const i of toCrawl) {
      waits[i] = left < PER_CRAWL ? 1 : 0
      if (left < PER_CRAWL) put(i, TICK_MIN)
      else {
        const changed = take(i, at)
        pay(changed ? PER_CRAWL : PER_UNCHANGED)
        crawledAt[i] = at
        put(i, observe(i, at, changed))
      }
    }
    if (at >= from) most = Math.max(most, spent)
    due[tick] = []
  }
  lags.sort((a, b) => a - b)
  return {
    changes: lags.length,
    requestsMost: most,
    requestsMean: total / (p.days * 24),
    medianLagMin: lags[Math.floor(lags.length / 2)] ?? 0,
    p95LagMin: lags[Math.floor(lags.length * 0.95)] ?? 0,
  }
}

const exponential = (rate: number, random: () => number) => -Math.log(1 - random()) / rate

/** A standard normal number (Box–Muller). */
const normal = (random: () => number) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
