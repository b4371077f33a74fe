import { readFileSync } from 'node:fs'
import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import type { Reporter, TestModule, Vite } from 'vitest/node'

/** Prints the last line of a run: how many tests passed, failed and were skipped. */
const tally: Reporter = {
  onTestRunEnd(modules: readonly TestModule[]) {
    const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state))
    const count = (state: string) => states.filter((other) => other === state).length
    const broken = modules.filter((module) => module.errors().length > 0).length
    const counts = `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`
    process.stdout.write(`tests: ${counts}${broken ? `; ${broken} files did not load` : ''}\n`)
  },
}

/** What wrangler makes of the files that pages load: modules of text. */
const texts: Vite.Plugin = {
  name: 'text-modules',
  enforce: 'pre',
  load: (id) =>
    /\/src\/pages\/.*\.(css|svg|md|client\.js)$/.test(id)
      ? { code: `export default ${JSON.stringify(readFileSync(id, 'utf8'))}`, moduleType: 'js' }
      : null,
}

// Settings that the Worker accepts. Files that need a database of their own pass theirs.
const worker = cloudflareTest(({ inject }) => {
  const { endpoint, sharedUrl } = inject('postgres')
  return {
    wrangler: { configPath: './wrangler.toml' },
    miniflare: {
      bindings: {
        DATABASE_URL: sharedUrl,
        DATABASE_ENDPOINT: endpoint,
        JWT_SECRET: 'a secret of the tests, long enough to be taken',
        EVENT_HASH_SECRET: 'another secret of the tests, also long enough',
        ADMIN_USERNAME: 'admin',
        ADMIN_PASSWORD: 'correct horse battery staple',
      },
      // The Worker consumes this queue, but ingest does not know it by this name: a test of the queue passes it as EVENTS_QUEUE.
      queueProducers: { TEST_QUEUE: { queueName: 'events' } },
      // The same for this bucket.
      r2Buckets: ['TEST_FILES'],
      queueConsumers: { events: { maxBatchSize: 10, maxBatchTimeout: 0 } },
    },
  }
})

// Files share a process and its modules: loading the app again for each file would take longer than its tests.
// Concurrent tests start command lines, each of which keeps a core busy: two at once are enough.
const shared = { isolate: false, testTimeout: 60_000, hookTimeout: 120_000, maxConcurrency: 2 }

/** The files that need Node alone, and no database. */
const NODE = ['test/*.test.ts', 'test/{domain,http}/**/*.test.ts', 'test/db/migrations/drift.test.ts']

export default defineConfig({
  test: {
    globalSetup: './test/support/run/global-setup.ts',
    reporters: ['default', tally],
    silent: 'passed-only',
    maxWorkers: 2,
    projects: [
      { plugins: [texts], test: { name: 'node', include: NODE, ...shared } },
      {
        plugins: [texts],
        test: {
          name: 'postgres',
          include: ['test/{clients,db,intake,runs,jobs,cli,dev,local,fuzz,pages}/**/*.test.ts'],
          exclude: NODE,
          ...shared,
        },
      },
      { plugins: [texts, worker], test: { name: 'worker', include: ['test/{routes,worker}/**/*.test.ts'], ...shared } },
    ],
  },
})
