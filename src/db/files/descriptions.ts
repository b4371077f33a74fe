import { sql } from 'drizzle-orm'
import type { ClientFaults } from '../../domain/clients/client-faults.ts'
import type { Capabilities } from '../../domain/files/capabilities/capabilities.ts'
import type { ContextTokens } from '../../domain/files/context-tokens.ts'
import { DESCRIPTION_VERSION } from '../../domain/files/description-version.ts'
import type { LicenceFile } from '../../domain/files/licences/known-licence.ts'
import { change, without } from '../changes.ts'
import type { Db } from '../connect.ts'
import { lockCatalogue } from '../locks.ts'
import { hashesOf } from './hashes.ts'
import { setDescribed } from './set-described.ts'

/** What follows from the bytes of a folder. Hashes are hexadecimal digits. */
export type FolderDescription = {
  digest: string
  zipSha256: string
  zipSize: number
  tarGzSha256: string
  tarGzSize: number
  capabilities: Capabilities
  contextTokens: ContextTokens
  licence: { files: LicenceFile[] }
  clientFaults: ClientFaults
  clawhubHash: string | null
  skillsHash: string
  treeId: string
}

/**
 * Stores descriptions, and what they say of the skills whose newest versions have these folders. They follow from the bytes, so
 * whoever stores one by the same rules stores the same.
 */
export async function storeDescriptions(db: Db, descriptions: readonly FolderDescription[]): Promise<void> {
  if (descriptions.length === 0) return
  const digests = hashesOf(descriptions.map(({ digest }) => digest))
  await change(db, {
    lock: lockCatalogue,
    write: {
      described: sql`
        update folders f set zip_sha256 = decode(x."zipSha256", 'hex'), zip_size = x."zipSize",
          tar_gz_sha256 = decode(x."tarGzSha256", 'hex'), tar_gz_size = x."tarGzSize", capabilities = x.capabilities,
          context_tokens = x."contextTokens", licence = x.licence, client_faults = x."clientFaults",
          clawhub_hash = decode(x."clawhubHash", 'hex'), skills_hash = decode(x."skillsHash", 'hex'), tree_id = decode(x."treeId", 'hex'),
          described_version = ${DESCRIPTION_VERSION}
        from jsonb_to_recordset(${JSON.stringify(descriptions)}::jsonb) as x(${DESCRIPTION})
        where f.digest = decode(x.digest, 'hex') and f.described_version <= ${DESCRIPTION_VERSION}`,
      // What was approved without knowing the licence files is judged again by `reread-files`.
      judged: sql`
        update raw_skills r set read_version = 0 from folders f
        where f.digest = r.folder_digest and f.digest in (${digests}) and r.status = 'approved' and f.licence -> 'files' <> '[]'`,
      skills: setDescribed(sql`select skill_id as id from skill_versions where digest in (${digests})`),
    },
    announce: without('Nothing of it is in the feed.'),
    record: without('It follows from the files.'),
  })
}

const DESCRIPTION = sql.raw(
  `digest text, "zipSha256" text, "zipSize" bigint, "tarGzSha256" text, "tarGzSize" bigint, capabilities jsonb, "contextTokens" jsonb, licence jsonb, "clientFaults" jsonb, "clawhubHash" text, "skillsHash" text, "treeId" text`,
)

/** A folder that older rules have described, or none. */
export type OutdatedFolder = { digest: string; files: number; bytes: number; describedVersion: number }

const OUTDATED = sql`described_version < ${DESCRIPTION_VERSION}`
const FOLDER = sql`encode(digest, 'hex') as digest, files, bytes::int, described_version as "describedVersion"`

/** Which of these folders are not described by today's rules. */
export async function findOutdated(db: Db, digests: readonly string[]): Promise<OutdatedFolder[]> {
  if (digests.length === 0) return []
  const { rows } = await db.execute<OutdatedFolder>(
    sql`select ${FOLDER} from folders where digest in (${hashesOf(digests)}) and ${OUTDATED}`,
  )
  return rows
}

/** Lists folders that are not described by today's rules, from `after` on. */
export async function listOutdatedFolders(
  db: Db,
  p: { after: OutdatedFolder | null; limit: number },
): Promise<OutdatedFolder[]> {
  const { rows } = await db.execute<OutdatedFolder>(sql`
    select ${FOLDER} from folders where ${OUTDATED}
      and (described_version, folders.digest) > (${p.after?.describedVersion ?? -1}, decode(${p.after?.digest ?? ''}, 'hex'))
    order by described_version, folders.digest limit ${p.limit}`)
  return rows
}

/** Counts the folders that are not described by today's rules. */
export async function countOutdatedFolders(db: Db): Promise<number> {
  const { rows } = await db.execute<{ n: number }>(sql`select count(*)::int as n from folders where ${OUTDATED}`)
  return rows[0]?.n ?? 0
}
