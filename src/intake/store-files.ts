import { isRowFault } from '../db/errors.ts'
import { type RawFile, type StoredRaw, storeRawSkills } from '../db/intake/raw-skills.ts'
import { inPages } from '../domain/text/in-pages.ts'
import type { Crawl } from './crawl-context.ts'
import { count } from './tally.ts'

/** What one statement carries. */
export const PAGE = { items: 50, bytes: 2 * 1024 * 1024 }

/** Stores files under the lease, page by page. Where the database refuses one, its neighbours are stored all the same. */
export async function storeFiles(c: Crawl, files: readonly RawFile[]): Promise<void> {
  const sized = files.map((raw) => ({ raw, size: raw.content?.length ?? 0 }))
  for (const page of inPages(sized, PAGE)) {
    await c.renew()
    const stored = await storeOrApart(
      c,
      page.map(({ raw }) => raw),
    )
    const having = (state: string) => stored.filter((raw) => raw.state === state).length
    count(c, { fetched: page.length, created: having('created'), changed: having('changed') })
  }
}

async function storeOrApart(c: Crawl, files: readonly RawFile[]): Promise<StoredRaw[]> {
  try {
    return await storeRawSkills(c.db, c.source.id, files)
  } catch (error) {
    const [only] = files
    if (!isRowFault(error)) throw error
    if (files.length === 1 && only) {
      c.faults.push({ target: only.skillPath, reason: 'The database does not take what is in it.' })
      return []
    }
    const middle = Math.ceil(files.length / 2)
    return [...(await storeOrApart(c, files.slice(0, middle))), ...(await storeOrApart(c, files.slice(middle)))]
  }
}
