import { deleteEvents, deleteRawEvents } from '../db/queries/prune.ts'
import type { Job, JobContext } from './job.ts'

const DAY_MS = 24 * 3_600_000
const NORMALIZED_DAYS = 7
/** What was dropped is kept longer, for whoever asks why. */
const DROPPED_DAYS = 30
const PAGE = 10_000

/** Deletes what is no longer needed to count: old raw events, and events that have long left every window. No published count changes. */
export const prune: Job = {
  name: 'prune',
  leaseSeconds: 300,
  async run(ctx) {
    const daysAgo = (days: number) => new Date(ctx.now.getTime() - days * DAY_MS)
    const { EVENT_RETENTION_DAYS } = ctx.settings
    return {
      counts: {
        raw_events: await inPages(ctx, (limit) =>
          deleteRawEvents(ctx.db, {
            normalizedBefore: daysAgo(NORMALIZED_DAYS),
            droppedBefore: daysAgo(DROPPED_DAYS),
            limit,
          }),
        ),
        skill_events: await inPages(ctx, (limit) =>
          deleteEvents(ctx.db, { before: daysAgo(EVENT_RETENTION_DAYS), limit }),
        ),
      },
    }
  },
}

/** Page by page, each committed alone; what time does not suffice for is left to the next day. */
async function inPages({ timeLeft }: JobContext, deletePage: (limit: number) => Promise<number>) {
  let total = 0
  while (timeLeft() > 0) {
    const deleted = await deletePage(PAGE)
    total += deleted
    if (deleted < PAGE) break
  }
  return total
}
