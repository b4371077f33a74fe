import type { FolderDescription } from '../db/files/descriptions.ts'
import type { ArchiveFile, Contents } from '../domain/files/archive.ts'
import { hashParts } from '../domain/files/hash-parts.ts'
import { tarGzOf } from '../domain/files/tar-gz.ts'
import { zipOf } from '../domain/files/zip.ts'

/** Works out what follows from the files of a folder. `contentsOf` reads their bytes in the order in which they are given. */
export async function describeFolder(
  digest: string,
  files: readonly ArchiveFile[],
  contentsOf: (files: readonly ArchiveFile[]) => Contents,
): Promise<FolderDescription> {
  const [zip, tarGz] = [zipOf(files), tarGzOf(files)]
  return {
    digest,
    zipSha256: await hashParts(zip.parts(contentsOf(zip.files))),
    zipSize: zip.size,
    tarGzSha256: await hashParts(tarGz.parts(contentsOf(tarGz.files))),
    tarGzSize: tarGz.size,
  }
}
