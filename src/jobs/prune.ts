import { countOldEvents, deleteEventsOfAuthors } from '../db/authors/events.ts'
import { countOldDeliveries, deleteHookDeliveries } from '../db/authors/hooks.ts'
import { countExpired, deleteExpired } from '../db/authors/prune-authors.ts'
import { foldHours } from '../db/events/fold-hours.ts'
import {
  countPrunableLive,
  deleteDeliveries,
  deleteLookups,
  deleteSpending,
  deleteSubmissions,
  deleteUnreviewed,
  deleteUnused,
} from '../db/intake/live/prune-live.ts'
import { countSubmitted, deleteSubmitted, SUBMISSION_DAYS } from '../db/intake/submitted.ts'
import { dropPartition } from '../db/operations/partitions.ts'
import {
  type Cutoffs,
  countPrunable,
  cutBoards,
  deleteAddressDays,
  deleteAddressSkillDays,
  deleteDeviceLogins,
  deleteEvents,
  deleteKeys,
  deleteLoginAddresses,
  deleteLoginAttempts,
  deleteProcessed,
  deletePurges,
  deleteRawEvents,
  deleteSearchPositions,
  deleteSourceRuns,
  deleteTombstones,
  dropRawEvents,
  forgetSenders,
} from '../db/operations/prune.ts'
import { foldRuns } from '../db/operations/run-stats.ts'
import { dropDay } from '../db/ranking/daily/drop.ts'
import { KEPT_DAYS } from '../db/ranking/daily/work.ts'
import { ADDRESS_COUNTER_DAYS } from '../domain/events/counting-rules.ts'
import { SEARCH_POSITION_DAYS } from '../domain/events/event.ts'
import { KEY_PERIOD_DAYS } from '../domain/events/event-keys.ts'
import { EDGE_DAYS } from '../domain/feed/edge-cache.ts'
import type { PlanContext, PlannedJob } from '../runs/job.ts'
import { type Chore, takeTurns } from './take-turns.ts'

const DAY_MS = 24 * 3_600_000
/** For all alike: whole days are dropped at once. Admins can find out until then why an event was not counted. */
const RAW_DAYS = 14
const PAGE = 10_000
/** Smaller, as writers of the catalogue wait meanwhile. */
const FILES_A_PAGE = 1000

const KEPT_PLACES = 100
const BOARDS_A_PAGE = 10

const OUTBOX_DAYS = 7
/** A mirror that is away for longer has to start from the beginning. */
const TOMBSTONE_DAYS = 90

const LOGIN_DAYS = 1
/** For how long an address is known to an account after it has logged in. */
const ADDRESS_DAYS = 90
/** For the crawls of single sources. */
const SOURCE_RUN_DAYS = 30
/** After that, runs are statistics of their day. */
const RUN_DAYS = 90
/** After that, hour counters are counters of their day. */
const HOUR_DAYS = 400

/** For files that a live search stored and nobody has reviewed. */
const UNREVIEWED_DAYS = 30
const LOOKUP_DAYS = 2
/** For what authors were told, and what their feeds have. */
const DELIVERY_DAYS = 30
/** Longer than the limit of reports of one sender looks back. */
const SENDER_DAYS = 30

/**
 * Deletes what is no longer needed, or drops its partitions (`choresOf`), and folds old runs and hour counters into days. Changes no
 * published count. All kinds take turns, so that none has to wait until another is done. If the time is over before all is done,
 * the counts say what is left.
 */
export const prune: PlannedJob = {
  name: 'prune',
  leaseSeconds: 300,
  async run(ctx) {
    const { done, unfinished, errors } = await takeTurns(ctx, choresOf(ctx))
    const due = unfinished.length > 0 ? await countDue(ctx) : {}
    const left = unfinished.map((name) => [`${name}_left`, due[name] ?? 0] as const)
    return { counts: { ...done, ...Object.fromEntries(left) }, errors }
  },
  plan: countDue,
}

async function countDue(ctx: PlanContext): Promise<Record<string, number>> {
  return {
    ...(await countPrunable(ctx.db, { ...cutoffsOf(ctx), keep: KEPT_PLACES })),
    ...(await countPrunableLive(ctx.db, liveCutoffsOf(ctx))),
    ...(await countExpired(ctx.db, ctx.now)),
    hook_deliveries: await countOldDeliveries(ctx.db, daysBefore(ctx.now, DELIVERY_DAYS)),
    unreviewed_submissions: await countSubmitted(ctx.db, daysBefore(ctx.now, SUBMISSION_DAYS)),
    author_events: await countOldEvents(ctx.db, daysBefore(ctx.now, DELIVERY_DAYS)),
  }
}

