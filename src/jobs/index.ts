import { BATCH_STEPS, batch } from './batch.ts'
import { crawlSources } from './crawl-sources.ts'
import type { PlannedJob } from './job.ts'
import { prune } from './prune.ts'

/** Which job runs when. `wrangler.toml` has the same crons. */
export const SCHEDULE: Readonly<Record<string, PlannedJob>> = {
  '*/10 * * * *': batch,
  '41 * * * *': crawlSources,
  '23 3 * * *': prune,
}

/** Every job by its name; the steps of the batch also run alone. */
export const JOBS: ReadonlyMap<string, PlannedJob> = new Map(
  [batch, ...BATCH_STEPS, crawlSources, prune].map((job) => [job.name, job]),
)
