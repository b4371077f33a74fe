import { join } from 'node:path'
import { onDatabase } from '../database.ts'
import type { Figure } from '../figures.ts'
import { generateSkills } from '../reads/data.ts'
import { recordStatements } from '../record.ts'
import { measureShare } from '../share.ts'
import { serveWorker } from '../worker.ts'
import { bundle, serve } from '../workerd.ts'
import { generateVersions } from './data.ts'
import { clientReads } from './reads.ts'

const SKILLS = 10_000

/** Measures what clients ask for most, through the bundle on workerd, against the same SQL sent straight to the same endpoint. */
export const benchClients = (): Promise<Figure[]> =>
  onDatabase(async (ground) => {
    await generateSkills(ground.db, SKILLS)
    await generateVersions(ground.db)
    const worker = await serveWorker(ground)
    const hello = await serve(await bundle('test/bench/hello.ts', join(ground.folder, 'hello')), {}, ground.folder)
    try {
      const figures: Figure[] = []
      for (const { name, statements, through } of await clientReads(ground.db, worker.url)) {
        const direct = await recordStatements(ground.at.endpoint, statements)
        figures.push(...(await measureShare({ name, through, direct, hello: hello.url, atLeast: 0.5 })))
      }
      return figures
    } finally {
      worker.stop()
      hello.stop()
    }
  })
