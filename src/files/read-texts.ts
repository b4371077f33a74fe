import type { FolderFile } from '../db/files/folders.ts'
import type { FilePair } from '../domain/files/changes/compare-files.ts'
import { isText } from '../domain/files/content-type.ts'
import type { FilePlace } from './file-place.ts'
import { streamFiles } from './read-files.ts'

/** The texts of files by their hashes, null for a file that is no text. All are in memory: the caller bounds them. Throws DamagedFile. */
export async function readTexts(at: FilePlace, files: readonly FolderFile[]): Promise<Map<string, string | null>> {
  const wanted = [...new Map(files.map((file) => [file.sha256, file])).values()]
  const filled = wanted.filter(({ size }) => size > 0)
  const texts = new Map<string, string | null>(wanted.map(({ sha256 }) => [sha256, '']))
  let nth = 0
  for await (const bytes of streamFiles(at, filled)) {
    const file = filled[nth++]
    if (file) texts.set(file.sha256, isText(bytes) ? new TextDecoder().decode(bytes) : null)
  }
  return texts
}

/** The sides of a pair that are there. */
export const sidesOf = ({ before, after }: FilePair<FolderFile>): FolderFile[] =>
  [before, after].filter((file) => file !== null)

/** The first pairs whose two sides together have at most `each` bytes, until there are `all` bytes or `most` of them. */
export function withinBytes<P extends FilePair<FolderFile>>(
  pairs: readonly P[],
  max: { each: number; all: number; most: number },
): Set<P> {
  const chosen = new Set<P>()
  let bytes = 0
  for (const pair of pairs) {
    const size = (pair.before?.size ?? 0) + (pair.after?.size ?? 0)
    if (size > max.each || bytes + size > max.all) continue
    bytes += size
    chosen.add(pair)
    if (chosen.size === max.most) break
  }
  return chosen
}
