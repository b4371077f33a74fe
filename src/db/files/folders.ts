import { type SQL, sql } from 'drizzle-orm'
import type { ArchiveFile } from '../../domain/files/archive.ts'
import type { Folder, Mode } from '../../domain/files/manifest.ts'
import { inPages } from '../../domain/text/in-pages.ts'
import { batch } from '../changes.ts'
import type { Db } from '../connect.ts'
import { hashesOf } from './hashes.ts'
import { type StoredFile, storedFile } from './read-files.ts'
import { touchFolders } from './touch.ts'

/**
 * The statements that store a page of folders. Folders that are there already stay as they are.
 * The database refuses them (a row fault) if a file of theirs is not stored.
 */
const insertFolders = (folders: readonly Folder[]): { folders: SQL; folderFiles: SQL } => ({
  folders: sql`
    insert into folders (digest, files, bytes, is_complete, findings, created_at, needed_at)
    select distinct on (digest) decode(digest, 'hex'), files, bytes, "isComplete", findings, now(), now()
    from jsonb_to_recordset(${JSON.stringify(folders.map(rowOf))}::jsonb)
      as x(digest text, files integer, bytes bigint, "isComplete" boolean, findings jsonb) order by digest
    on conflict (digest) do update set needed_at = now()`,
  // Sizes are those of the files. A file that is not stored has none, which the column refuses.
  folderFiles: sql`
    insert into folder_files (digest, path, mode, size, sha256)
    select decode(x.digest, 'hex'), x.path, x.mode, f.size, decode(x.sha256, 'hex')
    from jsonb_to_recordset(${JSON.stringify(folders.flatMap(fileRowsOf))}::jsonb) as x(digest text, path text, mode text, sha256 text)
      left join files f on f.sha256 = decode(x.sha256, 'hex') and f.is_complete
    order by x.digest, x.path collate "C" on conflict do nothing`,
})

/** The most of manifests that one request carries. */
const PAGE = { items: 500, bytes: 2 * 1024 * 1024 }

/** Stores the folders that are not stored yet. All are kept for most of a day from now on: by then something has to name them. */
export async function storeFolders(db: Db, folders: readonly Folder[]): Promise<void> {
  const byDigest = new Map(folders.map((folder) => [folder.digest, folder]))
  const stored = await touchFolders(db, [...byDigest.keys()])
  const missing = [...byDigest.values()].filter(({ digest }) => !stored.has(digest))
  for (const page of inPages(
    missing.map((folder) => ({ folder, size: sizeOf(folder) })),
    PAGE,
  ))
    await batch(db, insertFolders(page.map(({ folder }) => folder)))
}

/** About how many bytes the manifest and the missing parts of a folder are on the wire. */
const sizeOf = ({ files, missing }: Folder): number =>
  files.reduce((sum, { path }) => sum + 3 * path.length + 200, 0) + 2 * JSON.stringify(missing).length

const rowOf = ({ digest, files, isComplete, missing }: Folder) => ({
  digest,
  files: files.length,
  bytes: files.reduce((sum, { size }) => sum + size, 0),
  isComplete,
  // Equal folders may have other findings, which are kept with the skills.
  findings: missing,
})

const fileRowsOf = ({ digest, files }: Folder) =>
  files.map(({ path, mode, sha256 }) => ({ digest, path, mode, sha256 }))

/** A file of a folder with what an archive needs to know of it, and where its bytes are. */
export type FolderFile = ArchiveFile & StoredFile

/** The files of a folder, in the byte order of their paths. Empty if there is no such folder. */
export async function listFolderFiles(db: Db, digest: string): Promise<FolderFile[]> {
  return (await listFilesOfFolders(db, [digest])).get(digest) ?? []
}

/** The files of folders by the digests of these, each in the byte order of their paths. */
export async function listFilesOfFolders(db: Db, digests: readonly string[]): Promise<Map<string, FolderFile[]>> {
  const { rows } = await db.execute<{
    digest: string
    path: string
    mode: Mode
    sha256: string
    size: number
    crc32: string
    object_key: string | null
  }>(sql`
    select encode(ff.digest, 'hex') as digest, ff.path, ff.mode, encode(f.sha256, 'hex') as sha256, f.size, f.crc32, f.object_key
    from folder_files ff join files f on f.sha256 = ff.sha256 where ff.digest in (${hashesOf(digests)}) order by ff.digest, ff.path`)
  const byDigest = new Map<string, FolderFile[]>()
  for (const row of rows) {
    const file = { path: row.path, mode: row.mode, ...storedFile(row) }
    const files = byDigest.get(row.digest)
    if (files) files.push(file)
    else byDigest.set(row.digest, [file])
  }
  return byDigest
}
