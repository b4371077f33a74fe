import type { Db } from '../../db/connect.ts'
import {
  countDueImprovements,
  type Judged,
  listSourcesWithDue,
  type Measured,
  measureDue,
  settleImprovements,
} from '../../db/ranking/due-improvements.ts'
import { judge, REWARD_POINTS, type Verdict } from '../../domain/ranking/improvement.ts'
import type { PlannedJob, RunError } from '../../runs/job.ts'
import { reasonOf } from '../../runs/run-job.ts'

/** The error target for improvements of skills without a source. */
export const NO_SOURCE = 'no-source'
const PAGE = 2000

export type Evaluated = { evaluated: number; credited_points: number } & Record<Verdict, number>

export const noneEvaluated = (): Evaluated => ({
  evaluated: 0,
  improved: 0,
  worsened: 0,
  inconclusive: 0,
  credited_points: 0,
})

/**
 * Evaluates improvements after their 14-day window, source by source. If a source fails, the others go on, and its
 * improvements stay due.
 */
export const evaluateImprovements: PlannedJob = {
  name: 'evaluate-improvements',
  leaseSeconds: 600,
  async run({ db, now, mayGoOn }) {
    const counts = { sources: 0, ...noneEvaluated() }
    const errors: RunError[] = []
    for (const sourceId of await listSourcesWithDue(db, now)) {
      if (!(await mayGoOn())) break
      counts.sources++
      try {
        await evaluateSource(db, { sourceId, now }, counts)
      } catch (error) {
        errors.push({ target: sourceId ?? NO_SOURCE, reason: reasonOf(error) })
      }
    }
    return { counts, errors }
  },
  plan: ({ db, now }) => countDueImprovements(db, now),
}

/**
 * Evaluates the due improvements of a source (null: of skills without one) and adds the results to `counts`. A dry run
 * writes nothing.
 */
export async function evaluateSource(
  db: Db,
  p: { sourceId: string | null; now: Date; dryRun?: boolean },
  counts: Evaluated,
): Promise<void> {
  for (let after: string | null = null, full = true; full; ) {
    const page: Measured[] = await measureDue(db, { ...p, after, limit: PAGE })
    if (page.length === 0) return
    const judged = page.map((measured) => verdictOn(measured, p.sourceId))
    const settled = p.dryRun ? judged : await settleImprovements(db, { ...p, judged })
    for (const { verdict, points } of settled) {
      counts.evaluated++
      counts[verdict]++
      counts.credited_points += points
    }
    after = page.at(-1)?.id ?? null
    full = page.length === PAGE
  }
}

function verdictOn({ id, baseline, post }: Measured, sourceId: string | null): Judged {
  const { delta, verdict } = judge(baseline, post)
  const isCredited = verdict === 'improved' && sourceId !== null
  return { id, post, delta, verdict, points: isCredited ? REWARD_POINTS : 0 }
}
