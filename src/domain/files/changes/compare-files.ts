import { compareBytes } from '../byte-order.ts'
import type { ManifestFile } from '../manifest.ts'

/** A path that differs between two folders. One side is null if the file was added or removed. */
export type FilePair<F extends ManifestFile = ManifestFile> = { path: string; before: F | null; after: F | null }

/** The paths that differ between two folders, by bytes or by mode, in the byte order of the paths. */
export function compareFiles<F extends ManifestFile>(before: readonly F[], after: readonly F[]): FilePair<F>[] {
  const [old, now] = [before, after].map((files) => new Map(files.map((file) => [file.path, file])))
  const paths = [...new Set([...before, ...after].map(({ path }) => path))].sort(compareBytes)
  return paths.flatMap((path) => {
    const pair = { path, before: old?.get(path) ?? null, after: now?.get(path) ?? null }
    return pair.before?.sha256 === pair.after?.sha256 && pair.before?.mode === pair.after?.mode ? [] : [pair]
  })
}
