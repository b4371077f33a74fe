import { type SQL, sql } from 'drizzle-orm'

/** Hashes, given as hex, as a query of `sha256`. Each occurs once. */
export const hashesOf = (hashes: readonly string[]): SQL =>
  sql`select distinct decode(hash, 'hex') as sha256 from jsonb_array_elements_text(${JSON.stringify(hashes)}::jsonb) hash`

/**
 * What nobody names is kept for a day after `needed_at`. Within an hour it is not renewed, so that parallel writers of the
 * same files do not wait for each other.
 */
export const WAS_RENEWED = sql`needed_at > now() - interval '1 hour'`
