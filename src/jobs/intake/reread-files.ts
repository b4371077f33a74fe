import { type After, countOutdated, listOutdated } from '../../db/intake/crawling/reread.ts'
import { inPages } from '../../domain/text/in-pages.ts'
import { rereadFiles } from '../../intake/reread.ts'
import type { PlannedJob, RunError } from '../../runs/job.ts'

const FILES_PER_QUERY = 1000
/** The most that one answer of the database carries. */
const PAGE = { items: 50, bytes: 2 * 1024 * 1024 }

/**
 * Reads the stored files again that were read by an older version of the rules, and brings what they have become up to
 * date. A run that is cut off goes on where it ended.
 */
export const rereadStoredFiles: PlannedJob = {
  name: 'reread-files',
  leaseSeconds: 600,
  async run({ db, mayGoOn }) {
    const counts = { reread: 0, updated: 0, withdrawn: 0 }
    const errors: RunError[] = []
    for (let after: After | null = null, full = true; full; ) {
      const listed = await listOutdated(db, { after, limit: FILES_PER_QUERY })
      for (const page of inPages(listed, PAGE)) {
        if (!(await mayGoOn())) return { counts, errors }
        const done = await rereadFiles(
          db,
          page.map(({ id }) => id),
        )
        counts.reread += done.reread
        counts.updated += done.updated
        counts.withdrawn += done.withdrawn
        for (const id of done.refused)
          errors.push({ target: id, reason: 'The database refused the file as it is read now.' })
      }
      after = listed.at(-1) ?? null
      full = listed.length === FILES_PER_QUERY
    }
    return { counts, errors }
  },
  plan: async ({ db }) => ({ reread: await countOutdated(db) }),
}
