import { onDatabase } from '../database.ts'
import type { Figure } from '../figures.ts'
import { serveWorker } from '../worker.ts'
import { benchArchive } from './archive.ts'
import { benchIngest } from './ingest.ts'
import { publishLargeSkill } from './large-skill.ts'
import { benchStatements } from './statements.ts'

/** Measures how whole skills come in and go out, against the rows that this writes or reads. */
export const benchFiles = (): Promise<Figure[]> =>
  onDatabase(async (ground) => {
    const ingested = await benchIngest(ground)
    const skill = await publishLargeSkill(ground)
    const worker = await serveWorker(ground)
    try {
      return [
        ...ingested,
        ...(await benchArchive(ground, skill, worker.url)),
        ...(await benchStatements(ground, skill)),
      ]
    } finally {
      worker.stop()
    }
  })
