import { type FolderFile, listFilesOfFolders } from '../db/files/folders.ts'
import { compareFiles, type FilePair } from '../domain/files/changes/compare-files.ts'
import { diffLines, type LineDiff } from '../domain/files/changes/line-diff.ts'
import type { FilePlace } from './file-place.ts'
import { readTexts, sidesOf, withinBytes } from './read-texts.ts'

/** Bytes of both sides of one file, bytes of all files that are compared, and how many these are. */
const LIMITS = { each: 512 * 1024, all: 2 * 1024 * 1024, most: 100 }

/** A file that differs. `lines` is null if it is no text, or if it was not compared: it, or all before it, is too large or too different. */
export type FileDiff = FilePair<FolderFile> & {
  lines: LineDiff | null
  why: 'binary' | 'too_large' | 'too_different' | null
}

/** Compares two stored folders file by file. Null stands for an empty one. Bounded, and in a bounded number of requests. Throws DamagedFile. */
export async function diffFolders(at: FilePlace, before: string | null, after: string): Promise<FileDiff[]> {
  const folders = await listFilesOfFolders(at.db, before === null ? [after] : [before, after])
  const pairs = compareFiles(folders.get(before ?? '') ?? [], folders.get(after) ?? [])
  const compared = withinBytes(pairs, LIMITS)
  const texts = await readTexts(at, [...compared].flatMap(sidesOf))
  return pairs.map((pair) => ({ ...pair, ...(compared.has(pair) ? compare(pair, texts) : TOO_LARGE) }))
}

const TOO_LARGE = { lines: null, why: 'too_large' } as const

/** Compares the two sides of a file whose texts have been read. */
function compare(
  pair: FilePair<FolderFile>,
  texts: ReadonlyMap<string, string | null>,
): Pick<FileDiff, 'lines' | 'why'> {
  if (sidesOf(pair).some(({ sha256 }) => typeof texts.get(sha256) !== 'string')) return { lines: null, why: 'binary' }
  const textOf = (file: FolderFile | null) => (file ? (texts.get(file.sha256) ?? null) : null)
  const lines = diffLines(pair.path, textOf(pair.before), textOf(pair.after))
  return { lines, why: lines ? null : 'too_different' }
}
