import type { Outcomes } from '../../db/events/normalize-events.ts'
import { sumOf } from './normalize-events.ts'

/**
 * What a run did with raw events, as its summary shows it. `processed` counts all that were handled; the ratio is in
 * per cent.
 */
export type Figures = ReturnType<typeof figuresOf>

export function figuresOf(outcomes: Outcomes, rounds: number) {
  const { normalized, retried, dropped } = outcomes
  const processed = sumOf(outcomes)
  return {
    processed,
    normalized,
    retried,
    dropped: { ...dropped },
    dropped_total: processed - normalized - retried,
    // A single division, so that a ratio exactly at a limit compares as equal to it.
    retry_ratio_pct: processed === 0 ? 0 : (100 * retried) / processed,
    rounds,
  }
}

export type Limits = { maxDroppedTotal: number; maxRetryRatioPct: number }

/**
 * Returns a message for each quality gate that the figures miss, with the value and the limit. `names` are the settings
 * of the limits.
 */
export function failedGates(
  figures: Figures,
  { maxDroppedTotal, maxRetryRatioPct }: Limits,
  names: Record<keyof Limits, string>,
): string[] {
  const { processed, retried, dropped_total, retry_ratio_pct } = figures
  const failed: string[] = []
  if (dropped_total > maxDroppedTotal)
    failed.push(`dropped_total ${dropped_total} exceeds ${names.maxDroppedTotal} ${maxDroppedTotal}`)
  if (retry_ratio_pct > maxRetryRatioPct) {
    const ratio = `${Number(retry_ratio_pct.toFixed(2))} (${retried} of ${processed})`
    failed.push(`retry_ratio_pct ${ratio} exceeds ${names.maxRetryRatioPct} ${maxRetryRatioPct}`)
  }
  return failed
}
