import { join } from 'node:path'
import { readJobSettings } from '../../../src/config.ts'
import { findSkill } from '../../../src/db/catalogue/skill-detail.ts'
import { listSkills } from '../../../src/db/catalogue/skills.ts'
import type { Db } from '../../../src/db/connect.ts'
import { listActiveSkills } from '../../../src/db/intake/stars.ts'
import { readBoard } from '../../../src/db/ranking/rankings.ts'
import { batch } from '../../../src/jobs/batch.ts'
import { runJob } from '../../../src/runs/run-job.ts'
import { median, takeTurns } from '../compare.ts'
import { onFreshDatabase } from '../database.ts'
import type { Figure } from '../figures.ts'
import { load, type Target } from '../load.ts'
import { recordStatements } from '../record.ts'
import { serveWorker } from '../worker.ts'
import { bundle, serve } from '../workerd.ts'
import { generateSkills } from './data.ts'

const SKILLS = 10_000
const CONNECTIONS = 32
const SECONDS = 5

const WORDS = ['protein model', 'deploy test report', 'bacodi', 'forms']

/** Measures public reads through the bundle on workerd, against the same SQL sent straight to the same endpoint by the same client. */
export const benchReads = (): Promise<Figure[]> =>
  onFreshDatabase(async (ground) => {
    const { db, at, folder } = ground
    await generateSkills(db, SKILLS)
    const settings = readJobSettings({})
    const deps = { db, settings, clock: () => new Date(), random: Math.random, log: () => {} }
    await runJob(batch, { trigger: 'cli' }, deps)
    const worker = await serveWorker(ground)
    const hello = await serve(await bundle('test/bench/hello.ts', join(folder, 'hello')), {}, folder)
    try {
      return [
        ...(await measureReads(db, at, worker.url)),
        {
          name: 'hello, bare Hono',
          value: (await load({ url: hello.url }, { connections: CONNECTIONS, seconds: SECONDS })).perSecond,
          unit: 'req/s',
        },
        { name: 'bundle, gzip', value: worker.gzipBytes / 1024, unit: 'KB', atMost: 250 },
      ]
    } finally {
      worker.stop()
      hello.stop()
    }
  })

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
    [
      'board',
      ['/v1/rankings?page_size=20'],
      [() => readBoard(db, { by: 'popularity' }, { size: 20, after: 0, page: 1 })],
    ],
  ]
  const figures: Figure[] = []
  for (const [name, paths, statements] of reads) {
    const direct = await recordStatements(at.endpoint, statements)
    const through: Target = { url: base, paths }
    const many = { connections: CONNECTIONS, seconds: SECONDS }
    const rounds = await takeTurns({ limit: () => load(direct, many), ours: () => load(through, many) })
    const alone = await load(through, { connections: 1, seconds: SECONDS })
    figures.push(
      {
        name: `${name}, of the same SQL alone`,
        value: median(rounds.map(({ limit, ours }) => ours.perSecond / limit.perSecond)),
        unit: 'ratio',
        atLeast: 0.55,
      },
      {
        name: `${name}, ${CONNECTIONS} connections`,
        value: Math.max(...rounds.map(({ ours }) => ours.perSecond)),
        unit: 'req/s',
      },
      { name: `${name}, one connection, p50`, value: alone.p50, unit: 'ms' },
    )
  }
  return figures
}
