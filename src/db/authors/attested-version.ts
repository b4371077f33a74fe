import { sql } from 'drizzle-orm'
import type { AttestedVersion } from '../../domain/authors/statement.ts'
import type { SkillRef } from '../catalogue/skill-detail.ts'
import type { Db } from '../connect.ts'
import { chosen, VERSIONS, type VersionRef } from '../files/versions.ts'
import { rfc3339 } from '../json.ts'
import { PROVENANCE } from './provenance.ts'

/** What is attested of a version: its digests, and where its files come from. Null if there is none. */
export async function findAttestedVersion(db: Db, ref: SkillRef, version: VersionRef): Promise<AttestedVersion | null> {
  const { rows } = await db.execute<AttestedVersion>(sql`
    select s.slug, v.version, encode(v.digest, 'hex') as digest, encode(f.zip_sha256, 'hex') as zip, encode(f.tar_gz_sha256, 'hex') as targz,
      v.repo, v.path, v.commit_sha as commit, ${rfc3339('v.created_at')} as "createdAt", ${PROVENANCE} as provenance
    from ${VERSIONS} where ${chosen(ref, version)}`)
  return rows[0] ?? null
}
