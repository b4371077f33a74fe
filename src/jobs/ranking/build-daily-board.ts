import { announceTiers } from '../../db/ranking/daily/announce-tiers.ts'
import { fillChunk } from '../../db/ranking/daily/fill.ts'
import { freezeDay } from '../../db/ranking/daily/freeze.ts'
import { findDailyWork } from '../../db/ranking/daily/work.ts'
import { fenced, type JobContext, type PlannedJob, type RunError } from '../../runs/job.ts'

const NOT_CLOSED =
  'The counts are not at 23:00 of this day, so there is nothing to freeze. `batch` closes the day first.'

type Built = { days: number; entries: number; tiers: number }

/**
 * Builds the whole boards of a UTC day that has ended: freezes what they are computed from, fills them in chunks, and
 * publishes the tiers that changed. A run that stops on the way leaves the day as it was for readers, and the next run
 * goes on. A day that is built is never built again. A day whose counts are not at its last hour is reported, not frozen.
 */
export const buildDailyBoard: PlannedJob = {
  name: 'build-daily-board',
  leaseSeconds: 300,
  async run(ctx) {
    const { ended, unfinished } = await findDailyWork(ctx.db, ctx.now)
    const counts: Built = { days: 0, entries: 0, tiers: 0 }
    const errors: RunError[] = []
    // First, because the counts soon move on: a day that cannot be completed must not cost the next one its boards.
    const isFrozen = ended !== null && (await ctx.mayGoOn()) && (await freeze(ctx, ended, errors))
    if (unfinished) await complete(ctx, unfinished, counts)
    if (isFrozen) await complete(ctx, ended, counts)
    return { counts, errors }
  },
  async plan({ db, now }) {
    const { ended, unfinished } = await findDailyWork(db, now)
    return { days: [ended, unfinished].filter((day) => day !== null).length }
  },
}

async function freeze({ db, lease, now }: JobContext, day: string, errors: RunError[]): Promise<boolean> {
  const { isFrozen } = fenced(await freezeDay(db, lease, { day, now }))
  if (!isFrozen) errors.push({ target: day, reason: NOT_CLOSED })
  return isFrozen
}

async function complete({ db, lease, now, mayGoOn }: JobContext, day: string, counts: Built): Promise<void> {
  for (let isSwitchedOn = false; !isSwitchedOn; ) {
    if (!(await mayGoOn())) return
    const filled = fenced(await fillChunk(db, lease, { day, now }))
    counts.entries += filled.entries
    isSwitchedOn = filled.isSwitchedOn
  }
  for (let isComplete = false; !isComplete; ) {
    if (!(await mayGoOn())) return
    const announced = fenced(await announceTiers(db, lease, { day, now }))
    counts.tiers += announced.tiers
    isComplete = announced.isComplete
  }
  counts.days += 1
}
