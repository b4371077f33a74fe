import {
  countUnscanned,
  listMostUsedUnscanned,
  listUnscanned,
  listUnscannedFiles,
  type UnscannedPlace,
} from '../../db/trust/unscanned.ts'
import type { FilePlace } from '../../files/file-place.ts'
import { scanLoneFiles, scanStored } from '../../files/scan-stored.ts'
import type { JobContext, PlannedJob, RunError } from '../../runs/job.ts'

const FOLDERS_PER_QUERY = 500
const FILES_PER_QUERY = 100

/**
 * Scans what today's rule set has not read: what is new and was not scanned when it was stored, or all if the rule set has risen. First
 * the newest folders of the skills that are used most, then the newest folders. A run that is cut off goes on where it ended; a folder
 * that cannot be read is reported each time.
 */
export const scanFolders: PlannedJob = {
  name: 'scan-folders',
  leaseSeconds: 600,
  async run({ db, settings, mayGoOn }) {
    const at = { db, bucket: settings.FILES }
    const folders = await scanAllFolders(at, mayGoOn)
    const files = await scanAllFiles(at, mayGoOn)
    return { counts: { scanned: folders.scanned + files }, errors: folders.errors }
  },
  plan: async ({ db }) => ({ scanned: await countUnscanned(db) }),
}

type MayGoOn = JobContext['mayGoOn']

async function scanAllFolders(at: FilePlace, mayGoOn: MayGoOn): Promise<{ scanned: number; errors: RunError[] }> {
  let scanned = 0
  const damaged = new Map<string, string>()
  const scan = async (folders: readonly { digest: string }[]) => {
    const digests = folders.map(({ digest }) => digest).filter((digest) => !damaged.has(digest))
    const done = await scanStored(at, digests, mayGoOn)
    scanned += done.scanned
    for (const { digest, reason } of done.damaged) damaged.set(digest, reason)
    return !done.unfinished
  }
  let after: UnscannedPlace | null = null
  for (let isFirst = true; ; isFirst = false) {
    const listed = await listUnscanned(at.db, { after, limit: FOLDERS_PER_QUERY })
    if (listed.length === 0) break
    if (isFirst && !(await scan(await listMostUsedUnscanned(at.db)))) break
    if (!(await scan(listed))) break
    after = listed.at(-1) ?? null
    if (listed.length < FOLDERS_PER_QUERY) break
  }
  return { scanned, errors: [...damaged].map(([target, reason]) => ({ target, reason })) }
}

async function scanAllFiles(at: FilePlace, mayGoOn: MayGoOn): Promise<number> {
  let scanned = 0
  for (;;) {
    const listed = await listUnscannedFiles(at.db, { limit: FILES_PER_QUERY })
    const ids = listed.map(({ id }) => id)
    const done = await scanLoneFiles(at, ids, mayGoOn)
    scanned += done.scanned
    if (done.unfinished || listed.length < FILES_PER_QUERY) return scanned
  }
}
