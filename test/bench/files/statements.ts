import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Ground } from '../database.ts'
import type { Figure } from '../figures.ts'
import { SETTINGS } from '../worker.ts'
import { bundle } from '../workerd.ts'
import { startCachedWorker } from './cached-worker.ts'
import type { LargeSkill } from './large-skill.ts'
import { watchEndpoint } from './watched-endpoint.ts'

/** What an answer waits for is held for so long, and what comes behind it has come by then. */
const LONG_MS = 1000
const CLIENT = { 'CF-Connecting-IP': '203.0.113.7', 'User-Agent': 'node' }

/** Counts the statements of a first and of a second read, for which the caches may have kept what they need. */
export async function benchStatements({ at, folder }: Ground, { slug, sha256 }: LargeSkill): Promise<Figure[]> {
  const endpoint = await watchEndpoint(at.endpoint)
  const built = await bundle('src/worker.ts', join(folder, 'cached'))
  const worker = await startCachedWorker(built, { DATABASE_URL: at.url, DATABASE_ENDPOINT: endpoint.url, ...SETTINGS })
  const count = async (read: () => Promise<unknown>) => {
    const before = endpoint.seen()
    endpoint.hold(LONG_MS)
    await read()
    const waitedFor = endpoint.seen().answered - before.answered
    await pause(2 * LONG_MS)
    return { waitedFor, behind: endpoint.seen().begun - before.begun - waitedFor }
  }
  const file = () => worker.readThroughEdge(`/v1/files/${sha256}`, CLIENT)
  const download = () => worker.read(`/v1/skills/${slug}/versions/1.0.0/archive.zip`, CLIENT)
  try {
    const [firstFile, keptFile] = [await count(file), await count(file)]
    const [first, again] = [await count(download), await count(download)]
    if (again.behind === 0) throw new Error('The download was not counted.')
    return [
      statements('a file by its hash, kept by the edge', keptFile.waitedFor + keptFile.behind, 0),
      statements('a file by its hash, at first', firstFile.waitedFor),
      statements('a download again, before its answer', again.waitedFor, 0),
      statements('a download again, behind its answer', again.behind, 1),
      statements('a download at first, before its answer', first.waitedFor),
    ]
  } finally {
    await worker.stop()
    endpoint.stop()
  }
}

const statements = (of: string, value: number, atMost?: number): Figure => ({
  name: `statements of ${of}`,
  value,
  unit: '',
  ...(atMost !== undefined && { atMost }),
})
