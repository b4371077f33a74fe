import { type FolderDescription, findOutdated, storeDescriptions } from '../../db/files/descriptions.ts'
import { listProtected, namesOfFolders } from '../../db/trust/names.ts'
import { type NewReport, storeReports } from '../../db/trust/reports.ts'
import { findUnscanned } from '../../db/trust/unscanned.ts'
import { sha256Hex } from '../../domain/text/hash.ts'
import { inPages } from '../../domain/text/in-pages.ts'
import { knownNames, WELL_KNOWN } from '../../domain/trust/reading/names.ts'
import { describeFolder, type ReadFile } from '../../files/describe-folder.ts'
import { type FilePlace, REQUEST_BYTES } from '../../files/file-place.ts'
import { missingFiles, putFiles } from '../../files/put-files.ts'
import { reportOf } from '../../files/scan-stored.ts'
import { loadTokenizer } from '../../files/tokens/load-tokenizer.ts'
import type { ReadFolder } from './found-folder.ts'

const PAGE = { items: 500, bytes: REQUEST_BYTES }

/**
 * Stores the files of folders that are not stored yet, a few megabytes at a time. A file that has changed since it was read is stored
 * as it is now: then the database refuses the folder, whose file is not there. `renew` is called before each page. Safe to repeat.
 */
export async function uploadFolders(
  at: FilePlace,
  folders: readonly ReadFolder[],
  renew: () => Promise<void>,
): Promise<void> {
  const sources = new Map(folders.flatMap((folder) => [...folder.sources]))
  const missing = await missingFiles(at, [...sources.keys()])
  const wanted = [...missing].flatMap((sha256) => sources.get(sha256) ?? [])
  for (const page of inPages(wanted, PAGE)) {
    await renew()
    const contents: Uint8Array[] = []
    for (const file of page) contents.push(await file.read())
    await putFiles(at, contents)
  }
}

/** Works out and stores what follows from the files of folders that are stored, unless it was stored before. */
export async function describeFolders({ db }: FilePlace, folders: readonly ReadFolder[]): Promise<void> {
  const byDigest = new Map(folders.map((read) => [read.folder.digest, read]))
  const descriptions: FolderDescription[] = []
  for (const { digest } of await findOutdated(db, [...byDigest.keys()])) {
    const read = byDigest.get(digest)
    if (read) descriptions.push(await describeFolder(digest, await filesOf(read), await loadTokenizer()))
  }
  await storeDescriptions(db, descriptions)
}

/** Scans folders, unless today's rule set has read them before, and says of all that have one of them what was found. */
export async function scanFolders({ db }: FilePlace, folders: readonly ReadFolder[]): Promise<void> {
  const byDigest = new Map(folders.map((read) => [read.folder.digest, read]))
  const found = await findUnscanned(db, [...byDigest.keys()])
  const reports: NewReport[] = []
  const unscanned = found.filter(({ isScanned }) => !isScanned).map(({ digest }) => digest)
  const published = await namesOfFolders(db, unscanned)
  const known = unscanned.length > 0 ? knownNames(await listProtected(db)) : WELL_KNOWN
  for (const { digest, isScanned } of found) {
    const read = byDigest.get(digest)
    if (read && !isScanned) reports.push(reportOf(digest, await filesOf(read), { known, as: published.get(digest) }))
  }
  await storeReports(
    db,
    reports,
    found.map(({ digest }) => digest),
  )
}

async function filesOf({ folder, sources }: ReadFolder): Promise<ReadFile[]> {
  const files: ReadFile[] = []
  for (const file of folder.files) {
    const source = sources.get(file.sha256)
    const bytes = await source?.read()
    if (!source || !bytes || (await sha256Hex(bytes)) !== file.sha256)
      throw new Error(`${file.path} has changed while it was read.`)
    files.push({ ...file, crc32: source.crc32, bytes })
  }
  return files
}
