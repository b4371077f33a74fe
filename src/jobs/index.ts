import type { PlannedJob } from '../runs/job.ts'
import { BATCH_STEPS, batch } from './batch.ts'
import { deliverHooks } from './deliver-hooks.ts'
import { finishChanges } from './finish-changes.ts'
import { indexSearch } from './index-search.ts'
import { archiveVanished } from './intake/archive-vanished.ts'
import { collectUnnamed } from './intake/collect-files.ts'
import { crawlAsked, crawlSources } from './intake/crawl-sources.ts'
import { READING_STEPS, readAgain } from './intake/read-again.ts'
import { prune } from './prune.ts'
import { evaluateImprovements } from './ranking/evaluate-improvements.ts'
import { verifyCards } from './verify-cards.ts'

/** The scheduled jobs by cron expression. `wrangler.toml` has the same expressions. */
export const SCHEDULE: Readonly<Record<string, PlannedJob>> = {
  '*/10 * * * *': batch,
  '4-54/10 * * * *': finishChanges,
  '2-52/10 * * * *': indexSearch,
  '26 * * * *': archiveVanished,
  '* * * * *': crawlAsked,
  '*/2 * * * *': deliverHooks,
  '1-56/5 * * * *': crawlSources,
  '11 * * * *': readAgain,
  '23 3 * * *': prune,
  '8 4 * * *': verifyCards,
  '53 4 * * *': evaluateImprovements,
  '19 5 * * *': collectUnnamed,
}

/** The jobs that run as steps of another one, by that one. */
export const STEPS: ReadonlyMap<PlannedJob, readonly PlannedJob[]> = new Map([
  [batch, BATCH_STEPS],
  [readAgain, READING_STEPS],
])

/** Every job by name. Steps can also be run alone. */
export const JOBS: ReadonlyMap<string, PlannedJob> = new Map(
  [
    batch,
    ...BATCH_STEPS,
    crawlAsked,
    crawlSources,
    deliverHooks,
    finishChanges,
    indexSearch,
    archiveVanished,
    readAgain,
    ...READING_STEPS,
    prune,
    verifyCards,
    evaluateImprovements,
    collectUnnamed,
  ].map((job) => [job.name, job]),
)
