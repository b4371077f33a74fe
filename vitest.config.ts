import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'
import type { Reporter, TestModule } from 'vitest/node'

/** The last line of a run: how many tests there were, and how they ended. */
const tally: Reporter = {
  onTestRunEnd(modules: readonly TestModule[]) {
    const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state))
    const count = (state: string) => states.filter((other) => other === state).length
    const broken = modules.filter((module) => module.errors().length > 0).length
    const counts = `${count('passed')} passed, ${count('failed')} failed, ${count('skipped')} skipped`
    process.stdout.write(`tests: ${counts}${broken ? `; ${broken} files did not load` : ''}\n`)
  },
}

// Settings that the Worker accepts; the files that need a database of their own pass their own.
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
      // Under this name ingest does not know it: whoever tests the queue passes it as EVENTS_QUEUE. Its consumer is the Worker.
      queueProducers: { TEST_QUEUE: { queueName: 'events' } },
      queueConsumers: { events: { maxBatchSize: 10, maxBatchTimeout: 0 } },
    },
  }
})

export default defineConfig({
  test: {
    globalSetup: './test/support/run/global-setup.ts',
    reporters: ['default', tally],
    silent: 'passed-only',
    projects: [
      {
        test: {
          name: 'node',
          include: ['test/*.test.ts', 'test/{domain,db,intake,runs,http,jobs,cli,dev,local,fuzz}/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [worker],
        test: {
          name: 'worker',
          include: ['test/{routes,worker}/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
})
