import { findOutdated, type OutdatedFolder, storeDescriptions } from '../db/files/descriptions.ts'
import { listFilesOfFolders } from '../db/files/folders.ts'
import { inPages } from '../domain/text/in-pages.ts'
import { DamagedFile } from './damaged-file.ts'
import { describeFolder, type ReadFile } from './describe-folder.ts'
import { type FilePlace, REQUEST_BYTES } from './file-place.ts'
import { streamFiles } from './read-files.ts'
import { loadTokenizer } from './tokens/load-tokenizer.ts'

/** What is held in memory at once, apart from a larger folder. A row of a manifest counts as so many bytes. */
const PAGE = { items: 100, bytes: REQUEST_BYTES }
const ROW_BYTES = 500

/** `damaged`: folders that cannot be read, and why. `unfinished`: there was no time for all. */
type Described = { described: number; damaged: { digest: string; reason: string }[]; unfinished: boolean }

/**
 * Works out and stores what follows from the bytes of stored folders, unless today's rules have done so before. Asks `mayGoOn`
 * before each few megabytes. Safe to repeat.
 */
export async function describeStored(
  at: FilePlace,
  digests: readonly string[],
  mayGoOn: () => boolean | Promise<boolean> = () => true,
): Promise<Described> {
  const outdated = await findOutdated(at.db, digests)
  const sized = outdated.map((folder) => ({ ...folder, size: folder.bytes + folder.files * ROW_BYTES }))
  const result: Described = { described: 0, damaged: [], unfinished: false }
  for (const page of inPages(sized, PAGE)) {
    if (!(await mayGoOn())) return { ...result, unfinished: true }
    const done = await describePage(at, page)
    result.described += done.described
    result.damaged.push(...done.damaged)
  }
  return result
}

async function describePage(at: FilePlace, page: readonly OutdatedFolder[]): Promise<Omit<Described, 'unfinished'>> {
  try {
    const count = await loadTokenizer()
    const descriptions = []
    for (const { digest, files } of await readFolders(at, page))
      descriptions.push(await describeFolder(digest, files, count))
    await storeDescriptions(at.db, descriptions)
    return { described: descriptions.length, damaged: [] }
  } catch (error) {
    if (!(error instanceof DamagedFile)) throw error
    const [only, ...more] = page
    if (only && more.length === 0) return { described: 0, damaged: [{ digest: only.digest, reason: error.message }] }
    const each = []
    for (const folder of page) each.push(await describePage(at, [folder]))
    return {
      described: each.reduce((sum, { described }) => sum + described, 0),
      damaged: each.flatMap(({ damaged }) => damaged),
    }
  }
}

/** Reads folders together, in few requests. A folder that has been collected meanwhile is left out. */
async function readFolders(at: FilePlace, page: readonly OutdatedFolder[]) {
  const listed = await listFilesOfFolders(
    at.db,
    page.map(({ digest }) => digest),
  )
  const found = page.flatMap(({ digest, files }) => {
    const stored = listed.get(digest) ?? []
    return stored.length === files ? [{ digest, stored }] : []
  })
  const pieces = streamFiles(
    at,
    found.flatMap(({ stored }) => stored),
  )
  const folders: { digest: string; files: ReadFile[] }[] = []
  for (const { digest, stored } of found) {
    const files: ReadFile[] = []
    for (const file of stored) {
      const bytes = file.size === 0 ? new Uint8Array() : (await pieces.next()).value
      if (bytes) files.push({ ...file, bytes })
    }
    folders.push({ digest, files })
  }
  return folders
}
