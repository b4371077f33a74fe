import {
  countPrunableLive,
  deleteLookups,
  deleteSpending,
  deleteUnreviewed,
  deleteUnused,
} from '../db/intake/prune-live.ts'
import {
  type Cutoffs,
  countPrunable,
  cutBoards,
  deleteAddressDays,
  deleteAddressSkillDays,
  deleteEvents,
  deleteLoginAddresses,
  deleteLoginAttempts,
  deleteProcessed,
  deleteRawEvents,
  deleteSourceRuns,
  deleteTombstones,
} from '../db/operations/prune.ts'
import { ADDRESS_COUNTER_DAYS } from '../domain/events/counting-rules.ts'
import type { PlanContext, PlannedJob } from '../runs/job.ts'
import { workInPages } from './work-in-pages.ts'

const DAY_MS = 24 * 3_600_000
const NORMALIZED_DAYS = 7
/** Dropped events are kept longer, so that admins can find out why. */
const DROPPED_DAYS = 30
const PAGE = 10_000
/** Smaller, as writers of the catalogue wait meanwhile. */
const FILES_A_PAGE = 1000

const WHOLE_BOARD_DAYS = 30
const KEPT_PLACES = 100
const BOARDS_A_PAGE = 10

const OUTBOX_DAYS = 7
/** A mirror that is away for longer has to start from the beginning. */
const TOMBSTONE_DAYS = 90

const LOGIN_DAYS = 1
/** For how long an address is known to an account after it has logged in. */
const ADDRESS_DAYS = 90
/** For the crawls of single sources. Runs of whole jobs are kept. */
const SOURCE_RUN_DAYS = 30

/** For files that a live search stored and nobody has reviewed. */
const UNREVIEWED_DAYS = 30
const LOOKUP_DAYS = 2

/**
 * Deletes what is no longer needed: old raw events, events outside every counting window, counters of senders' addresses,
 * low places of old boards, old outbox rows and tombstones, login attempts and addresses, runs of single sources, and what
 * live searches stored and nobody has reviewed. Changes no published count.
 */
export const prune: PlannedJob = {
  name: 'prune',
  leaseSeconds: 300,
  async run(ctx) {
    const { db } = ctx
    const cutoffs = cutoffsOf(ctx)
    const live = liveCutoffsOf(ctx)
    return {
      counts: {
        raw_events: await workInPages(ctx, PAGE, (limit) => deleteRawEvents(db, { ...cutoffs, limit })),
        skill_events: await workInPages(ctx, PAGE, (limit) =>
          deleteEvents(db, { before: cutoffs.eventsBefore, limit }),
        ),
        address_days: await workInPages(ctx, PAGE, (limit) =>
          deleteAddressDays(db, { before: cutoffs.countersBefore, limit }),
        ),
        address_skill_days: await workInPages(ctx, PAGE, (limit) =>
          deleteAddressSkillDays(db, { before: cutoffs.countersBefore, limit }),
        ),
        boards: await workInPages(ctx, BOARDS_A_PAGE, (boards) =>
          cutBoards(db, { before: cutoffs.boardsBefore, keep: KEPT_PLACES, boards }),
        ),
        outbox: await workInPages(ctx, PAGE, (limit) => deleteProcessed(db, { before: cutoffs.outboxBefore, limit })),
        tombstones: await workInPages(ctx, PAGE, (limit) =>
          deleteTombstones(db, { before: cutoffs.tombstonesBefore, limit }),
        ),
        login_attempts: await workInPages(ctx, PAGE, (limit) =>
          deleteLoginAttempts(db, { before: cutoffs.loginsBefore, limit }),
        ),
        login_addresses: await workInPages(ctx, PAGE, (limit) =>
          deleteLoginAddresses(db, { before: cutoffs.addressesBefore, waitedBefore: cutoffs.loginsBefore, limit }),
        ),
        source_runs: await workInPages(ctx, PAGE, (limit) =>
          deleteSourceRuns(db, { before: cutoffs.sourceRunsBefore, limit }),
        ),
        unreviewed_files: await workInPages(ctx, FILES_A_PAGE, (limit) =>
          deleteUnreviewed(db, { before: live.unreviewedBefore, limit }),
        ),
        unused_sources: await workInPages(ctx, FILES_A_PAGE, (limit) =>
          deleteUnused(db, { before: live.unreviewedBefore, limit }),
        ),
        live_lookups: await workInPages(ctx, PAGE, (limit) => deleteLookups(db, { before: live.lookupsBefore, limit })),
        live_spending: await deleteSpending(db, { before: live.lookupsBefore }),
      },
    }
  },
  plan: async (ctx) => ({
    ...(await countPrunable(ctx.db, { ...cutoffsOf(ctx), keep: KEPT_PLACES })),
    ...(await countPrunableLive(ctx.db, liveCutoffsOf(ctx))),
  }),
}

const liveCutoffsOf = ({ now }: PlanContext) => ({
  unreviewedBefore: daysBefore(now, UNREVIEWED_DAYS),
  lookupsBefore: daysBefore(now, LOOKUP_DAYS),
})

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MS)

function cutoffsOf({ now, settings }: PlanContext): Cutoffs {
  const daysAgo = (days: number) => daysBefore(now, days)
  return {
    normalizedBefore: daysAgo(NORMALIZED_DAYS),
    droppedBefore: daysAgo(DROPPED_DAYS),
    eventsBefore: daysAgo(settings.EVENT_RETENTION_DAYS),
    countersBefore: daysAgo(ADDRESS_COUNTER_DAYS),
    boardsBefore: daysAgo(WHOLE_BOARD_DAYS),
    outboxBefore: daysAgo(OUTBOX_DAYS),
    tombstonesBefore: daysAgo(TOMBSTONE_DAYS),
    loginsBefore: daysAgo(LOGIN_DAYS),
    addressesBefore: daysAgo(ADDRESS_DAYS),
    sourceRunsBefore: daysAgo(SOURCE_RUN_DAYS),
  }
}
