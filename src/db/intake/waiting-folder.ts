import { sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'

/** A file of a folder, and how it compares with the version before: `added`, `changed` in bytes or mode, or `same`. */
type ReviewedFile = { path: string; mode: string; size: number; sha256: string; change: 'added' | 'changed' | 'same' }

/** The folder of a raw skill as a reviewer sees it, compared with the newest version of the skill that it would become. */
export type WaitingFolder = {
  digest: string
  is_complete: boolean
  files: number
  bytes: number
  findings: unknown[]
  /** The newest version. Null if there is none, and then everything is `added`. */
  compared_with: string | null
  manifest: ReviewedFile[]
  /** Paths that the newest version has and the folder has not. */
  removed: string[]
}

/** Null if the folder of the raw skill was not read. */
export async function readWaitingFolder(
  db: Db,
  p: { rawId: string; skillId: string | null },
): Promise<WaitingFolder | null> {
  const { rows } = await db.execute<{ folder: WaitingFolder }>(sql`
    select json_build_object('digest', encode(f.digest, 'hex'), 'is_complete', f.is_complete, 'files', f.files, 'bytes', f.bytes, 'findings', coalesce(r.folder_findings, f.findings),
      'compared_with', v.version,
      'manifest', (
        select coalesce(json_agg(json_build_object('path', n.path, 'mode', n.mode, 'size', n.size, 'sha256', encode(n.sha256, 'hex'),
          'change', case when b.path is null then 'added' when (b.sha256, b.mode) = (n.sha256, n.mode) then 'same' else 'changed' end) order by n.path), '[]')
        from folder_files n left join folder_files b on b.digest = v.digest and b.path = n.path where n.digest = f.digest),
      'removed', (
        select coalesce(json_agg(b.path order by b.path), '[]') from folder_files b
        where b.digest = v.digest and not exists (select from folder_files n where n.digest = f.digest and n.path = b.path))) as folder
    from raw_skills r join folders f on f.digest = r.folder_digest
      left join lateral (select version, digest from skill_versions where skill_id = ${p.skillId}::uuid order by nth desc limit 1) v on true
    where r.id = ${p.rawId}::uuid`)
  return rows[0]?.folder ?? null
}

/** A file in the folder of a raw skill. Null if there is none. */
export async function findWaitingFile(
  db: Db,
  p: { rawId: string; path: string },
): Promise<{ sha256: string; size: number; path: string } | null> {
  const { rows } = await db.execute<{ sha256: string; size: number; path: string }>(sql`
    select encode(ff.sha256, 'hex') as sha256, ff.size, ff.path
    from raw_skills r join folder_files ff on ff.digest = r.folder_digest and ff.path = ${p.path} where r.id = ${p.rawId}::uuid`)
  return rows[0] ?? null
}
