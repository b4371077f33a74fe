import type { Context } from 'hono'
import { listFolderFiles } from '../../db/files/folders.ts'
import type { Given, GivenFile, GivenFolder, Withheld } from '../../db/files/versions.ts'
import { tarGzOf } from '../../domain/files/tar-gz.ts'
import { zipOf } from '../../domain/files/zip.ts'
import { readFile, streamFiles } from '../../files/read-files.ts'
import { fileAnswer, streamAnswer } from '../../http/answer-bytes.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { Failure, found } from '../../http/failure.ts'

/** Where the files are kept. */
export const placeOf = (c: Context<AppEnv>) => ({ db: c.var.db, bucket: c.var.config.FILES })

/** Answers with the bytes of a file. Throws Failure `withheld` or `withdrawn`. */
export async function bytesOf(c: Context<AppEnv>, file: GivenFile) {
  refuseWithheld(file)
  const bytes = found(await readFile(placeOf(c), file.sha256), 'file', file.path)
  return fileAnswer(c, new Uint8Array(bytes), file)
}

/** Throws Failure `withheld` or `withdrawn` if no file of it is given out. A file of an incomplete folder is whole itself. */
export function refuseWithheld(given: Given): void {
  if (given.withheld !== null && given.withheld !== 'incomplete') throw refusal(given, given.withheld)
}

/** Answers with an archive of a folder. Throws Failure `withheld` or `withdrawn`. */
export async function archiveOf(c: Context<AppEnv>, folder: GivenFolder, kind: 'zip' | 'tar.gz') {
  if (folder.withheld !== null) throw refusal(folder, folder.withheld)
  const stored = await listFolderFiles(c.var.db, folder.digest)
  const archive = kind === 'zip' ? zipOf(stored) : tarGzOf(stored)
  return streamAnswer(c, archive.parts(streamFiles(placeOf(c), archive.files)), {
    type: kind === 'zip' ? 'application/zip' : 'application/gzip',
    size: archive.size,
    name: `${folder.slug}-${folder.version}.${kind}`,
    sha256: kind === 'zip' ? folder.zipSha256 : folder.tarGzSha256,
  })
}

const REASONS: Record<Withheld, (given: Given) => Failure> = {
  link_only: ({ license, sourceUrl }) =>
    new Failure(
      'withheld',
      `Its licence (${license ?? 'none is named'}) does not permit redistribution. ${sourceUrl ? `Get it from ${sourceUrl}.` : 'Get it from its source.'}`,
    ),
  incomplete: () =>
    new Failure(
      'withheld',
      'A part of its folder could not be read, so it cannot be installed. The findings say which.',
    ),
  vanished: () => new Failure('withdrawn', 'Its source no longer has it.'),
  yanked: ({ version, yankReason }) =>
    new Failure('withdrawn', `Version ${version} was yanked${yankReason ? `: ${yankReason}` : '.'}`),
}

const refusal = (given: Given, withheld: Withheld): Failure => REASONS[withheld](given)
