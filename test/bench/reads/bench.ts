import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrateDatabase } from '../../../src/cli/migrate.ts'
import { connect, type Db } from '../../../src/db/connect.ts'
import { readBoard } from '../../../src/db/queries/rankings.ts'
import { findSkill } from '../../../src/db/queries/skill-detail.ts'
import { listSkills } from '../../../src/db/queries/skills.ts'
import { listActiveSkills } from '../../../src/db/queries/stars.ts'
import { batch } from '../../../src/jobs/batch.ts'
import { runJob } from '../../../src/jobs/run-job.ts'
import type { Figure } from '../figures.ts'
import { load, type Target } from '../load.ts'
import { bundle, serve } from '../workerd.ts'
import { generateSkills } from './data.ts'
import { recordStatement } from './record.ts'

const SKILLS = 10_000
const CONNECTIONS = 32
const SECONDS = 5
/** The two sides take turns, so that a noisy machine is noisy for both; the median of the rounds' ratios counts. */
const ROUNDS = 3

const WORDS = ['protein model', 'deploy test report', 'bacodi', 'forms']

const SETTINGS = {
  JWT_SECRET: 'a secret of the bench, long enough to be taken',
  EVENT_HASH_SECRET: 'another secret of the bench, also long enough',
  ADMIN_USERNAME: 'admin',
  ADMIN_PASSWORD: 'not used by anybody',
}

/** Public reads through the bundle on workerd, against the same SQL sent straight to the same endpoint by the same client. */
export async function benchReads(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'skills-bench-'))
  const database = fork(join(import.meta.dirname, '../stack.ts'))
  try {
    const at = await firstMessage(database)
    const db = connect(at)
    await migrateDatabase(at)
    await generateSkills(db, SKILLS)
    const deps = { db, clock: () => new Date(), random: Math.random, log: () => {} }
    await runJob(batch, { trigger: 'cli' }, deps)
    const built = await bundle('src/worker.ts', join(folder, 'worker'))
    const worker = await serve(built, { DATABASE_URL: at.url, DATABASE_ENDPOINT: at.endpoint, ...SETTINGS }, folder)
    const hello = await serve(await bundle('test/bench/hello.ts', join(folder, 'hello')), {}, folder)
    try {
      return [
        ...(await measureReads(db, at, worker.url)),
        {
          name: 'hello, bare Hono',
          value: (await load({ url: hello.url }, { connections: CONNECTIONS, seconds: SECONDS })).perSecond,
          unit: 'req/s',
        },
        { name: 'bundle, gzip', value: built.gzipBytes / 1024, unit: 'KB', atMost: 250 },
      ]
    } finally {
      worker.stop()
      hello.stop()
    }
  } finally {
    database.disconnect()
    await once(database, 'exit')
  }
}

async function measureReads(db: Db, at: { endpoint: string }, base: string): Promise<Figure[]> {
  const slugs = (await listActiveSkills(db)).slice(0, 200).map(({ slug }) => slug)
  const reads: [string, string[], (() => Promise<unknown>)[]][] = [
    ['list', ['/v1/skills?size=20'], [() => listSkills(db, {}, 'popular', { size: 20 })]],
    [
      'search',
      WORDS.map((q) => `/v1/skills?q=${encodeURIComponent(q)}`),
      WORDS.map((q) => () => listSkills(db, { q }, 'relevance', { size: 20 })),
    ],
    ['detail', slugs.map((slug) => `/v1/skills/${slug}`), slugs.map((slug) => () => findSkill(db, { slug }))],
    ['board', ['/v1/rankings?page_size=20'], [() => readBoard(db, {}, { size: 20, after: 0, page: 1 })]],
  ]
  const figures: Figure[] = []
  for (const [name, paths, statements] of reads) {
    const sent = await Promise.all(statements.map(recordStatement))
    const direct: Target = {
      url: at.endpoint,
      method: 'POST',
      headers: sent[0]?.headers ?? {},
      bodies: sent.map(({ body }) => body),
    }
    const through: Target = { url: base, paths }
    const ratios: number[] = []
    let best = 0
    for (let round = 0; round < ROUNDS; round++) {
      const limit = await load(direct, { connections: CONNECTIONS, seconds: SECONDS })
      const ours = await load(through, { connections: CONNECTIONS, seconds: SECONDS })
      ratios.push(ours.perSecond / limit.perSecond)
      best = Math.max(best, ours.perSecond)
    }
    const alone = await load(through, { connections: 1, seconds: SECONDS })
    figures.push(
      {
        name: `${name}, of the same SQL alone`,
        value: ratios.sort()[Math.floor(ROUNDS / 2)] ?? 0,
        unit: 'ratio',
        atLeast: 0.55,
      },
      { name: `${name}, ${CONNECTIONS} connections`, value: best, unit: 'req/s' },
      { name: `${name}, one connection, p50`, value: alone.p50, unit: 'ms' },
    )
  }
  return figures
}

async function firstMessage(child: ChildProcess): Promise<{ url: string; endpoint: string }> {
  const [message] = await once(child, 'message')
  return message
}
