import type { FilePlace } from '../files/file-place.ts'
import { scanLoneFiles, scanStored } from '../files/scan-stored.ts'

type Scannable = { id: string; folderDigest: string | null }

/** Scans what nobody has scanned yet: nothing is approved without a verdict. Safe to repeat. */
export async function scanFirst(at: FilePlace, raws: readonly Scannable[]): Promise<void> {
  const digests = raws.flatMap(({ folderDigest }) => folderDigest ?? [])
  const lone = raws.filter(({ folderDigest }) => folderDigest === null).map(({ id }) => id)
  if (digests.length > 0) await scanStored(at, [...new Set(digests)])
  if (lone.length > 0) await scanLoneFiles(at, lone)
}
