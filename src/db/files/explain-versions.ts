import { sql } from 'drizzle-orm'
import type { Capabilities } from '../../domain/files/capabilities/capabilities.ts'
import type { VersionChanges } from '../../domain/files/changes/version-changes.ts'
import { DESCRIPTION_VERSION } from '../../domain/files/description-version.ts'
import { change, without } from '../changes.ts'
import type { Db } from '../connect.ts'

type Side = { digest: string; version: string; capabilities: Capabilities }
/** A version whose changes against the one before have not been worked out by today's rules. */
export type Unexplained = { id: string; explainedVersion: number; before: Side; after: Side }

const UNEXPLAINED = sql`skill_versions v join skill_versions b on b.skill_id = v.skill_id and b.nth = v.nth - 1
  join folders vf on vf.digest = v.digest join folders bf on bf.digest = b.digest
  where v.explained_version < ${DESCRIPTION_VERSION} and v.nth > 1
    and vf.described_version >= ${DESCRIPTION_VERSION} and bf.described_version >= ${DESCRIPTION_VERSION}`

const side = (version: string, folder: string) =>
  sql.raw(
    `json_build_object('digest', encode(${version}.digest, 'hex'), 'version', ${version}.version, 'capabilities', ${folder}.capabilities)`,
  )

/** Lists versions whose folders, and those of the versions before, are described by today's rules, but not what has changed. */
export async function listUnexplained(db: Db, p: { after: Unexplained | null; limit: number }): Promise<Unexplained[]> {
  const { rows } = await db.execute<Unexplained>(sql`
    select v.id, v.explained_version as "explainedVersion", ${side('b', 'bf')} as before, ${side('v', 'vf')} as after from ${UNEXPLAINED}
      and (v.explained_version, v.id) > (${p.after?.explainedVersion ?? -1}, ${p.after?.id ?? '00000000-0000-0000-0000-000000000000'}::uuid)
    order by v.explained_version, v.id limit ${p.limit}`)
  return rows
}

/** Counts the versions whose changes can be worked out. */
export async function countUnexplained(db: Db): Promise<number> {
  const { rows } = await db.execute<{ n: number }>(sql`select count(*)::int as n from ${UNEXPLAINED}`)
  return rows[0]?.n ?? 0
}

/** Stores what has changed. Versions never change, so whoever works it out by the same rules stores the same. */
export async function storeChanges(db: Db, changes: readonly { id: string; changes: VersionChanges }[]): Promise<void> {
  if (changes.length === 0) return
  await change(db, {
    lock: [],
    write: {
      explained: sql`
        update skill_versions v set changes = x.changes, explained_version = ${DESCRIPTION_VERSION}
        from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as x(id uuid, changes jsonb) where v.id = x.id and v.explained_version < ${DESCRIPTION_VERSION}`,
    },
    announce: without('What has changed follows from the manifests, which are published.'),
    record: without('It follows from the versions.'),
  })
}
