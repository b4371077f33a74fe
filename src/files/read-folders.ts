import { listFilesOfFolders } from '../db/files/folders.ts'
import { inPages } from '../domain/text/in-pages.ts'
import { DamagedFile } from './damaged-file.ts'
import type { ReadFile } from './describe-folder.ts'
import { type FilePlace, REQUEST_BYTES } from './file-place.ts'
import { streamFiles } from './read-files.ts'

/** What is held in memory at once, apart from a larger folder. A row of a manifest counts as so many bytes. */
const PAGE = { items: 100, bytes: REQUEST_BYTES }
const ROW_BYTES = 500

/** A stored folder by its digest. `bytes`: those of all its files together. */
export type SizedFolder = { digest: string; files: number; bytes: number }
export type WholeFolder = { digest: string; files: ReadFile[] }

/** `damaged`: folders that cannot be read, and why. `unfinished`: there was no time for all. */
export type WorkDone = { done: number; damaged: { digest: string; reason: string }[]; unfinished: boolean }

/**
 * Reads stored folders, a few megabytes at a time, and does something with each page of them. Asks `mayGoOn` before each page. A folder
 * that cannot be read does not keep the others of its page.
 */
export async function workOnFolders(
  at: FilePlace,
  folders: readonly SizedFolder[],
  mayGoOn: () => boolean | Promise<boolean>,
  work: (page: readonly WholeFolder[]) => Promise<void>,
): Promise<WorkDone> {
  const sized = folders.map((folder) => ({ ...folder, size: folder.bytes + folder.files * ROW_BYTES }))
  const result: WorkDone = { done: 0, damaged: [], unfinished: false }
  for (const page of inPages(sized, PAGE)) {
    if (!(await mayGoOn())) return { ...result, unfinished: true }
    const { done, damaged } = await workOnPage(at, page, work)
    result.done += done
    result.damaged.push(...damaged)
  }
  return result
}

async function workOnPage(
  at: FilePlace,
  page: readonly SizedFolder[],
  work: (page: readonly WholeFolder[]) => Promise<void>,
): Promise<Omit<WorkDone, 'unfinished'>> {
  try {
    const read = await readFolders(at, page)
    await work(read)
    return { done: read.length, damaged: [] }
  } catch (error) {
    if (!(error instanceof DamagedFile)) throw error
    const [only, ...more] = page
    if (only && more.length === 0) return { done: 0, damaged: [{ digest: only.digest, reason: error.message }] }
    const each = []
    for (const folder of page) each.push(await workOnPage(at, [folder], work))
    return {
      done: each.reduce((sum, { done }) => sum + done, 0),
      damaged: each.flatMap(({ damaged }) => damaged),
    }
  }
}

/** Reads folders together, in few requests. A folder that has been collected meanwhile is left out. */
async function readFolders(at: FilePlace, page: readonly SizedFolder[]): Promise<WholeFolder[]> {
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
  const folders: WholeFolder[] = []
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
