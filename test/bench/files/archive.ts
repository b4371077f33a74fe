import type { Db } from '../../../src/db/connect.ts'
import { listFolderFiles } from '../../../src/db/files/folders.ts'
import { readChunks } from '../../../src/db/files/read-files.ts'
import { median, takeTurns } from '../compare.ts'
import type { Ground } from '../database.ts'
import type { Figure } from '../figures.ts'
import type { Target } from '../load.ts'
import { recordStatements } from '../record.ts'
import type { LargeSkill } from './large-skill.ts'

const READS = 40

/**
 * An archive of 1 MiB through a Worker without any cache, so that each is a first build, against the statements that read its manifest
 * and its chunks, sent straight to the same endpoint one after the other. Whoever sends them makes nothing of the answers.
 */
export async function benchArchive(
  { db, at }: Ground,
  { digest, size }: LargeSkill,
  worker: string,
): Promise<Figure[]> {
  const direct = await recordStatements(at.endpoint, await rowsOf(db, digest))
  const rounds = await takeTurns({
    limit: () => milliseconds(() => sendAll(direct)),
    ours: () => milliseconds(() => readArchive(`${worker}/v1/archives/${digest}.zip`, size)),
  })
  return [
    {
      name: 'archive of 1 MiB at first build, of reading its rows',
      value: median(rounds.map(({ limit, ours }) => ours / limit)),
      unit: 'times',
      atMost: 2,
    },
    { name: 'archive of 1 MiB at first build', value: median(rounds.map(({ ours }) => ours)), unit: 'ms' },
    { name: 'reading its rows', value: median(rounds.map(({ limit }) => limit)), unit: 'ms' },
  ]
}

async function rowsOf(db: Db, digest: string): Promise<(() => Promise<unknown>)[]> {
  const hashes = (await listFolderFiles(db, digest)).map(({ sha256 }) => sha256)
  return [() => listFolderFiles(db, digest), () => readChunks(db, hashes)]
}

/** The median of some reads, after one that nobody counts. */
async function milliseconds(read: () => Promise<void>): Promise<number> {
  await read()
  const taken: number[] = []
  for (let i = 0; i < READS; i++) {
    const start = performance.now()
    await read()
    taken.push(performance.now() - start)
  }
  return median(taken)
}

async function sendAll({ url, headers = {}, bodies = [] }: Target): Promise<void> {
  for (const body of bodies) await bytesOf(await fetch(url, { method: 'POST', headers, body }))
}

async function readArchive(url: string, size: number): Promise<void> {
  const bytes = await bytesOf(await fetch(url))
  if (bytes < size) throw new Error(`${url} has ${bytes} bytes, and its files have ${size}.`)
}

async function bytesOf(response: Response): Promise<number> {
  const { byteLength } = await response.arrayBuffer()
  if (!response.ok) throw new Error(`${response.url} answers ${response.status}.`)
  return byteLength
}
