import { createApp } from './app.ts'
import { readConfig } from './config.ts'
import type { RawEventBatch } from './db/events/raw-events.ts'
import { databaseOf } from './http/connect-database.ts'
import { alertOnFailure } from './jobs/alert-on-failure.ts'
import { batch } from './jobs/batch.ts'
import { SCHEDULE } from './jobs/index.ts'
import { publishOutbox } from './jobs/publish-outbox.ts'
import { storeQueuedEvents } from './jobs/ranking/store-queued-events.ts'
import { jsonLog } from './log.ts'
import type { RunReport } from './runs/job.ts'
import { STATEMENT_TIMEOUT_MS } from './runs/job.ts'
import { runJob } from './runs/run-job.ts'
import { beginTick, runWithRetries } from './runs/run-with-retries.ts'

const now = () => new Date()
// biome-ignore lint/suspicious/noConsole: writes to the platform's log
const write = (line: string) => console.log(line)

const sleep = (ms: number) => scheduler.wait(ms)
const newId = () => crypto.randomUUID()
function newSecret() {
  const base64 = btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))))
  return `sks_${base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`
}

const app = createApp({ now, random: Math.random, sleep, write, newId, newSecret })

/** A consumer has 15 minutes to store up to ten messages one after the other. */
const QUEUE_TIMEOUT_MS = 30_000

function batchDeps(env: unknown, timeoutMs: number) {
  const config = readConfig(env)
  return { db: databaseOf(config, timeoutMs), settings: config, log: jsonLog({ write, now }) }
}

export default {
  fetch: app.fetch,

  async scheduled(controller: ScheduledController, env: unknown, context: ExecutionContext): Promise<void> {
    const job = SCHEDULE[controller.cron]
    if (!job) return
    const deps = { ...batchDeps(env, STATEMENT_TIMEOUT_MS), clock: now, random: Math.random, edge: context.cache }
    const onReport = (report: RunReport) => alertOnFailure(report, deps)
    const request = { trigger: 'cron', timeLeft: beginTick(now) } as const
    const { status } = await runWithRetries(job, request, { ...deps, sleep, onReport })
    // What the job withdrew is to leave the caches now. If there is no time for that, the next batch does it.
    if (job !== batch && status !== 'skipped' && request.timeLeft() > 0)
      await onReport(await runJob(publishOutbox, request, deps))
  },

  queue: (batch: MessageBatch<RawEventBatch>, env: unknown): Promise<void> =>
    storeQueuedEvents(batch.messages, batchDeps(env, QUEUE_TIMEOUT_MS)),
} satisfies ExportedHandler<never, RawEventBatch>
