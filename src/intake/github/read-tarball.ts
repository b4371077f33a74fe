import { blobIdLike } from '../../domain/git/blob-id.ts'
import type { Tree } from '../../domain/git/tree.ts'
import { REQUEST_BYTES } from '../../files/file-place.ts'
import { gunzip } from '../archive/gunzip.ts'
import { readTar, type TarEntry } from '../archive/read-tar.ts'
import { type Crawl, throwIfOutOfTime } from '../crawl-context.ts'
import { SourceFault } from '../source-fault.ts'
import { openTarball, type Repository } from './github.ts'
import type { BlobBytes, KnownBlobs, WantedBlob } from './known-blobs.ts'

/** So many blobs are read one by one. */
const FEW = 20
const MIB = 1024 * 1024
const LIMITS = { maxBytes: 256 * MIB, timeoutMs: 120_000 }
const MAX_UNPACKED_BYTES = 512 * MIB
/** About what comes in the time of one request. */
const BYTES_PER_REQUEST = 4 * MIB
/** What is held in memory, and goes to the database in one step. */
const STEP = { items: 500, bytes: REQUEST_BYTES }

/** True if it takes less to read the whole repository than so many blobs one by one. */
export function isTarballWorthIt(tree: Tree, wanted: number, isWhole: boolean): boolean {
  if (wanted <= FEW || !isWhole) return false
  const bytes = tree.entries.reduce((sum, entry) => sum + (entry.kind === 'file' ? entry.size : 0), 0)
  return bytes <= Math.min(MAX_UNPACKED_BYTES, wanted * BYTES_PER_REQUEST)
}

/**
 * Reads blobs from a tar.gz of the repository while it comes, and stores them step by step. GitHub leaves files out and changes some, as
 * `.gitattributes` says, so each is checked against its id. What is missing in the end has to be read otherwise; so does the rest
 * of an archive that cannot be read.
 */
export async function readTarball(
  c: Crawl,
  { fullName }: Repository,
  p: { tree: Tree; commit: string; blobs: KnownBlobs; wanted: readonly WantedBlob[] },
): Promise<void> {
  const left = new Map(p.wanted.map((blob) => [blob.id, blob]))
  const step = stepsOf(c, p.blobs)
  try {
    const packed = await openTarball(c.outgoing.github, fullName, p.commit, LIMITS)
    if (!packed) return
    for await (const entry of readTar(gunzip(packed, MAX_UNPACKED_BYTES))) {
      const blob = wantedBy(entry, p.tree, left)
      const bytes = blob && (blob.isLink ? entry.link : await entry.read())
      if (!bytes || blobIdLike(blob.id, bytes) !== blob.id) continue
      left.delete(blob.id)
      await step.add({ id: blob.id, isLink: blob.isLink, bytes })
      if (left.size === 0) break
    }
  } catch (error) {
    if (!(error instanceof SourceFault) || error.kind === 'rate_limited') throw error
  }
  await step.end()
}

/** The blob that an entry should be, by its path below the one folder around everything. */
function wantedBy(entry: TarEntry, tree: Tree, left: ReadonlyMap<string, WantedBlob>): WantedBlob | undefined {
  const listed = tree.at(entry.name.slice(entry.name.indexOf('/') + 1))
  if (listed?.kind !== 'file' && listed?.kind !== 'link') return undefined
  const blob = left.get(listed.id)
  const size = entry.kind === 'link' ? entry.link.length : entry.size
  return blob && entry.kind === listed.kind && blob.isLink === (listed.kind === 'link') && size === listed.size
    ? blob
    : undefined
}

/** Stores what it is given, a few megabytes at a time. */
function stepsOf(c: Crawl, blobs: KnownBlobs) {
  let held: BlobBytes[] = []
  let size = 0
  const end = async () => {
    if (held.length === 0) return
    await c.renew()
    await blobs.keep(held)
    held = []
    size = 0
    throwIfOutOfTime(c)
  }
  return {
    end,
    add: async (blob: BlobBytes) => {
      if (held.length === STEP.items || size + blob.bytes.length > STEP.bytes) await end()
      held.push(blob)
      size += blob.bytes.length
    },
  }
}
