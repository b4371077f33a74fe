import { sql } from 'drizzle-orm'
import type { Db } from '../../../src/db/connect.ts'
import { DESCRIPTION_VERSION } from '../../../src/domain/files/description-version.ts'

/** So many versions each skill has, and so many files each version. */
const VERSIONS = 3
const FILES = 6

/** Gives each skill its versions, described as if they had been stored. Nobody reads the bytes of their files. */
export async function generateVersions(db: Db): Promise<void> {
  const hash = (words: string) => sql.raw(`sha256(convert_to(${words}, 'UTF8'))`)
  await db.execute(sql`
    insert into files (sha256, size, crc32, is_complete, created_at, needed_at)
    select ${hash(`'file ' || n`)}, 1000, 0, true, now(), now() from generate_series(1, ${FILES}) n`)
  await db.execute(sql`
    insert into folders (digest, files, bytes, is_complete, findings, described_version, client_faults, zip_sha256, zip_size, tar_gz_sha256,
      tar_gz_size, clawhub_hash, context_tokens, created_at, needed_at)
    select ${hash(`'folder ' || s.slug || n`)}, ${FILES}, 1000 * ${FILES}, true, '[]', ${DESCRIPTION_VERSION}, '{}', ${hash(`'zip ' || s.slug || n`)}, 9000,
      ${hash(`'tar ' || s.slug || n`)}, 9000, ${hash(`'clawhub ' || s.slug || n`)}, null, now(), now()
    from skills s, generate_series(1, ${VERSIONS}) n`)
  await db.execute(sql`
    insert into folder_files (digest, path, mode, size, sha256)
    select digest, case when n = 1 then 'SKILL.md' else 'references/' || n || '.md' end, '0644', 1000, ${hash(`'file ' || n`)}
    from folders, generate_series(1, ${FILES}) n`)
  await db.execute(sql`
    insert into skill_versions (id, skill_id, nth, version, version_key, major, minor, patch, digest, repo, path, license, content_policy, findings,
      changes, created_at)
    select gen_random_uuid(), s.id, n, '1.0.' || n, '1.0.' || n, 1, 0, n, ${hash(`'folder ' || s.slug || n`)}, s.owner || '/skills',
      'skills/' || s.name || '/SKILL.md', 'MIT', 'full', '[]', '{}', now()
    from skills s, generate_series(1, ${VERSIONS}) n`)
  await db.execute(sql`vacuum analyze`)
}
