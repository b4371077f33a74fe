import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  varchar,
} from 'drizzle-orm/pg-core'
import { bytea, byteOrderedText, time } from './columns.ts'

const isSha256 = (column: string) => sql.raw(`octet_length(${column}) = 32`)

/** Objects in the R2 bucket. One is written down before it is uploaded, so that none is left behind unknown. */
export const fileObjects = pgTable(
  'file_objects',
  {
    /** Its key in the bucket. Each upload has a key of its own, which is never used again. */
    key: text('key').primaryKey(),
    createdAt: time('created_at').notNull(),
  },
  (t) => [index('ix_file_objects_created').on(t.createdAt, t.key)],
)

/** Bytes by their SHA-256, once however many skills have them. */
export const files = pgTable(
  'files',
  {
    sha256: bytea('sha256').primaryKey(),
    size: integer('size').notNull(),
    /** As zip archives need it. */
    crc32: bigint('crc32', { mode: 'number' }).notNull(),
    /** Where the bytes are in the R2 bucket. NULL if they are in `file_chunks`. */
    objectKey: text('object_key'),
    /** False while chunks of it are still missing. */
    isComplete: boolean('is_complete').notNull(),
    createdAt: time('created_at').notNull(),
    /** When somebody was last about to name it. What nobody names is kept for a day from then on. */
    neededAt: time('needed_at').notNull(),
  },
  (t) => [
    check('ck_files_sha256', isSha256('sha256')),
    foreignKey({ name: 'files_object_key_fkey', columns: [t.objectKey], foreignColumns: [fileObjects.key] }),
    index('ix_files_object_key').on(t.objectKey).where(sql`${t.objectKey} is not null`),
    index('ix_files_needed').on(t.neededAt, t.sha256),
  ],
)

/** The bytes of files that are kept in the database. */
export const fileChunks = pgTable(
  'file_chunks',
  {
    sha256: bytea('sha256').notNull(),
    nth: smallint('nth').notNull(),
    /** Not compressed (`STORAGE EXTERNAL`), so that a part of it is read without the rest. */
    bytes: bytea('bytes').notNull(),
  },
  (t) => [
    primaryKey({ name: 'pk_file_chunks', columns: [t.sha256, t.nth] }),
    foreignKey({ name: 'file_chunks_sha256_fkey', columns: [t.sha256], foreignColumns: [files.sha256] }).onDelete(
      'cascade',
    ),
  ],
)

/** Folders by their digest, once however many skills are equal to the byte. */
export const folders = pgTable(
  'folders',
  {
    /** SHA-256 over the lines `mode path:sha256` of its files. */
    digest: bytea('digest').primaryKey(),
    files: integer('files').notNull(),
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    /** False if a part of the folder could not be read. `findings` says which and why. */
    isComplete: boolean('is_complete').notNull(),
    /** The parts that could not be read, on which the digest depends: `[{rule, severity, message, path}]` */
    findings: jsonb('findings').notNull(),
    /** The version of the rules by which what follows was worked out from the files alone. 0 before that. */
    describedVersion: integer('described_version').notNull().default(0),
    capabilities: jsonb('capabilities'),
    contextTokens: jsonb('context_tokens'),
    licence: jsonb('licence'),
    /** Why clients cannot install it, by client; those that can are missing. */
    clientFaults: jsonb('client_faults'),
    zipSha256: bytea('zip_sha256'),
    zipSize: bigint('zip_size', { mode: 'number' }),
    tarGzSha256: bytea('tar_gz_sha256'),
    tarGzSize: bigint('tar_gz_size', { mode: 'number' }),
    /** By which the `clawhub` command line tells a version. NULL if that cannot be told in bounded time. */
    clawhubHash: bytea('clawhub_hash'),
    /** What the `skills` command line writes into its lockfiles as `computedHash`. */
    skillsHash: bytea('skills_hash'),
    /** What git calls a folder with these files, by SHA-1. */
    treeId: bytea('tree_id'),
    /** The rule set that last read it, which `scan_reports` has the report of. 0 before that. */
    scannedRuleSet: integer('scanned_rule_set').notNull().default(0),
    createdAt: time('created_at').notNull(),
    /** When somebody was last about to name it, as in `files`. */
    neededAt: time('needed_at').notNull(),
  },
  (t) => [
    check('ck_folders_digest', isSha256('digest')),
    index('ix_folders_needed').on(t.neededAt, t.digest),
    index('ix_folders_described').on(t.describedVersion, t.digest),
    index('ix_folders_scanned').on(t.scannedRuleSet, t.createdAt.desc(), t.digest),
    // Lockfiles hold one of these.
    index('ix_folders_zip').on(t.zipSha256).where(sql`${t.zipSha256} is not null`),
    index('ix_folders_skills_hash').on(t.skillsHash).where(sql`${t.skillsHash} is not null`),
    index('ix_folders_tree').on(t.treeId).where(sql`${t.treeId} is not null`),
  ],
)

/** The files of a folder: its manifest. */
export const folderFiles = pgTable(
  'folder_files',
  {
    digest: bytea('digest').notNull(),
    path: byteOrderedText('path').notNull(),
    /** `0644` or `0755`. */
    mode: varchar('mode', { length: 4 }).notNull(),
    size: integer('size').notNull(),
    sha256: bytea('sha256').notNull(),
  },
  (t) => [
    primaryKey({ name: 'pk_folder_files', columns: [t.digest, t.path] }),
    index('ix_folder_files_sha256').on(t.sha256),
    foreignKey({ name: 'folder_files_digest_fkey', columns: [t.digest], foreignColumns: [folders.digest] }).onDelete(
      'cascade',
    ),
    foreignKey({ name: 'folder_files_sha256_fkey', columns: [t.sha256], foreignColumns: [files.sha256] }).onDelete(
      'restrict',
    ),
  ],
)

/** What a crawl has read of git repositories, by git's ids, so that it reads no blob twice. */
export const gitBlobs = pgTable(
  'git_blobs',
  {
    id: bytea('id').primaryKey(),
    /** The file with its bytes. */
    sha256: bytea('sha256'),
    /** Its bytes, if they say where a link leads or point into Git LFS: no folder has a file with them. */
    bytes: bytea('bytes'),
  },
  (t) => [
    check('ck_git_blobs_id', sql.raw('octet_length(id) in (20, 32)')),
    check('ck_git_blobs_known', sql.raw('sha256 is not null or bytes is not null')),
    foreignKey({ name: 'git_blobs_sha256_fkey', columns: [t.sha256], foreignColumns: [files.sha256] }).onDelete(
      'cascade',
    ),
    index('ix_git_blobs_sha256').on(t.sha256).where(sql`${t.sha256} is not null`),
  ],
)

/** How far the collection of what nobody needs has come, so that each run goes on where the last one stopped. */
export const collectionPlaces = pgTable('collection_places', {
  /** The table that is worked through: `folders`, `files` or `file_objects`. */
  tableName: varchar('table_name', { length: 20 }).primaryKey(),
  /** The time and the key of the last row that was looked at. */
  at: time('at').notNull(),
  key: text('key').notNull(),
})
