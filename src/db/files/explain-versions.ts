import { sql } from 'drizzle-orm'
import type { Capabilities } from '../../domain/files/capabilities/capabilities.ts'
import type { VersionChanges } from '../../domain/files/changes/version-changes.ts'
import { change, without } from '../changes.ts'
import type { Db } from '../connect.ts'

type Side = { digest: string; version: string; capabilities: Capabilities }
/** A version whose changes against the one before have not been worked out. */
export type Unexplained = { id: string; before: Side; after: Side }

const UNEXPLAINED = sql`skill_versions v join skill_versions b on b.skill_id = v.skill_id and b.nth = v.nth - 1
  join folders vf on vf.digest = v.digest join folders bf on bf.digest = b.digest
  where v.changes is null and v.nth > 1 and vf.capabilities is not null and bf.capabilities is not null`

const side = (version: string, folder: string) =>
  sql.raw(
    `json_build_object('digest', encode(${version}.digest, 'hex'), 'version', ${version}.version, 'capabilities', ${folder}.capabilities)`,
  )

/** Lists versions whose folders, and those of the versions before, have been described, but not what has changed. */
export async function listUnexplained(db: Db, p: { after: string | null; limit: number }): Promise<Unexplained[]> {
  const { rows } = await db.execute<Unexplained>(sql`
    select v.id, ${side('b', 'bf')} as before, ${side('v', 'vf')} as after from ${UNEXPLAINED}
      and v.id > coalesce(${p.after}::uuid, '00000000-0000-0000-0000-000000000000') order by v.id limit ${p.limit}`)
  return rows
}

/** Counts the versions whose changes can be worked out. */
export async function countUnexplained(db: Db): Promise<number> {
  const { rows } = await db.execute<{ n: number }>(sql`select count(*)::int as n from ${UNEXPLAINED}`)
  return rows[0]?.n ?? 0
}

/** Stores what has changed. Versions never change, so what was worked out once stays. */
export async function storeChanges(db: Db, changes: readonly { id: string; changes: VersionChanges }[]): Promise<void> {
  if (changes.length === 0) return
  await change(db, {
    lock: [],
    write: {
      explained: sql`
        update skill_versions v set changes = x.changes
        from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as x(id uuid, changes jsonb) where v.id = x.id and v.changes is null`,
    },
    announce: without('What has changed follows from the manifests, which are published.'),
    record: without('It follows from the versions.'),
  })
}
