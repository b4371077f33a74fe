import { createApp } from './app.ts'
import { readConfig } from './config.ts'
import { connect } from './db/connect.ts'
import { SCHEDULE } from './jobs/index.ts'
import { runJob } from './jobs/run-job.ts'
import { jsonLog } from './log.ts'

const now = () => new Date()
// biome-ignore lint/suspicious/noConsole: the platform's log
const write = (line: string) => console.log(line)

const app = createApp({ now, write, newId: () => crypto.randomUUID() })

/** A batch statement may take as long as the lease of its job. */
const BATCH_TIMEOUT_MS = 240_000

export default {
  fetch: app.fetch,

  async scheduled(controller: ScheduledController, env: unknown): Promise<void> {
    const config = readConfig(env)
    const db = connect({ url: config.DATABASE_URL, endpoint: config.DATABASE_ENDPOINT, timeoutMs: BATCH_TIMEOUT_MS })
    const deps = { db, clock: now, random: Math.random, log: jsonLog({ write, now }) }
    const job = SCHEDULE[controller.cron]
    if (job) await runJob(job, { trigger: 'cron' }, deps)
  },
} satisfies ExportedHandler<never>
