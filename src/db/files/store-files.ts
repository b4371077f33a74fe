import { sql } from 'drizzle-orm'
import type { FileFacts } from '../../domain/files/file-facts.ts'
import { batch } from '../changes.ts'
import type { Db } from '../connect.ts'

/** `bytes` is base64. */
type FileWithBytes = FileFacts & { bytes: string }

const FACTS = sql.raw('sha256 text, size integer, crc32 bigint')

/** Inserts files that have one chunk each. Files that are there already stay as they are. All or none is stored. */
export async function insertFiles(db: Db, files: readonly FileWithBytes[]): Promise<void> {
  await db.execute(sql`
    with incoming as (
      select decode(sha256, 'hex') as sha256, size, crc32, decode(bytes, 'base64') as bytes
      from json_to_recordset(${JSON.stringify(files)}::json) as x(${FACTS}, bytes text)
    ), kept as (
      -- In one order, so that two writers of the same files cannot wait for each other.
      insert into files (sha256, size, crc32, is_complete, created_at, needed_at)
      select sha256, size, crc32, true, now(), now() from incoming order by sha256
      on conflict (sha256) do update set needed_at = now() returning sha256, object_key
    )
    insert into file_chunks (sha256, nth, bytes)
    select sha256, 0, bytes from incoming join kept using (sha256) where object_key is null and size > 0 order by sha256
    on conflict do nothing`)
}

/** Inserts a chunk of a file, as base64. The file is complete, and counts as stored, once all of its bytes are there. */
export async function insertChunk(db: Db, p: { file: FileFacts; nth: number; bytes: string }): Promise<void> {
  const { sha256, size, crc32 } = p.file
  await batch(db, {
    chunk: sql`
      with kept as (
        insert into files as f (sha256, size, crc32, is_complete, created_at, needed_at)
        values (decode(${sha256}, 'hex'), ${size}, ${crc32}::bigint, false, now(), now())
        on conflict (sha256) do update set needed_at = now() returning sha256, is_complete
      )
      insert into file_chunks (sha256, nth, bytes)
      select sha256, ${p.nth}::smallint, decode(${p.bytes}, 'base64') from kept where not is_complete
      on conflict do nothing`,
    completed: sql`
      update files f set is_complete = true where sha256 = decode(${sha256}, 'hex') and not is_complete
        and size = (select sum(octet_length(c.bytes)) from file_chunks c where c.sha256 = f.sha256)`,
  })
}

/** Writes down a new key in the R2 bucket for each file. Uploads go to these keys. Returns them by the hashes of the files. */
export async function insertObjects(db: Db, hashes: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await db.execute<{ key: string }>(sql`
    insert into file_objects (key, created_at)
    select hash || '/' || gen_random_uuid(), now() from jsonb_array_elements_text(${JSON.stringify(hashes)}::jsonb) hash returning key`)
  return new Map(rows.map(({ key }) => [key.slice(0, key.indexOf('/')), key]))
}

/** Inserts files whose bytes are in the R2 bucket. Returns the keys that are not needed, as others were faster. */
export async function insertUploaded(db: Db, files: readonly (FileFacts & { key: string })[]): Promise<string[]> {
  const { rows } = await db.execute<{ key: string }>(sql`
    with incoming as (
      select decode(sha256, 'hex') as sha256, size, crc32, key from json_to_recordset(${JSON.stringify(files)}::json) as x(${FACTS}, key text)
    ), kept as (
      insert into files as f (sha256, size, crc32, object_key, is_complete, created_at, needed_at)
      select sha256, size, crc32, key, true, now(), now() from incoming order by sha256
      -- An incomplete one is what is left of a write to the database that was cut off.
      on conflict (sha256) do update set needed_at = now(), is_complete = true,
        object_key = case when f.is_complete then f.object_key else excluded.object_key end
      returning sha256, object_key
    )
    select key from incoming join kept using (sha256) where object_key is distinct from key`)
  return rows.map(({ key }) => key)
}

/** Forgets objects that have been deleted from the R2 bucket, unless a file has them. */
export async function deleteObjects(db: Db, keys: readonly string[]): Promise<void> {
  await db.execute(sql`
    delete from file_objects o where key in (select jsonb_array_elements_text(${JSON.stringify(keys)}::jsonb))
      and not exists (select from files f where f.object_key = o.key)`)
}
