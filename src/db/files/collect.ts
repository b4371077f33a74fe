import { type SQL, sql } from 'drizzle-orm'
import { onlyRow } from '../changes.ts'
import type { Db } from '../connect.ts'

/** The last row of a page: its time and its key. */
export type Place = { at: string; key: string }
/** `last` is where the next page begins; null if this one is empty. */
export type CollectedPage = { checked: number; collected: number; last: Place | null }

/** A page begins after a place, or at the beginning. `before` is the time since which a row must not have been needed. */
export type PageOf = { before: Date; after: Place | null; size: number }

const UNNAMED_FOLDER = sql`not exists (select from raw_skills r where r.folder_digest = f.digest)
  and not exists (select from skill_versions v where v.digest = f.digest)`
const UNNAMED_FILE = sql`not exists (select from folder_files ff where ff.sha256 = f.sha256)`
const UNNAMED_OBJECT = sql`not exists (select from files f where f.object_key = o.key)`

/** Deletes the folders of a page that neither a file as found nor a version names. */
export const collectFolders = (db: Db, p: PageOf): Promise<CollectedPage> =>
  collect(db, { ...p, table: sql`folders`, key: sql`digest`, unnamed: UNNAMED_FOLDER })

/** Deletes the files of a page that no folder names. Objects of theirs in the R2 bucket then have no file. */
export const collectFiles = (db: Db, p: PageOf): Promise<CollectedPage> =>
  collect(db, { ...p, table: sql`files`, key: sql`sha256`, unnamed: UNNAMED_FILE })

/**
 * The check and the delete are one statement, and it takes its rows first: what is being named or renewed meanwhile is locked and
 * passed over, what has been renewed does not match any more, and the foreign keys refuse the rest.
 */
async function collect(db: Db, p: PageOf & { table: SQL; key: SQL; unnamed: SQL }): Promise<CollectedPage> {
  const { rows } = await db.execute<CollectedPage>(sql`
    with page as materialized (
      select ${p.key} as key, needed_at as at from ${p.table} where needed_at < ${p.before.toISOString()}::timestamptz
        and (needed_at, ${p.key}) > (${p.after?.at ?? '-infinity'}::timestamptz, decode(${p.after?.key ?? ''}, 'hex'))
      order by needed_at, ${p.key} limit ${p.size}
    ), due as (
      select f.${p.key} as key from ${p.table} f join page on page.key = f.${p.key}
      where f.needed_at = page.at and ${p.unnamed} order by f.${p.key} for update of f skip locked
    ), gone as (delete from ${p.table} where ${p.key} in (select key from due) returning 1)
    select (select count(*)::int from page) as checked, (select count(*)::int from gone) as collected, (
      select json_build_object('at', at::text, 'key', encode(key, 'hex')) from page order by page.at desc, page.key desc limit 1) as last`)
  return onlyRow(rows)
}

/** Counts the objects that no file has any more. */
export async function countUnneededObjects(db: Db, before: Date): Promise<number> {
  const { rows } = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from file_objects o where created_at < ${before.toISOString()}::timestamptz and ${UNNAMED_OBJECT}`,
  )
  return onlyRow(rows).n
}

/** The objects of a page that no file has, with where the next page begins. */
export async function findUnneededObjects(
  db: Db,
  p: PageOf,
): Promise<{ keys: string[]; checked: number; last: Place | null }> {
  const { rows } = await db.execute<{ at: string; key: string; is_unneeded: boolean }>(sql`
    select created_at::text as at, key, ${UNNAMED_OBJECT} as is_unneeded from file_objects o
    where created_at < ${p.before.toISOString()}::timestamptz
      and (created_at, key) > (${p.after?.at ?? '-infinity'}::timestamptz, ${p.after?.key ?? ''})
    order by created_at, key limit ${p.size}`)
  const keys = rows.filter(({ is_unneeded }) => is_unneeded).map(({ key }) => key)
  return { keys, checked: rows.length, last: rows.at(-1) ?? null }
}

export type Collectable = { folders: number; files: number; objects: number }

/** Counts what a run would collect, including files that only the folders among it name, and objects of the files among it. */
export async function countCollectable(db: Db, before: Date): Promise<Collectable> {
  const isOld = (column: string) => sql`${sql.raw(column)} < ${before.toISOString()}::timestamptz`
  const { rows } = await db.execute<Collectable>(sql`
    with due_folders as (select digest from folders f where ${isOld('needed_at')} and ${UNNAMED_FOLDER}),
    due_files as (
      select sha256 from files f where ${isOld('needed_at')} and not exists (
        select from folder_files ff where ff.sha256 = f.sha256 and ff.digest not in (select digest from due_folders))
    )
    select (select count(*)::int from due_folders) as folders, (select count(*)::int from due_files) as files,
      (select count(*)::int from file_objects o where ${isOld('created_at')} and not exists (
        select from files f where f.object_key = o.key and f.sha256 not in (select sha256 from due_files))) as objects`)
  return onlyRow(rows)
}
