import * as z from 'zod'
import { findWholeSince } from '../../db/events/kept-events.ts'
import { HASH_VERSION } from '../../db/ranking/daily/places.ts'
import { type DayBuild, findDayBuild, replayDay } from '../../db/ranking/daily/replay.ts'
import { type Build, listBuilds, type Replayed, replayBoards } from '../../db/ranking/replay.ts'
import { POWER } from '../../domain/ranking/power.ts'
import { AnyDay } from '../../http/input/times.ts'
import { type CommandContext, defineCommand, Refused } from '../runner/command.ts'

const Input = z.object({
  date: z.string().refine((text) => AnyDay.safeParse(text).success, 'must have the form YYYY-MM-DD'),
  category: z.string().min(1).max(80).optional(),
})
type Input = z.output<typeof Input>

/** The board of all skills. */
const GLOBAL = 'global'

/** Proves a ranking: the kept events lead to the published boards. Reads only. */
export const replaySnapshotCommand = defineCommand({
  input: Input,
  readsOnly: true,
  lease: ({ date, category = 'all' }) => ({ scope: `${date}:${category}`, seconds: 900 }),
  run: replaySnapshot,
})

async function replaySnapshot(ctx: CommandContext, input: Input): Promise<void> {
  const { db, settings } = ctx
  const since = await findWholeSince(db, { now: ctx.clock(), retentionDays: settings.EVENT_RETENTION_DAYS })
  const day = await findDayBuild(db, { ...input, since })
  if (day) await replayWholeDay(ctx, input, { ...day, since })
  else await replayBuilds(ctx, input, since)
}

/** Replays the boards that were built for a whole day: all of them at once, or the entries of one category. */
async function replayWholeDay(
  ctx: CommandContext,
  { date, category: board = GLOBAL }: Input,
  { weightsVersion, hashVersion, lacksEvents, categoryId, since }: DayBuild & { since: string | null },
): Promise<void> {
  const { db, tally } = ctx
  const reason =
    whyNotScored(weightsVersion) ?? whyNotHashed(hashVersion) ?? (lacksEvents ? whyNotCounted(since) : null)
  if (reason) throw new Refused(`${board} of ${date} cannot be replayed: ${reason}`)
  if (board !== GLOBAL && categoryId === null) throw new Refused(`${date} has no board ${board}.`)
  tally.total = 1
  const replayed = await replayDay(db, { date, category: categoryId })
  judge(ctx, board, replayed ?? undefined, board === GLOBAL)
}

const whyNotHashed = (version: number) =>
  version === HASH_VERSION ? null : `it was hashed by version ${version}, and this is version ${HASH_VERSION}`

/** Replays the boards of a day that have no whole ones: those that a tick has stored. */
async function replayBuilds(ctx: CommandContext, { date, category }: Input, since: string | null): Promise<void> {
  const { db, tally } = ctx
  const builds = (await listBuilds(db, { date, board: category, since })).slice(0, ctx.limit)
  if (builds.length === 0) throw new Refused(`${date} has no ${category ? `board ${category}` : 'boards'}.`)

  const faults = builds.flatMap((build) => {
    const reason = whyNot(build, since)
    return reason ? [{ board: build.board, reason: `cannot be replayed: ${reason}` }] : []
  })
  if (faults.length === builds.length)
    throw new Refused(faults.map(({ board, reason }) => `${board} of ${date} ${reason}`).join('; '))
  tally.total = builds.length
  for (const { board, reason } of faults) tally.failure(board, reason)

  for (const [base, boards] of byBase(builds, new Set(faults.map(({ board }) => board)))) {
    if (!ctx.mayGoOn()) return
    const replayed = new Map((await replayBoards(db, { base, boards: [...boards.keys()] })).map((r) => [r.id, r]))
    for (const [id, board] of boards) judge(ctx, board, replayed.get(id))
  }
}

/** Returns why a board cannot be recomputed, or null if it can. */
function whyNot({ weightsVersion, total, kept, base, hasCutoff, lacksEvents }: Build, since: string | null) {
  if (!hasCutoff || weightsVersion === null) return 'it was built before boards recorded which events they contain'
  const otherWeights = whyNotScored(weightsVersion)
  if (otherWeights) return otherWeights
  if (kept < total) return `it has been trimmed: ${kept} of its ${total} entries are kept`
  if (!base) return 'its inputs are unknown, because the global board of that day was built from other events'
  if (base.kept < base.total)
    return `its inputs have been trimmed: ${base.kept} of ${base.total} entries of the global board are kept`
  return lacksEvents ? whyNotCounted(since) : null
}

const whyNotScored = (version: number) =>
  version === POWER.version
    ? null
    : `it was built with version ${version} of the weights, and this is version ${POWER.version}`

const whyNotCounted = (since: string | null) =>
  `some of its events are no longer kept: ${since === null ? 'no day is complete' : `they are complete since ${since}`}`

/** Groups the boards, by id and name, under the build that holds their inputs. */
function byBase(builds: readonly Build[], left: ReadonlySet<string>): Map<string, Map<string, string>> {
  const groups = new Map<string, Map<string, string>>()
  for (const { id, board, base } of builds) {
    if (!base || left.has(board)) continue
    groups.set(base.id, (groups.get(base.id) ?? new Map()).set(id, board))
  }
  return groups
}

/** `isHashed`: the hashes are of this board alone. */
function judge({ tally }: CommandContext, board: string, replayed: Replayed | undefined, isHashed = true): void {
  const fault = replayed ? faultOf(replayed, isHashed) : 'a newer board has replaced it meanwhile'
  if (replayed) {
    const { contentHash, recomputedHash, firstDifference, rulesVersions } = replayed
    tally.details[board] = {
      content_hash: contentHash,
      recomputed_hash: recomputedHash,
      first_difference: firstDifference,
      rules_versions: rulesVersions,
    }
  }
  if (fault === null) tally.success()
  else tally.failure(board, fault)
}

function faultOf({ contentHash, storedHash, recomputedHash, firstDifference }: Replayed, isHashed: boolean) {
  if (firstDifference) {
    const { rank, skill, stored, recomputed } = firstDifference
    const sides = `stored ${stored ?? 'nothing'}, recomputed ${recomputed ?? 'nothing'}`
    return `rank ${rank}, ${skill ?? 'a deleted skill'}: ${sides}`
  }
  if (!isHashed || (contentHash === recomputedHash && storedHash === recomputedHash)) return null
  return `its entries are equal, but it was published with another content_hash: ${contentHash}`
}
