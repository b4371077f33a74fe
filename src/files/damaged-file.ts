import type { StoredFile } from '../db/files/read-files.ts'
import { fromBase64 } from '../domain/text/base64.ts'
import type { FilePlace } from './file-place.ts'

/** The bytes of a file do not have its hash, or are not where they should be. */
export class DamagedFile extends Error {
  override name = 'DamagedFile'
}

export const damaged = ({ sha256 }: StoredFile, why: string) =>
  new DamagedFile(`The file ${sha256} cannot be read: ${why}.`)

/** The bytes that the database has sent as base64. */
export function decoded(base64: string): Uint8Array<ArrayBuffer> {
  const bytes = fromBase64(base64)
  if (!bytes) throw new Error('The database sent something else than base64.')
  return bytes
}

/** A file in the bucket, or `length` bytes of it from `offset` on. Throws DamagedFile if it is not there. */
export async function getObject(
  { bucket }: FilePlace,
  file: StoredFile,
  range?: { offset: number; length: number },
): Promise<R2ObjectBody> {
  if (!bucket) throw damaged(file, 'it is in an R2 bucket, and none is bound as FILES')
  const object = await bucket.get(file.objectKey ?? '', range && { range })
  if (!object) throw damaged(file, 'the R2 bucket does not have it')
  return object
}