/** What is deleted, by the names under which it is counted. Whole partitions go one by one. */
function choresOf(ctx: PlanContext): Record<string, Chore> {
  const { db, now } = ctx
  const cutoffs = cutoffsOf(ctx)
  const live = liveCutoffsOf(ctx)
  const before = (time: Date, limit: number) => ({ before: time, limit })
  return {
    raw_event_partitions: { page: 1, work: () => dropRawEvents(db, cutoffs.rawBefore) },
    raw_events: { page: PAGE, work: (limit) => deleteRawEvents(db, before(cutoffs.rawBefore, limit)) },
    skill_event_partitions: {
      page: 1,
      work: () => dropPartition(db, { table: 'skill_events', before: cutoffs.eventsBefore }),
    },
    skill_events: { page: PAGE, work: (limit) => deleteEvents(db, before(cutoffs.eventsBefore, limit)) },
    event_key_partitions: {
      page: 1,
      work: () => dropPartition(db, { table: 'event_keys', before: cutoffs.keysBefore }),
    },
    event_keys: { page: PAGE, work: (limit) => deleteKeys(db, before(cutoffs.keysBefore, limit)) },
    address_days: { page: PAGE, work: (limit) => deleteAddressDays(db, before(cutoffs.countersBefore, limit)) },
    address_skill_days: {
      page: PAGE,
      work: (limit) => deleteAddressSkillDays(db, before(cutoffs.countersBefore, limit)),
    },
    boards: {
      page: BOARDS_A_PAGE,
      work: (boards) => cutBoards(db, { before: cutoffs.boardsBefore, keep: KEPT_PLACES, boards }),
    },
    board_days: { page: 1, work: () => dropDay(db, cutoffs.boardsBefore) },
    outbox: { page: PAGE, work: (limit) => deleteProcessed(db, before(cutoffs.outboxBefore, limit)) },
    tombstones: { page: PAGE, work: (limit) => deleteTombstones(db, before(cutoffs.tombstonesBefore, limit)) },
    cache_purges: { page: PAGE, work: (limit) => deletePurges(db, before(cutoffs.purgesBefore, limit)) },
    login_attempts: { page: PAGE, work: (limit) => deleteLoginAttempts(db, before(cutoffs.loginsBefore, limit)) },
    login_addresses: {
      page: PAGE,
      work: (limit) =>
        deleteLoginAddresses(db, { before: cutoffs.addressesBefore, waitedBefore: cutoffs.loginsBefore, limit }),
    },
    device_logins: { page: PAGE, work: (limit) => deleteDeviceLogins(db, before(cutoffs.loginsBefore, limit)) },
    source_runs: { page: PAGE, work: (limit) => deleteSourceRuns(db, before(cutoffs.sourceRunsBefore, limit)) },
    job_runs: { page: 1, work: () => foldRuns(db, { before: cutoffs.runsBefore }) },
    event_hours: { page: 1, work: () => foldHours(db, before(cutoffs.hoursBefore, PAGE)) },
    search_positions: {
      page: PAGE,
      work: (limit) => deleteSearchPositions(db, before(cutoffs.positionsBefore, limit)),
    },
    report_senders: { page: PAGE, work: (limit) => forgetSenders(db, before(cutoffs.sendersBefore, limit)) },
    unreviewed_files: {
      page: FILES_A_PAGE,
      work: (limit) => deleteUnreviewed(db, before(live.unreviewedBefore, limit)),
    },
    unused_sources: { page: FILES_A_PAGE, work: (limit) => deleteUnused(db, before(live.unreviewedBefore, limit)) },
    unreviewed_submissions: { page: 1, work: () => deleteSubmitted(db, daysBefore(now, SUBMISSION_DAYS)) },
    live_lookups: { page: PAGE, work: (limit) => deleteLookups(db, before(live.lookupsBefore, limit)) },
    submissions: { page: PAGE, work: (limit) => deleteSubmissions(db, before(live.unreviewedBefore, limit)) },
    github_deliveries: { page: PAGE, work: (limit) => deleteDeliveries(db, before(live.lookupsBefore, limit)) },
    live_spending: { page: PAGE, work: (limit) => deleteSpending(db, before(live.lookupsBefore, limit)) },
    used_tokens: { page: PAGE, work: (limit) => deleteExpired(db, { table: 'used_tokens', now, limit }) },
    hook_deliveries: {
      page: PAGE,
      work: (limit) => deleteHookDeliveries(db, before(daysBefore(now, DELIVERY_DAYS), limit)),
    },
    author_events: {
      page: PAGE,
      work: (limit) => deleteEventsOfAuthors(db, before(daysBefore(now, DELIVERY_DAYS), limit)),
    },
    author_challenges: { page: PAGE, work: (limit) => deleteExpired(db, { table: 'author_challenges', now, limit }) },
  }
}

const liveCutoffsOf = ({ now }: PlanContext) => ({
  unreviewedBefore: daysBefore(now, UNREVIEWED_DAYS),
  lookupsBefore: daysBefore(now, LOOKUP_DAYS),
})

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MS)

function cutoffsOf({ now, settings }: PlanContext): Cutoffs {
  const daysAgo = (days: number) => daysBefore(now, days)
  return {
    rawBefore: daysAgo(RAW_DAYS),
    eventsBefore: daysAgo(settings.EVENT_RETENTION_DAYS),
    keysBefore: daysAgo(KEY_PERIOD_DAYS),
    countersBefore: daysAgo(ADDRESS_COUNTER_DAYS),
    boardsBefore: daysAgo(KEPT_DAYS),
    outboxBefore: daysAgo(OUTBOX_DAYS),
    tombstonesBefore: daysAgo(TOMBSTONE_DAYS),
    purgesBefore: daysAgo(EDGE_DAYS),
    loginsBefore: daysAgo(LOGIN_DAYS),
    addressesBefore: daysAgo(ADDRESS_DAYS),
    sourceRunsBefore: daysAgo(SOURCE_RUN_DAYS),
    runsBefore: daysAgo(RUN_DAYS),
    // Events that are still kept can be counted again by the hour.
    hoursBefore: daysAgo(Math.max(HOUR_DAYS, settings.EVENT_RETENTION_DAYS + 1)),
    positionsBefore: daysAgo(SEARCH_POSITION_DAYS),
    sendersBefore: daysAgo(SENDER_DAYS),
  }
}
