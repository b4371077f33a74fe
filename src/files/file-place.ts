import type { Db } from '../db/connect.ts'
import type { FileFacts } from '../domain/files/file-facts.ts'

/** What is used of an R2 bucket. */
export type Bucket = Pick<R2Bucket, 'get' | 'put' | 'delete'>

/**
 * Where files are kept. New ones go to the bucket if there is one, else to the database; each is read from where it is. Many
 * small files travel together in one request to the database, but each object of a bucket in one of its own.
 */
export type FilePlace = { db: Db; bucket?: Bucket | undefined }

/** At most this many bytes go with one request to the database. They travel as base64, and Neon's limit is 10 MB. */
export const REQUEST_BYTES = 4 * 1024 * 1024
/** A file in the database has chunks of this size. */
export const CHUNK_BYTES = 3 * 1024 * 1024
/** A Worker may have six connections at once. */
export const OBJECTS_AT_ONCE = 5

/** A file to store. The facts are those of its bytes. */
export type NewFile = FileFacts & { bytes: Uint8Array }
