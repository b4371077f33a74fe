import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { onlyRow } from '../../../src/db/changes.ts'
import { addFiles } from '../../support/run/cli.ts'
import type { Ground } from '../database.ts'
import { ingest } from './run-ingest.ts'

const FILES = 8
const FILE_BYTES = 128 * 1024

/** A published skill of 1 MiB, apart from its SKILL.md. `size` is that of all its files. */
export type LargeSkill = { slug: string; digest: string; sha256: string; size: number }

export async function publishLargeSkill({ db, at, folder }: Ground): Promise<LargeSkill> {
  const root = join(folder, 'large')
  const assets = Array.from({ length: FILES }, (_, n) => [`large/assets/${n}.bin`, randomBytes(FILE_BYTES)] as const)
  await addFiles(root, {
    'large/SKILL.md': '---\nname: large\ndescription: Has large files.\nlicense: MIT\n---\n',
    ...Object.fromEntries(assets),
  })
  await ingest(at, root, 'large')
  const { rows } = await db.execute<LargeSkill>(sql`
    select s.slug, encode(f.digest, 'hex') as digest, f.bytes::int as size,
      (select encode(sha256, 'hex') from folder_files ff where ff.digest = f.digest and ff.path <> 'SKILL.md' limit 1) as sha256
    from skills s join skill_versions v on v.skill_id = s.id join folders f on f.digest = v.digest where s.name = 'large'`)
  return onlyRow(rows)
}
