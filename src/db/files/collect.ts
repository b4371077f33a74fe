import { type SQL, sql } from 'drizzle-orm'
import { onlyRow } from '../changes.ts'
import type { Db } from '../connect.ts'

/** `isEnd`: all rows have been looked at, and the next page is the first one again. */
export type CollectedPage = { collected: number; isEnd: boolean }

/** `before` is the time since which a row must not have been needed. */
export type PageOf = { before: Date; size: number }

const UNNAMED_FOLDER = sql`not exists (select from raw_skills r where r.folder_digest = f.digest)
  and not exists (select from skill_versions v where v.digest = f.digest)`
const UNNAMED_FILE = sql`not exists (select from folder_files ff where ff.sha256 = f.sha256)`
const UNNAMED_OBJECT = sql`not exists (select from files f where f.object_key = o.key)`

/** Deletes the folders of the next page that neither a file as found nor a version names. */
export const collectFolders = (db: Db, p: PageOf): Promise<CollectedPage> =>
  collect(db, { ...p, table: 'folders', key: 'digest', unnamed: UNNAMED_FOLDER, also: OWN_REPORTS })

/**
 * What was found in a folder goes with it, unless a reviewer has decided about it: copies are found by its words. A folder of one file may
 * be what a file that was found alone counts as, so its report stays.
 */
const OWN_REPORTS = sql`, reports as (
  delete from scan_reports rep using folders f where f.digest in (select key from due) and f.files > 1 and rep.digest = f.digest
    and not exists (select from trust_decisions d where d.digest = rep.digest))`

/** Deletes the files of the next page that no folder names. Objects of theirs in the R2 bucket then have no file. */
export const collectFiles = (db: Db, p: PageOf): Promise<CollectedPage> =>
  collect(db, { ...p, table: 'files', key: 'sha256', unnamed: UNNAMED_FILE })

/**
 * The check and the delete are one statement, and it takes its rows first: what is being named or renewed meanwhile is locked and
 * passed over, what has been renewed does not match any more, and the foreign keys refuse the rest.
 */
async function collect(
  db: Db,
  p: PageOf & { table: string; key: string; unnamed: SQL; also?: SQL },
): Promise<CollectedPage> {
  const [table, key] = [sql.raw(p.table), sql.raw(p.key)]
  const { rows } = await db.execute<CollectedPage>(sql`
    with page as materialized (
      select ${key} as key, needed_at as at from ${table} where needed_at < ${p.before.toISOString()}::timestamptz
        and (needed_at, ${key}) > (${placeOf(p.table, 'at', sql`'-infinity'`)}, decode(${placeOf(p.table, 'key', sql`''`)}, 'hex'))
      order by needed_at, ${key} limit ${p.size}
    ), due as (
      -- An array, not a join: for one page the planner would read the whole table.
      select f.${key} as key from ${table} f where f.${key} = any(array(select key from page))
        and f.needed_at < ${p.before.toISOString()}::timestamptz and ${p.unnamed} order by f.${key} for update of f skip locked
    ), gone as (delete from ${table} where ${key} in (select key from due) returning 1
    ), ${moveOn(p, sql`encode(key, 'hex')`)}${p.also ?? sql``}
    select (select count(*)::int from gone) as collected, (select count(*) from page) < ${p.size} as "isEnd"`)
  return onlyRow(rows)
}

/** Where the page before this one ended. */
const placeOf = (table: string, column: 'at' | 'key', start: SQL): SQL =>
  sql`coalesce((select ${sql.raw(column)} from collection_places where table_name = ${table}), ${start})`

/** Notes where `page` (at, key) ends, or that the next one begins anew. It commits with the page, so none is passed over. */
const moveOn = ({ table, size }: { table: string; size: number }, key: SQL): SQL => sql`
  noted as (
    insert into collection_places (table_name, at, key)
    select ${table}, at, ${key} from page where (select count(*) from page) = ${size} order by page.at desc, page.key desc limit 1
    on conflict (table_name) do update set at = excluded.at, key = excluded.key
  ), begun as (delete from collection_places where table_name = ${table} and (select count(*) from page) < ${size})`

/** Counts the objects that no file has any more. */
export async function countUnneededObjects(db: Db, before: Date): Promise<number> {
  const { rows } = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from file_objects o where created_at < ${before.toISOString()}::timestamptz and ${UNNAMED_OBJECT}`,
  )
  return onlyRow(rows).n
}

/** The objects of the next page that no file has. If deleting them fails, they are found again when the pages begin anew. */
export async function findUnneededObjects(db: Db, p: PageOf): Promise<{ keys: string[]; isEnd: boolean }> {
  const { rows } = await db.execute<{ keys: string[]; isEnd: boolean }>(sql`
    with page as materialized (
      select created_at as at, key from file_objects where created_at < ${p.before.toISOString()}::timestamptz
        and (created_at, key) > (${placeOf('file_objects', 'at', sql`'-infinity'`)}, ${placeOf('file_objects', 'key', sql`''`)})
      order by created_at, key limit ${p.size}
    ), ${moveOn({ table: 'file_objects', size: p.size }, sql`key`)}
    select array(select key from page o where ${UNNAMED_OBJECT}) as keys, (select count(*) from page) < ${p.size} as "isEnd"`)
  return onlyRow(rows)
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
