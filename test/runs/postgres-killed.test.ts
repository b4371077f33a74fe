import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { migrateDatabase } from '../../src/cli/migrate-database.ts'
import { connect, type Db } from '../../src/db/connect.ts'
import { batch } from '../../src/jobs/batch.ts'
import { freePort } from '../../src/local/free-port.ts'
import { startNeonEndpoint } from '../../src/local/neon-endpoint.ts'
import { type LocalPostgres, startPostgres } from '../../src/local/postgres.ts'
import { aSkill, someRawEvents } from '../support/builders/builders.ts'
import { tick } from '../support/run/jobs.ts'
import { scratchFolder } from '../support/run/scratch.ts'
import { untilWaiting } from '../support/run/waiting.ts'

let dataDir: string
let port: number
let server: LocalPostgres
let endpoint: Awaited<ReturnType<typeof startNeonEndpoint>>
let db: Db

const start = async () => {
  server = await startPostgres({ dataDir, port, persistent: true, settings: { fsync: 'off' } })
}

beforeAll(async () => {
  dataDir = await scratchFolder()
  port = await freePort()
  await start()
  endpoint = await startNeonEndpoint({ port: 0 })
  const at = { url: server.url('postgres'), endpoint: endpoint.url }
  await migrateDatabase(at)
  db = connect(at)
})

afterAll(async () => {
  await endpoint.stop()
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
})

/** Kills the server once a statement of the tick waits for this lock. */
async function killDuring(lock: string) {
  const client = new pg.Client({ connectionString: server.url('postgres') })
  client.on('error', () => {})
  await client.connect()
  await client.query('begin')
  await client.query(lock)
  return untilWaiting(db, 1).then(async () => {
    process.kill(Number((await readFile(join(dataDir, 'postmaster.pid'), 'utf8')).split('\n')[0]), 'SIGKILL')
  })
}

it('a tick whose PostgreSQL is killed goes on with its first retry, and its history tells why', async () => {
  const { id } = await aSkill(db)
  await someRawEvents(db, [{ skillId: id }])
  const killed = killDuring('lock table skill_popularity in exclusive mode')
  const { status, waits, reports } = await tick(db, batch, { onWait: start })
  await killed

  expect(waits).toEqual([60])
  expect(status).toBe('succeeded')
  expect(reports.map(({ steps }) => steps.map((step) => step.status))).toEqual([
    ['succeeded', 'failed', 'failed', 'failed', 'failed'],
    ['succeeded', 'succeeded', 'succeeded', 'succeeded', 'succeeded'],
  ])
  const { rows } = await db.execute(sql`
    select job, string_agg(status, ' ' order by started_at) as statuses, bool_or(errors::text ~ 'NeonDbError') as tells_why
    from job_runs group by job order by job`)
  expect(rows).toEqual([
    { job: 'batch', statuses: 'partial succeeded', tells_why: true },
    { job: 'build-snapshots', statuses: 'failed succeeded', tells_why: true },
    { job: 'normalize-events', statuses: 'succeeded succeeded', tells_why: false },
    { job: 'publish-outbox', statuses: 'failed succeeded', tells_why: true },
    { job: 'refresh-popularity', statuses: 'failed succeeded', tells_why: true },
    { job: 'score-skills', statuses: 'failed succeeded', tells_why: true },
  ])
  expect((await db.execute(sql`select uses_30d from skill_popularity`)).rows).toEqual([{ uses_30d: 1 }])
  expect((await db.execute(sql`select from job_leases where expires_at > now()`)).rows).toEqual([])
})
