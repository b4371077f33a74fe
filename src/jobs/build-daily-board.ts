import { announceTiers } from '../db/ranking/daily/announce-tiers.ts'
import { fillChunk } from '../db/ranking/daily/fill.ts'
import { freezeDay } from '../db/ranking/daily/freeze.ts'
import { findDailyWork } from '../db/ranking/daily/work.ts'
import { fenced, type JobContext, type PlannedJob } from '../runs/job.ts'

type Built = { days: number; entries: number; tiers: number }

/**
 * Builds the whole boards of a UTC day that has ended: freezes what they are computed from, fills them in chunks, and
 * publishes the tiers that changed. A run that stops on the way leaves the day as it was for readers, and the next run
 * goes on. A day that is built is never built again.
 */
export const buildDailyBoard: PlannedJob = {
  name: 'build-daily-board',
  leaseSeconds: 300,
  async run(ctx) {
    const { ended, unfinished } = await findDailyWork(ctx.db, ctx.now)
    const counts: Built = { days: 0, entries: 0, tiers: 0 }
    if (unfinished) await complete(ctx, unfinished, counts)
    if (ended && ended !== unfinished && (await ctx.mayGoOn())) {
      fenced(await freezeDay(ctx.db, ctx.lease, { day: ended, now: ctx.now }))
      await complete(ctx, ended, counts)
    }
    return { counts }
  },
  async plan({ db, now }) {
    const { ended, unfinished } = await findDailyWork(db, now)
    return { days: [ended, unfinished].filter((day) => day !== null).length }
  },
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
