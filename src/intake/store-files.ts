import { attemptAll } from '../db/halve.ts'
import { type RawFile, type StoredRaw, storeRawSkills } from '../db/intake/raw-skills.ts'
import type { Folder } from '../domain/files/manifest.ts'
import { inPages } from '../domain/text/in-pages.ts'
import { describeStored } from '../files/describe-stored.ts'
import { scanLoneFiles, scanStored } from '../files/scan-stored.ts'
import { type Crawl, count } from './crawl-context.ts'

/** The most that one statement carries. */
export const PAGE = { items: 50, bytes: 2 * 1024 * 1024 }

/** A SKILL.md with its folder, whose files are stored already. Without a folder if that was not read. */
export type StorableFile = { raw: RawFile; folder: Folder | undefined }

/**
 * Stores files page by page, under the lease. A file that the database refuses is reported, and the others are stored.
 */
export async function storeFiles(c: Crawl, files: readonly StorableFile[]): Promise<void> {
  const sized = files.map((file) => ({ file, size: file.raw.content?.length ?? 0 }))
  for (const page of inPages(sized, PAGE)) {
    await c.renew()
    const stored = await storePage(
      c,
      page.map(({ file }) => file),
    )
    const having = (state: string) => stored.filter((raw) => raw.state === state).length
    count(c, { fetched: page.length, created: having('created'), changed: having('changed') })
    await readWhatIsStored(
      c,
      page.flatMap(({ file }) => file.folder?.digest ?? []),
      stored.map(({ rawId }) => rawId),
    )
  }
}

/** Describes and scans what was stored. Jobs do what there is no time for. */
async function readWhatIsStored(c: Crawl, digests: readonly string[], rawIds: readonly string[]): Promise<void> {
  const described = await describeStored(c.files, digests, c.mayGoOn)
  for (const { digest, reason } of described.damaged) c.faults.push({ target: digest, reason })
  await scanStored(c.files, digests, c.mayGoOn)
  await scanLoneFiles(c.files, rawIds, c.mayGoOn)
}

async function storePage(c: Crawl, files: readonly StorableFile[]): Promise<StoredRaw[]> {
  const { results, refused } = await attemptAll(files, (part) =>
    storeRawSkills(
      c.db,
      c.source.id,
      part.map(({ raw }) => raw),
      part.flatMap(({ folder }) => folder ?? []),
    ),
  )
  for (const { item } of refused)
    c.faults.push({ target: item.raw.skillPath, reason: 'The database refused the content of the file.' })
  return results.flat()
}
