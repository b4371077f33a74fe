import { cutBoards, deleteEvents, deleteProcessed, deleteRawEvents, deleteTombstones } from '../db/queries/prune.ts'
import type { Job, JobContext } from './job.ts'

const DAY_MS = 24 * 3_600_000
const NORMALIZED_DAYS = 7
/** What was dropped is kept longer, for whoever asks why. */
const DROPPED_DAYS = 30
const PAGE = 10_000

const WHOLE_BOARD_DAYS = 30
const KEPT_PLACES = 100
const BOARDS_A_PAGE = 10

const OUTBOX_DAYS = 7
/** As long as a mirror may stay away without having to begin anew. */
const TOMBSTONE_DAYS = 90

/** Deletes what is no longer needed to count: old raw events, events that have long left every window, the far places of old boards, what the feed has told long ago. No published count changes. */
export const prune: Job = {
  name: 'prune',
  leaseSeconds: 300,
  async run(ctx) {
    const daysAgo = (days: number) => new Date(ctx.now.getTime() - days * DAY_MS)
    const { EVENT_RETENTION_DAYS } = ctx.settings
    return {
      counts: {
        raw_events: await inPages(ctx, PAGE, (limit) =>
          deleteRawEvents(ctx.db, {
            normalizedBefore: daysAgo(NORMALIZED_DAYS),
            droppedBefore: daysAgo(DROPPED_DAYS),
            limit,
          }),
        ),
        skill_events: await inPages(ctx, PAGE, (limit) =>
          deleteEvents(ctx.db, { before: daysAgo(EVENT_RETENTION_DAYS), limit }),
        ),
        boards: await inPages(ctx, BOARDS_A_PAGE, (boards) =>
          cutBoards(ctx.db, { before: daysAgo(WHOLE_BOARD_DAYS), keep: KEPT_PLACES, boards }),
        ),
        outbox: await inPages(ctx, PAGE, (limit) => deleteProcessed(ctx.db, { before: daysAgo(OUTBOX_DAYS), limit })),
        tombstones: await inPages(ctx, PAGE, (limit) =>
          deleteTombstones(ctx.db, { before: daysAgo(TOMBSTONE_DAYS), limit }),
        ),
      },
    }
  },
}

/** Page by page, each committed alone; what time does not suffice for is left to the next day. */
async function inPages({ timeLeft }: JobContext, size: number, deletePage: (size: number) => Promise<number>) {
  let total = 0
  while (timeLeft() > 0) {
    const deleted = await deletePage(size)
    total += deleted
    if (deleted < size) break
  }
  return total
}
