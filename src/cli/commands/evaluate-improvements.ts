import * as z from 'zod'
import { findSourceType } from '../../db/intake/admin-sources.ts'
import { listSourcesWithDue } from '../../db/ranking/due-improvements.ts'
import {
  evaluateImprovements,
  evaluateSource,
  NO_SOURCE,
  noneEvaluated,
} from '../../jobs/ranking/evaluate-improvements.ts'
import { reasonOf } from '../../runs/run-job.ts'
import { type CommandContext, defineCommand } from '../runner/command.ts'

/** Does the work of the daily job, for some sources or all. Even if both run at once, nothing is credited twice. */
export const evaluateImprovementsCommand = defineCommand({
  input: z.object({}),
  lease: () => ({ scope: 'all', seconds: evaluateImprovements.leaseSeconds }),
  run: evaluate,
})

async function evaluate(ctx: CommandContext): Promise<void> {
  const { db, tally, dryRun } = ctx
  const now = ctx.clock()
  const named = ctx.orgIds && [...new Set(ctx.orgIds.map((id) => id.toLowerCase()))]
  const targets = (named ?? (await listSourcesWithDue(db, now))).slice(0, ctx.limit)
  tally.total = targets.length
  const counts = noneEvaluated()
  tally.details = counts
  for (const sourceId of targets) {
    if (!ctx.mayGoOn()) return
    await ctx.renew()
    const target = sourceId ?? NO_SOURCE
    try {
      if (named && (await findSourceType(db, target)) === null) throw new Error('There is no source with this id.')
      await evaluateSource(db, { sourceId, now, dryRun }, counts)
      tally.success()
      ctx.log('debug', 'source_evaluated', { target, dry_run: dryRun })
    } catch (error) {
      tally.failure(target, reasonOf(error))
    }
  }
}
