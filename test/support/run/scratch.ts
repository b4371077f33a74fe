import { mkdtemp, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const ENOUGH = 4 * 1024 ** 3

/**
 * A new folder for a PostgreSQL that the tests throw away: in memory where there is room, for a database is a thousand small
 * files, which a busy disk takes twenty times as long to make. A container's own /dev/shm is often 64 MB: too small.
 */
export async function scratchFolder(): Promise<string> {
  const memory = await statfs('/dev/shm').catch(() => undefined)
  const roomy = memory && memory.bavail * memory.bsize > ENOUGH
  return mkdtemp(join(roomy ? '/dev/shm' : tmpdir(), 'skills-test-'))
}
