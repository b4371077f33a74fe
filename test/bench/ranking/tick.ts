import { neonConfig } from '@neondatabase/serverless'
import { readJobSettings } from '../../../src/config.ts'
import type { Db } from '../../../src/db/connect.ts'
import { batch } from '../../../src/jobs/batch.ts'
import { runJob } from '../../../src/runs/run-job.ts'

/** The cost of a batch: seconds in all and per step, requests to the database, and seconds of the longest one. */
export type Tick = { seconds: Record<string, number>; requests: number; longest: number }

/** Runs the batch as if it were `at`. Throws if it fails. */
export async function runTick(db: Db, at: Date): Promise<Tick> {
  const start = performance.now()
  const elapsed = () => performance.now() - start
  const seconds: Tick['seconds'] = {}
  const deps = {
    db,
    settings: readJobSettings({}),
    clock: () => new Date(at.getTime() + elapsed()),
    random: Math.random,
    log: (_level: string, event: string, about: Record<string, unknown> = {}) => {
      if (event === 'job_ended') seconds[String(about.job)] = Number(about.elapsed_ms) / 1000
    },
  }
  const { result, ...sent } = await countRequests(() => runJob(batch, { trigger: 'cron' }, deps))
  if (result.status !== 'succeeded') throw new Error(`The batch was no success: ${JSON.stringify(result)}`)
  return { seconds: { ...seconds, batch: elapsed() / 1000 }, ...sent }
}

async function countRequests<T>(work: () => Promise<T>): Promise<{ result: T } & Pick<Tick, 'requests' | 'longest'>> {
  const send = neonConfig.fetchFunction
  let requests = 0
  let longest = 0
  neonConfig.fetchFunction = async (...request: unknown[]) => {
    requests++
    const start = performance.now()
    try {
      return await send(...request)
    } finally {
      longest = Math.max(longest, (performance.now() - start) / 1000)
    }
  }
  try {
    return { result: await work(), requests, longest }
  } finally {
    neonConfig.fetchFunction = send
  }
}
