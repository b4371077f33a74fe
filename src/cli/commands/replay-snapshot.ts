import * as z from 'zod'
import { findWholeSince } from '../../db/events/kept-events.ts'
import { type Build, listBuilds, type Replayed, replayBoards } from '../../db/ranking/replay.ts'
import { POWER } from '../../domain/ranking/power.ts'
import { AnyDay } from '../../http/input/times.ts'
import { type CommandContext, defineCommand, Refused } from '../runner/command.ts'

const Input = z.object({
  date: z.string().refine((text) => AnyDay.safeParse(text).success, 'must have the form YYYY-MM-DD'),
  category: z.string().min(1).max(80).optional(),
})
type Input = z.output<typeof Input>

/** Proves a ranking: the kept events lead to the published boards. Reads only. */
export const replaySnapshotCommand = defineCommand({
  input: Input,
  readsOnly: true,
  lease: ({ date, category = 'all' }) => ({ scope: `${date}:${category}`, seconds: 900 }),
  run: replaySnapshot,
})

async function replaySnapshot(ctx: CommandContext, { date, category }: Input): Promise<void> {
  const { db, tally } = ctx
  const since = await findWholeSince(db, { now: ctx.clock(), retentionDays: ctx.settings.EVENT_RETENTION_DAYS })
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
  if (weightsVersion !== POWER.version)
    return `it was built with version ${weightsVersion} of the weights, and this is version ${POWER.version}`
  if (kept < total) return `it has been trimmed: ${kept} of its ${total} entries are kept`
  if (!base) return 'its inputs are unknown, because the global board of that day was built from other events'
  if (base.kept < base.total)
    return `its inputs have been trimmed: ${base.kept} of ${base.total} entries of the global board are kept`
  if (lacksEvents)
    return `some of its events are no longer kept: ${since === null ? 'no day is complete' : `they are complete since ${since}`}`
  return null
}

/** Groups the boards, by id and name, under the build that holds their inputs. */
function byBase(builds: readonly Build[], left: ReadonlySet<string>): Map<string, Map<string, string>> {
  const groups = new Map<string, Map<string, string>>()
  for (const { id, board, base } of builds) {
    if (!base || left.has(board)) continue
    groups.set(base.id, (groups.get(base.id) ?? new Map()).set(id, board))
  }
  return groups
}

function judge({ tally }: CommandContext, board: string, replayed: Replayed | undefined): void {
  const fault = replayed ? faultOf(replayed) : 'a newer board has replaced it meanwhile'
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

function faultOf({ contentHash, storedHash, recomputedHash, firstDifference }: Replayed): string | null {
  if (firstDifference) {
    const { rank, skill, stored, recomputed } = firstDifference
    const sides = `stored ${stored ?? 'nothing'}, recomputed ${recomputed ?? 'nothing'}`
    return `rank ${rank}, ${skill ?? 'a deleted skill'}: ${sides}`
  }
  if (contentHash === recomputedHash && storedHash === recomputedHash) return null
  return `its entries are equal, but it was published with another content_hash: ${contentHash}`
}
