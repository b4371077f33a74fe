import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { sql } from 'drizzle-orm'
import { median, takeTurns } from '../compare.ts'
import type { Ground } from '../database.ts'
import type { Figure } from '../figures.ts'
import { FILES_A_SKILL, makeFolders } from './data.ts'
import { countRows, emptyTables, type PlainPage, takeDown } from './plain-rows.ts'
import { ingest } from './run-ingest.ts'

const SKILLS = 1000

/**
 * Publishes skills by the operator's command, against plain INSERTs of the rows that this leaves, sent by the same driver. They read no
 * file, hash nothing, describe nothing, and look nothing up.
 */
export async function benchIngest({ db, at, folder }: Ground): Promise<Figure[]> {
  const root = join(folder, 'skills')
  await makeFolders(root, SKILLS)
  const publish = () => ingest(at, root, 'bench')
  // It also leaves the source, which stays.
  await publish()
  const [pages, counts] = [await takeDown(db), await countRows(db)]
  const seconds = async (run: () => Promise<unknown>) => {
    await emptyTables(db)
    await db.execute(sql`checkpoint`)
    const start = performance.now()
    await run()
    const taken = (performance.now() - start) / 1000
    if (!isDeepStrictEqual(await countRows(db), counts)) throw new Error('The two sides write different rows.')
    return taken
  }
  const rounds = await takeTurns({
    limit: () => seconds(() => insertAll(db, pages)),
    ours: () => seconds(publish),
  })
  const ours = median(rounds.map((round) => round.ours))
  return [
    {
      name: `ingest of ${SKILLS} skills of ${FILES_A_SKILL} files, of plain INSERTs`,
      value: median(rounds.map(({ limit, ours }) => ours / limit)),
      unit: 'times',
      atMost: 3,
    },
    { name: 'ingest', value: SKILLS / ours, unit: 'skills/s' },
    { name: 'plain INSERTs', value: SKILLS / median(rounds.map(({ limit }) => limit)), unit: 'skills/s' },
  ]
}

async function insertAll(db: Ground['db'], pages: readonly PlainPage[]): Promise<void> {
  for (const { insert } of pages) await db.execute(insert)
}
