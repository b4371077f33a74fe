import * as z from 'zod'
import type { Db } from '../../db/connect.ts'
import { findWholeSince } from '../../db/events/kept-events.ts'
import {
  compareAddresses,
  compareFavorites,
  compareHours,
  comparePlaces,
  comparePopularity,
  type Differences,
  rebuildCounters,
} from '../../db/events/verify-counts.ts'
import { recountPlaces } from '../../db/ranking/buckets.ts'
import { recountPopularity } from '../../db/ranking/popularity.ts'
import { refreshPopularity } from '../../jobs/ranking/refresh-popularity.ts'
import { fenced } from '../../runs/job.ts'
import { runJob } from '../../runs/run-job.ts'
import { type CommandContext, defineCommand, Refused } from '../runner/command.ts'

const MAX_SHOWN = 100
const LEASE_SECONDS = 600

type Check = 'popularity' | 'hours' | 'favorites' | 'addresses' | 'places'
const CHECKS: Record<Check, (db: Db, since: string | null, now: Date) => Promise<Differences>> = {
  popularity: (db) => comparePopularity(db, MAX_SHOWN),
  hours: (db, since) => compareHours(db, since, MAX_SHOWN),
  favorites: (db) => compareFavorites(db, MAX_SHOWN),
  addresses: (db, since, now) => compareAddresses(db, { since, now }, MAX_SHOWN),
  places: (db) => comparePlaces(db, MAX_SHOWN),
}

type Found = Map<Check, Differences>

/** Reads only, unless told to repair. A repair takes the lease of refresh-popularity, because it does the same work. */
export const verifyCountsCommand = defineCommand({
  input: z.object({ repair: z.boolean().default(false) }),
  lease: () => ({ scope: 'all', seconds: 900 }),
  run: verifyCounts,
})

async function verifyCounts(ctx: CommandContext, { repair }: { repair: boolean }): Promise<void> {
  const { tally } = ctx
  const retentionDays = ctx.settings.EVENT_RETENTION_DAYS
  const since = await findWholeSince(ctx.db, { now: ctx.clock(), retentionDays })
  if (since === null)
    tally.warnings.push('The hour counters were not compared, because no day of events is kept in full.')

  tally.total = Object.keys(CHECKS).length
  let found = await check(ctx, since)
  const differences = totalsOf(found)
  tally.details = { hours_since: since, differences }
  const isDifferent = Object.values(differences).some((total) => total > 0)
  if (repair && isDifferent && ctx.dryRun) tally.details.would_repair = differences
  if (repair && isDifferent && !ctx.dryRun) {
    logDifferences(ctx, found)
    await repairCounts(ctx, since, differences)
    found = await check(ctx, since)
    const left = totalsOf(found)
    tally.details.repaired = Object.fromEntries(
      Object.entries(differences).map(([name, total]) => [name, total - (left[name] ?? 0)]),
    )
  }
  judge(ctx, found)
}

async function check(ctx: CommandContext, since: string | null): Promise<Found> {
  const found: Found = new Map()
  for (const name of Object.keys(CHECKS) as Check[])
    if (ctx.mayGoOn()) found.set(name, await CHECKS[name](ctx.db, since, ctx.clock()))
  return found
}

const totalsOf = (found: Found): Record<string, number> =>
  Object.fromEntries([...found].map(([name, { total }]) => [name, total]))

/** Rebuilds the hour counters first, because the popularity is counted from them. */
async function repairCounts(ctx: CommandContext, since: string | null, found: Record<string, number>): Promise<void> {
  const job = {
    name: refreshPopularity.name,
    leaseSeconds: LEASE_SECONDS,
    async run({ db, lease, now, renew }: Parameters<typeof refreshPopularity.run>[0]) {
      if (found.hours || found.favorites || found.addresses)
        fenced((await rebuildCounters(db, lease, { since, now })) || null)
      if (found.places) await recountPlaces(db)
      await renew()
      return { counts: fenced(await recountPopularity(db, lease, now)) }
    },
  }
  const report = await runJob(job, { trigger: 'cli', actor: ctx.actor }, ctx)
  if (report.status === 'skipped')
    throw new Refused('A run of refresh-popularity is in progress; nothing was changed. Try again.')
  if (report.status === 'failed') throw new Error(report.errors.map(({ reason }) => reason).join('; '))
}

/** Logs what the repair is about to change. */
function logDifferences(ctx: CommandContext, found: Found): void {
  for (const [check, { first }] of found)
    for (const difference of first) ctx.log('info', 'difference', { check, ...difference })
}

/** Each check is one target. The summary lists at most a hundred differences; `details` has the totals. */
function judge({ tally }: CommandContext, found: Found): void {
  let left = MAX_SHOWN
  for (const [name, { total, first }] of found) {
    const shown = first.slice(0, left)
    left -= shown.length
    const lines = shown.map(({ skill, what, kept, recount }) => `${skill} ${what}: kept ${kept}, recount ${recount}`)
    if (total > shown.length) lines.push(`${total - shown.length} more`)
    if (total === 0) tally.success()
    else tally.failure(name, lines.join('; '))
  }
}
