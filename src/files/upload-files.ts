import type { Db } from '../db/connect.ts'
import { deleteObjects, insertObjects, insertUploaded } from '../db/files/store-files.ts'
import { inPages } from '../domain/text/in-pages.ts'
import { runAllConcurrently } from '../domain/text/run-concurrently.ts'
import { type Bucket, type NewFile, OBJECTS_AT_ONCE } from './file-place.ts'

/** What is lost, and sent again, if a run is cut off. */
const PAGE = { items: 500, bytes: 16 * 1024 * 1024 }

/**
 * Stores files in a bucket. Each upload has a key of its own that is written down before it: so an object that is deleted
 * can never be one that somebody has just uploaded, and none is forgotten if a run is cut off.
 */
export async function uploadFiles(
  { db, bucket }: { db: Db; bucket: Bucket },
  files: readonly NewFile[],
): Promise<void> {
  for (const page of inPages(files, PAGE)) {
    const keys = await insertObjects(
      db,
      page.map(({ sha256 }) => sha256),
    )
    const uploads = page.map((file) => ({ ...file, key: keys.get(file.sha256) ?? '' }))
    // R2 compares the hash itself.
    await runAllConcurrently(uploads, OBJECTS_AT_ONCE, ({ key, bytes, sha256 }) => bucket.put(key, bytes, { sha256 }))
    const unneeded = await insertUploaded(
      db,
      uploads.map(({ bytes: _, ...file }) => file),
    )
    await dropObjects({ db, bucket }, unneeded)
  }
}

/** Deletes objects that no file has, and then forgets them. */
export async function dropObjects({ db, bucket }: { db: Db; bucket: Bucket }, keys: readonly string[]): Promise<void> {
  if (keys.length === 0) return
  await bucket.delete([...keys])
  await deleteObjects(db, keys)
}
