import { createHash } from 'node:crypto'
import { zipOf } from '../../../../domain/files/zip.ts'
import { inTransaction, type Mirror } from '../open-mirror.ts'
import { DamagedFile, fileReader } from './file-reader.ts'

/**
 * Hashes the archive of each folder that has become complete, so that the mirror can list it in an index. Stops where `mayGoOn` says
 * so. Calls `onDamaged` for a kept file that is damaged.
 */
export async function hashArchives(
  mirror: Mirror,
  { mayGoOn, onDamaged }: { mayGoOn: () => boolean; onDamaged: (fault: DamagedFile) => void },
): Promise<number> {
  const { db } = mirror
  const next = db.prepare('select digest from unpacked where digest > ? order by digest limit 1')
  let hashed = 0
  for (let row = next.get(''); row && mayGoOn(); row = next.get(String(row.digest))) {
    const digest = String(row.digest)
    const archive = await hashArchive(mirror, digest).catch((error: unknown) => {
      if (!(error instanceof DamagedFile)) throw error
      onDamaged(error)
      return null
    })
    // A folder that lacks a file comes back when that file does.
    inTransaction(db, () => {
      db.prepare('delete from unpacked where digest = ?').run(digest)
      if (archive)
        db.prepare('insert or replace into archives (digest, sha256, size) values (?, ?, ?)').run(
          digest,
          archive.sha256,
          archive.size,
        )
    })
    if (archive) hashed++
  }
  return hashed
}

async function hashArchive(mirror: Mirror, digest: string): Promise<{ sha256: string; size: number } | null> {
  const reader = fileReader(mirror)
  const files = await reader.folder(digest)
  if (!files) return null
  const zip = zipOf(files)
  const hash = createHash('sha256')
  for await (const part of zip.parts(reader.contents(zip.files))) hash.update(part)
  return { sha256: hash.digest('hex'), size: zip.size }
}
