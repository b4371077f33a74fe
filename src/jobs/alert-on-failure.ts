import type { JobSettings } from '../config.ts'
import type { Db } from '../db/connect.ts'
import { claimAlert, releaseAlert } from '../db/operations/alerts.ts'
import { describeError, type Log } from '../log.ts'
import type { RunReport } from '../runs/job.ts'
import { postAlert } from '../runs/post-alert.ts'
import { failedGates, figuresOf } from './ranking/gates.ts'
import { normalizeEvents } from './ranking/normalize-events.ts'

type AlertDeps = { db: Db; settings: JobSettings; log: Log }

/**
 * Posts an alert for each job of a run that failed or missed its quality gates, at most one per job and hour. Never
 * throws.
 */
export async function alertOnFailure(report: RunReport, { db, settings, log }: AlertDeps): Promise<void> {
  const webhook = settings.ALERT_WEBHOOK_URL
  if (webhook === undefined) return
  for (const { job, runId, faults } of [report, ...report.steps].map((each) => faultsOf(each, settings))) {
    if (faults.length === 0) continue
    try {
      if (!(await claimAlert(db, job, runId))) continue
      const fault = await postAlert(webhook, `Job ${job} (run ${runId}): ${faults.join('; ')}`)
      if (fault === null) continue
      log('warn', 'alert_not_sent', { job, run_id: runId, message: fault })
      await releaseAlert(db, job, runId)
    } catch (error) {
      log('warn', 'alert_not_sent', { job, run_id: runId, ...describeError(error) })
    }
  }
}

function faultsOf({ job, runId, status, errors, counts, died }: RunReport, settings: JobSettings) {
  const failed = status === 'failed' ? errors.map(({ target, reason }) => `${target}: ${reason}`) : []
  if (status === 'failed' && failed.length === 0) failed.push('failed')
  if (died) failed.push(`the previous run ${died} ended without reporting a result`)
  return { job, runId, faults: [...failed, ...(job === normalizeEvents.name ? exceededGates(counts, settings) : [])] }
}

/** Checks the counts of the normaliser: events normalised, events retried, and events dropped by reason. */
function exceededGates(
  { normalized = 0, retried = 0, ...dropped }: Record<string, number>,
  { ALERT_MAX_DROPPED_TOTAL: maxDroppedTotal, ALERT_MAX_RETRY_RATIO_PCT: maxRetryRatioPct }: JobSettings,
): string[] {
  const figures = figuresOf({ normalized, retried, dropped }, 1)
  return failedGates(
    figures,
    { maxDroppedTotal, maxRetryRatioPct },
    {
      maxDroppedTotal: 'ALERT_MAX_DROPPED_TOTAL',
      maxRetryRatioPct: 'ALERT_MAX_RETRY_RATIO_PCT',
    },
  )
}
