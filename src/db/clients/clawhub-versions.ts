import { sql } from 'drizzle-orm'
import type { ClawhubFile, ClawhubRun, ClawhubVersion } from '../../domain/clients/clawhub-skill.ts'
import { PROVENANCE } from '../authors/provenance.ts'
import type { Db } from '../connect.ts'
import { chosen, refers, VERSIONS, type VersionRef } from '../files/versions.ts'
import { type List, type ListPage, readList } from '../lists.ts'
import { VERSION } from './clawhub-skill.ts'

export type ClawhubManifest = ClawhubVersion & {
  hash: string | null
  bytes: number
  files: ClawhubFile[]
  run: ClawhubRun | null
}

/** Lists the versions of an active skill, the newest first. */
export async function listClawhubVersions(
  db: Db,
  skillId: string,
  p: ListPage,
): Promise<{ items: ClawhubVersion[]; next_cursor: string | null }> {
  const list: List = {
    ...{ tag: 'clawhub-versions', from: VERSIONS, where: [refers({ id: skillId })], id: 'v.id', item: VERSION },
    ...{ order: { 'v.nth': 'int' }, direction: 'desc' },
  }
  return JSON.parse(await readList(db, list, p))
}

/** One version of an active skill with its files. Null if there is none. */
export async function findClawhubVersion(
  db: Db,
  skillId: string,
  version: VersionRef,
): Promise<ClawhubManifest | null> {
  const { rows } = await db.execute<{ version: ClawhubManifest }>(sql`
    select json_build_object(${VERSION}, 'hash', encode(f.clawhub_hash, 'hex'), 'bytes', f.bytes, 'run', ${PROVENANCE},
      'files', (select json_agg(json_build_object('path', ff.path, 'size', ff.size, 'sha256', encode(ff.sha256, 'hex')) order by ff.path)
        from folder_files ff where ff.digest = v.digest)) as version
    from ${VERSIONS} where ${chosen({ id: skillId }, version)}`)
  return rows[0]?.version ?? null
}
