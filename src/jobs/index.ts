import { buildSnapshots } from './build-snapshots.ts'
import type { Job } from './job.ts'
import { refreshPopularity } from './refresh-popularity.ts'

/** When each row of jobs runs, in order. `wrangler.toml` has the same crons. */
export const SCHEDULE: Readonly<Record<string, readonly Job[]>> = {
  '*/10 * * * *': [refreshPopularity, buildSnapshots],
}

/** Every job by its name; `batch` is the row of the ten-minute tick. */
export const JOBS: ReadonlyMap<string, readonly Job[]> = new Map([
  ['batch', SCHEDULE['*/10 * * * *'] ?? []],
  ...Object.values(SCHEDULE).flatMap((row) => row.map((job) => [job.name, [job]] as const)),
])
