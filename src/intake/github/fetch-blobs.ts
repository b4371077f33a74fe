import { MAX_BYTES } from '../../domain/files/manifest.ts'
import { inPages } from '../../domain/text/in-pages.ts'
import { runConcurrently } from '../../domain/text/run-concurrently.ts'
import { REQUEST_BYTES } from '../../files/file-place.ts'
import { type Reading, throwIfOutOfTime } from '../crawl-context.ts'
import { SourceFault } from '../source-fault.ts'
import { type Repository, readBlob } from './github.ts'
import type { BlobBytes, KnownBlobs, WantedBlob } from './known-blobs.ts'
import { AT_ONCE } from './read-blobs.ts'

/** What is held in memory, apart from a larger file. */
const PAGE = { items: 100, bytes: REQUEST_BYTES }

/**
 * Reads blobs one by one and stores them, a few megabytes at a time. A blob that GitHub lists but does not have is reported. Returns the
 * failure that ended it, after what was read before has been stored.
 */
export async function fetchBlobs(
  c: Reading,
  { fullName }: Repository,
  { blobs, wanted }: { blobs: KnownBlobs; wanted: readonly WantedBlob[] },
): Promise<unknown> {
  const read = async ({ id, path, isLink }: WantedBlob): Promise<BlobBytes | null> => {
    try {
      return { id, isLink, bytes: await readBlob(c.outgoing.github, fullName, id, MAX_BYTES) }
    } catch (error) {
      if (!(error instanceof SourceFault) || error.kind !== 'unreadable') throw error
      c.faults.push({ target: path, reason: error.message })
      if (isLink) blobs.noteLost(id)
      return null
    }
  }
  for (const page of inPages(wanted, PAGE)) {
    throwIfOutOfTime(c)
    const { results, failure } = await runConcurrently(page, AT_ONCE, read)
    const found = results.filter((blob) => blob !== null)
    if (found.length > 0) {
      await c.renew()
      await blobs.keep(found)
    }
    if (failure) return failure
  }
  return undefined
}
