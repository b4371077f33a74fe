/// <reference types="@cloudflare/vitest-plugin/types" />
import type { TestProject } from 'vitest/node'
import { migrateDatabase } from '../../../src/cli/migrate-database.ts'
import { connect } from '../../../src/db/connect.ts'
import { freePort } from '../../../src/local/free-port.ts'
import { startNeonEndpoint } from '../../../src/local/neon-endpoint.ts'
import { startPostgres } from '../../../src/local/postgres.ts'
import { createEmptying } from './emptying.ts'
import { coverAllTimes, keepOnlyDefaults } from './partitions.ts'
import { scratchFolder } from './scratch.ts'

const TEMPLATE = 'template_app'

// A test's database is small, short-lived and never restored: no process needs to tidy it up, archive it or replicate it.
const SETTINGS = {
  autovacuum: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_logical_replication_workers: '0',
  io_method: 'sync',
  checkpoint_timeout: '1d',
  bgwriter_lru_maxpages: '0',
  wal_writer_delay: '10s',
  jit: 'off',
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Whether the big proofs run at their full size. */
    long: boolean
    /**
     * The run's PostgreSQL: `endpoint` speaks SQL over HTTP, `adminUrl` may create databases, `templateName` is migrated,
     * and `sharedUrl` is the copy of it that the bindings of the worker project name.
     */
    postgres: { endpoint: string; adminUrl: string; templateName: string; sharedUrl: string }
  }
}

/** Starts one PostgreSQL and one endpoint for the whole run, with a migrated template for tests to copy. Tests in Node alone need neither. */
export default async function setup(project: TestProject) {
  project.provide('long', process.env.TEST_LONG === '1')
  if (project.vitest.projects.every(({ name }) => name === 'node')) return
  const dataDir = await scratchFolder()
  const postgres = await startPostgres({ dataDir, port: await freePort(), persistent: false, settings: SETTINGS })
  const endpoint = await startNeonEndpoint({ port: 0 })
  const stop = async () => {
    await endpoint.stop()
    await postgres.stop()
  }
  try {
    await makeTemplate(postgres.url, endpoint.url)
  } catch (error) {
    await stop()
    throw error
  }
  project.provide('postgres', {
    endpoint: endpoint.url,
    adminUrl: postgres.url('postgres'),
    templateName: TEMPLATE,
    sharedUrl: postgres.url('shared'),
  })
  return stop
}

async function makeTemplate(url: (database: string) => string, endpoint: string) {
  const admin = connect({ url: url('postgres'), endpoint })
  await admin.execute(`create database ${TEMPLATE}`)
  await migrateDatabase({ url: url(TEMPLATE), endpoint })
  const template = connect({ url: url(TEMPLATE), endpoint })
  await keepOnlyDefaults(template)
  await coverAllTimes(template)
  await createEmptying(template)
  // A database can be copied only while nobody is connected to it: from here on, nobody can be.
  await admin.execute(`alter database ${TEMPLATE} with is_template true allow_connections false`)
  await admin.execute(`select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '${TEMPLATE}'`)
  await admin.execute(`create database shared template ${TEMPLATE}`)
}
