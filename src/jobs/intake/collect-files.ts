import {
  type CollectedPage,
  collectFiles,
  collectFolders,
  countCollectable,
  countUnneededObjects,
  findUnneededObjects,
  type PageOf,
} from '../../db/files/collect.ts'
import type { Bucket } from '../../files/file-place.ts'
import { dropObjects } from '../../files/upload-files.ts'
import type { JobContext, PlanContext, PlannedJob } from '../../runs/job.ts'

/** A write names what it has stored within minutes. */
const KEPT_MS = 24 * 3_600_000
/** Smaller, as a folder goes with the up to 1,000 rows of its files. */
const FOLDERS_A_PAGE = 500
const FILES_A_PAGE = 5000
/** Bounds a run in a large catalogue: it takes turns of days there, and what nobody needs waits that much longer. */
const PAGES_A_RUN = 100
/** As many as R2 deletes in one call. */
const OBJECTS_A_PAGE = 1000

/**
 * Deletes folders that neither a file as found nor a version names, then files that no folder names, then what no file has in
 * the R2 bucket, once each has not been needed for a day. A run looks at a bounded number of each; the next one goes on from there, and
 * begins anew once all have been looked at.
 */
export const collectUnnamed: PlannedJob = {
  name: 'collect-files',
  leaseSeconds: 600,
  async run(ctx) {
    const { db } = ctx
    const folders = await sweep(ctx, FOLDERS_A_PAGE, (page) => collectFolders(db, page))
    const files = await sweep(ctx, FILES_A_PAGE, (page) => collectFiles(db, page))
    const { FILES: bucket } = ctx.settings
    if (!bucket) return { counts: { folders, files, ...left(await countUnneededObjects(db, beforeOf(ctx))) } }
    const objects = await sweep(ctx, OBJECTS_A_PAGE, (page) => collectObjects({ db, bucket }, page))
    return { counts: { folders, files, objects } }
  },
  async plan(ctx) {
    const { objects, ...counts } = await countCollectable(ctx.db, beforeOf(ctx))
    return { ...counts, ...(ctx.settings.FILES ? { objects } : left(objects)) }
  },
}

const beforeOf = ({ now }: PlanContext) => new Date(now.getTime() - KEPT_MS)

/** Looks at what has not been needed for a day, page by page, until the end of it. Returns how much was collected. */
async function sweep(ctx: JobContext, size: number, work: (page: PageOf) => Promise<CollectedPage>): Promise<number> {
  const before = beforeOf(ctx)
  let total = 0
  for (let pages = 0; pages < PAGES_A_RUN && (await ctx.mayGoOn()); pages++) {
    const { collected, isEnd } = await work({ before, size })
    total += collected
    if (isEnd) break
  }
  return total
}

async function collectObjects(at: { db: JobContext['db']; bucket: Bucket }, page: PageOf): Promise<CollectedPage> {
  const { keys, isEnd } = await findUnneededObjects(at.db, page)
  await dropObjects(at, keys)
  return { isEnd, collected: keys.length }
}

/** Only a Worker to which the bucket is bound can delete from it. */
const left = (objects: number): Record<string, number> => (objects === 0 ? {} : { objects_left: objects })
