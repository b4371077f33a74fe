import type { PlannedJob } from '../runs/job.ts'
import { archiveVanished } from './archive-vanished.ts'
import { BATCH_STEPS, batch } from './batch.ts'
import { collectUnnamed } from './collect-files.ts'
import { crawlSources } from './crawl-sources.ts'
import { evaluateImprovements } from './evaluate-improvements.ts'
import { finishChanges } from './finish-changes.ts'
import { prune } from './prune.ts'
import { rereadStoredFiles } from './reread-files.ts'
import { verifyCards } from './verify-cards.ts'

/** The scheduled jobs by cron expression. `wrangler.toml` has the same expressions. */
export const SCHEDULE: Readonly<Record<string, PlannedJob>> = {
  '*/10 * * * *': batch,
  '4-54/10 * * * *': finishChanges,
  '26 * * * *': archiveVanished,
  '41 * * * *': crawlSources,
  '11 * * * *': rereadStoredFiles,
  '23 3 * * *': prune,
  '8 4 * * *': verifyCards,
  '53 4 * * *': evaluateImprovements,
  '19 5 * * *': collectUnnamed,
}

/** Every job by name. The steps of the batch can also be run alone. */
export const JOBS: ReadonlyMap<string, PlannedJob> = new Map(
  [
    batch,
    ...BATCH_STEPS,
    crawlSources,
    finishChanges,
    archiveVanished,
    rereadStoredFiles,
    prune,
    verifyCards,
    evaluateImprovements,
    collectUnnamed,
  ].map((job) => [job.name, job]),
)
