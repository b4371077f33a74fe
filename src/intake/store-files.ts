import { attemptAll } from '../db/halve.ts'
import { type RawFile, type StoredRaw, storeRawSkills } from '../db/intake/raw-skills.ts'
import { inPages } from '../domain/text/in-pages.ts'
import { type Crawl, count } from './crawl-context.ts'

/** The most that one statement carries. */
export const PAGE = { items: 50, bytes: 2 * 1024 * 1024 }

/**
 * Stores files page by page, under the lease. A file that the database refuses is reported, and the others are stored.
 */
export async function storeFiles(c: Crawl, files: readonly RawFile[]): Promise<void> {
  const sized = files.map((raw) => ({ raw, size: raw.content?.length ?? 0 }))
  for (const page of inPages(sized, PAGE)) {
    await c.renew()
    const stored = await storePage(
      c,
      page.map(({ raw }) => raw),
    )
    const having = (state: string) => stored.filter((raw) => raw.state === state).length
    count(c, { fetched: page.length, created: having('created'), changed: having('changed') })
  }
}

async function storePage(c: Crawl, files: readonly RawFile[]): Promise<StoredRaw[]> {
  const { results, refused } = await attemptAll(files, (part) => storeRawSkills(c.db, c.source.id, part))
  for (const { item } of refused)
    c.faults.push({ target: item.skillPath, reason: 'The database refused the content of the file.' })
  return results.flat()
}
