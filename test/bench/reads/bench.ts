import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { readJobSettings } from '../../../src/config.ts'
import { listSkills } from '../../../src/db/catalogue/skills.ts'
import type { Db } from '../../../src/db/connect.ts'
import { batch } from '../../../src/jobs/batch.ts'
import { runJob } from '../../../src/runs/run-job.ts'
import { median, takeTurns } from '../compare.ts'
import { type Ground, onDatabase } from '../database.ts'
import type { Figure } from '../figures.ts'
import type { Target } from '../load.ts'
import { recordStatements } from '../record.ts'
import { measureShare } from '../share.ts'
import { serveWorker } from '../worker.ts'
import { bundle, serve } from '../workerd.ts'
import { generateSkills, growSkills } from './data.ts'
import { databaseTime } from './database-time.ts'
import { publicReads, type Read } from './reads.ts'

const SKILLS = 10_000

/**
 * Measures public reads through the bundle on workerd, against the same SQL sent straight to the same endpoint by the same
 * client, a bare "hello" on the same workerd, and plain joins of the same rows. READS_SKILLS=1000000 also measures the list
 * in a catalogue of that size.
 */
export const benchReads = (): Promise<Figure[]> =>
  onDatabase(async (ground) => {
    await generateSkills(ground.db, SKILLS)
    const settings = readJobSettings({})
    const deps = { db: ground.db, settings, clock: () => new Date(), random: Math.random, log: () => {} }
    await runJob(batch, { trigger: 'cli' }, deps)
    // As autovacuum would have done by the second tick.
    await ground.db.execute(sql`vacuum analyze`)
    const worker = await serveWorker(ground)
    const hello = await serve(await bundle('test/bench/hello.ts', join(ground.folder, 'hello')), {}, ground.folder)
    try {
      const figures: Figure[] = []
      for (const read of await publicReads(ground.db))
        figures.push(...(await measureRead(ground, read, { through: worker.url, hello: hello.url })))
      const grown = Number(process.env.READS_SKILLS ?? 0)
      if (grown > SKILLS) figures.push(await measureGrowth(ground, grown))
      return figures
    } finally {
      worker.stop()
      hello.stop()
    }
  })

async function measureRead(
  { db, at }: Ground,
  { name, paths, statements, plain, atMost, ofHello }: Read,
  urls: { through: string; hello: string },
): Promise<Figure[]> {
  const direct = await recordStatements(at.endpoint, statements)
  const through = { url: urls.through, paths }
  const shares = await measureShare({
    name,
    through,
    direct,
    hello: urls.hello,
    atLeast: 0.6,
    ...(ofHello && { ofHello }),
  })
  return [...(plain ? [await measureAgainst(db, at.endpoint, { name, direct, plain, atMost })] : []), ...shares]
}

async function measureAgainst(
  db: Db,
  endpoint: string,
  p: { name: string; direct: Target } & Pick<Required<Read>, 'plain'> & { atMost: number | undefined },
): Promise<Figure> {
  const plain = await recordStatements(endpoint, [() => db.execute(p.plain)])
  const rounds = await takeTurns({ limit: () => databaseTime(plain), ours: () => databaseTime(p.direct) })
  const value = median(rounds.map(({ ours, limit }) => ours / limit))
  return {
    name: `${p.name}, database time of a plain join`,
    value,
    unit: 'ratio',
    ...(p.atMost && { atMost: p.atMost }),
  }
}

/** The database time of the first page of the list in a catalogue of `skills`, of that in the catalogue as it is. */
async function measureGrowth({ db, at }: Ground, skills: number): Promise<Figure> {
  const list = await recordStatements(at.endpoint, [() => listSkills(db, {}, 'popular', { size: 20 })])
  const before = await databaseTime(list)
  await growSkills(db, skills)
  const value = (await databaseTime(list)) / before
  return { name: `list at ${skills} skills, of itself at ${SKILLS}`, value, unit: 'ratio', atMost: 1.3 }
}
