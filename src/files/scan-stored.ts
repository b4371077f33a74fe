import { listProtected, namesOfFiles, namesOfFolders } from '../db/trust/names.ts'
import { type NewReport, storeLoneReports, storeReports } from '../db/trust/reports.ts'
import { findLoneFiles, findUnscanned } from '../db/trust/unscanned.ts'
import { fromBase64 } from '../domain/text/base64.ts'
import { inPages } from '../domain/text/in-pages.ts'
import { loneDigest } from '../domain/trust/lone-digest.ts'
import {
  type KnownNames,
  knownNames,
  NOT_PUBLISHED,
  type PublishedAs,
  WELL_KNOWN,
} from '../domain/trust/reading/names.ts'
import { ruleVerdicts } from '../domain/trust/rule-verdicts.ts'
import { type ScannedFile, scanFolder } from '../domain/trust/scan-folder.ts'
import { sketchOf } from '../domain/trust/sketch.ts'
import type { FilePlace } from './file-place.ts'
import { type WorkDone, workOnFolders } from './read-folders.ts'

type Scanned = Omit<WorkDone, 'done'> & { scanned: number }
type MayGoOn = () => boolean | Promise<boolean>

/** Files of raw skills that have no folder, in memory at once. */
const LONE_PAGE = 8

/** Scans a folder, and returns what is stored of that. */
export function reportOf(
  digest: string,
  files: readonly ScannedFile[],
  names: { known?: KnownNames; as?: PublishedAs | undefined },
): NewReport {
  const began = performance.now()
  const { known = WELL_KNOWN, as = NOT_PUBLISHED } = names
  const scan = scanFolder(files, { known, as })
  const durationMs = Math.round(performance.now() - began)
  return { ...scan, digest, rules: ruleVerdicts(scan.findings), sketch: sketchOf(files), durationMs }
}

/**
 * Scans stored folders, unless today's rule set has read them before, and says of all that have one of these folders what its report
 * says. Asks `mayGoOn` before each few megabytes. Safe to repeat.
 */
export async function scanStored(
  at: FilePlace,
  digests: readonly string[],
  mayGoOn: MayGoOn = () => true,
): Promise<Scanned> {
  const found = await findUnscanned(at.db, digests)
  const scanned = found.filter(({ isScanned }) => isScanned).map(({ digest }) => digest)
  await storeReports(at.db, [], scanned)
  const unscanned = found.filter(({ isScanned }) => !isScanned)
  if (unscanned.length === 0) return { scanned: 0, damaged: [], unfinished: false }
  const known = knownNames(await listProtected(at.db))
  const { done, ...rest } = await workOnFolders(at, unscanned, mayGoOn, async (page) => {
    const published = await namesOfFolders(
      at.db,
      page.map(({ digest }) => digest),
    )
    const reports = page.map(({ digest, files }) => reportOf(digest, files, { known, as: published.get(digest) }))
    await storeReports(
      at.db,
      reports,
      reports.map(({ digest }) => digest),
    )
  })
  return { scanned: done, ...rest }
}

/** The same for the files of raw skills, as far as their folders were not read. */
export async function scanLoneFiles(
  { db }: Pick<FilePlace, 'db'>,
  rawIds: readonly string[],
  mayGoOn: MayGoOn = () => true,
): Promise<{ scanned: number; unfinished: boolean }> {
  let scanned = 0
  let known: KnownNames | undefined
  for (const page of inPages(
    rawIds.map((id) => ({ id, size: 0 })),
    { items: LONE_PAGE, bytes: 1 },
  )) {
    if (!(await mayGoOn())) return { scanned, unfinished: true }
    const files = await findLoneFiles(
      db,
      page.map(({ id }) => id),
    )
    const reports = new Map<string, NewReport>()
    const published = await namesOfFiles(
      db,
      files.filter(({ isScanned }) => !isScanned).map(({ id }) => id),
    )
    known ??= published.size > 0 ? knownNames(await listProtected(db)) : undefined
    for (const { id, contentHash, content, isScanned } of files) {
      const bytes = isScanned ? null : fromBase64(content)
      const digest = bytes && (await loneDigest(contentHash))
      if (bytes && digest)
        reports.set(
          digest,
          reportOf(digest, [{ path: 'SKILL.md', mode: '0644', bytes }], {
            ...(known && { known }),
            as: published.get(id),
          }),
        )
    }
    await storeLoneReports(
      db,
      [...reports.values()],
      files.map(({ id }) => id),
    )
    scanned += reports.size
  }
  return { scanned, unfinished: false }
}
