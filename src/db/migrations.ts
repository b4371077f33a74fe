import { NeonDbError } from '@neondatabase/serverless'
import { inArray, type SQL, sql } from 'drizzle-orm'
import { migrationNotes } from '../../drizzle/schema.ts'
import { batch } from './changes.ts'
import type { Db } from './connect.ts'

/** One file of `migrations/`. `when` is its time in the journal, in milliseconds; `hash` the SHA-256 of its text. */
export type Migration = { name: string; when: number; hash: string; statements: string[] }
export type AppliedMigration = Pick<Migration, 'when' | 'hash'>
export type MigrationNote = Pick<
  typeof migrationNotes.$inferSelect,
  'migration' | 'tableName' | 'rowId' | 'columnName' | 'oldValue'
>

// The history table of drizzle-kit, so that either tool can continue after the other.
const HISTORY = sql.raw('drizzle.__drizzle_migrations')
const LOCK = 7_305_112_026
const OVERTAKEN = 'ASM01'

/** The tables of the earlier system. */
const EARLIER_TABLES = [
  'categories',
  'category_aliases',
  'github_repo_cache',
  'raw_skills',
  'skill_events',
  'skill_popularity',
  'skill_rank_snapshots',
  'skill_source_links',
  'skill_sources',
  'skill_tags',
  'skills',
  'tags',
]

/** Creates the database `name` on the server of `admin` if it is missing. */
export async function ensureDatabase(admin: Db, name: string): Promise<void> {
  const { rows } = await admin.execute(sql`select from pg_database where datname = ${name}`)
  if (rows.length === 0) await admin.execute(sql`create database ${sql.identifier(name)}`)
}

/** The migrations that this database has, oldest first; empty before the first one. */
export async function readHistory(db: Db): Promise<AppliedMigration[]> {
  if (!(await exists(db, 'drizzle.__drizzle_migrations'))) return []
  const { rows } = await db.execute(sql`select hash, created_at from ${HISTORY} order by created_at, id`)
  return rows.map((row) => ({ hash: String(row.hash), when: Number(row.created_at) }))
}

/** What the earlier system left here: Alembic's stamps, and its tables that exist and that are missing. */
export async function findEarlierSystem(db: Db): Promise<{ stamps: string[]; tables: string[]; missing: string[] }> {
  const { rows } = await db.execute(
    sql`select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  )
  const present = new Set(rows.map((row) => row.table_name))
  return {
    stamps: present.has('alembic_version') ? await readStamps(db) : [],
    tables: EARLIER_TABLES.filter((name) => present.has(name)),
    missing: EARLIER_TABLES.filter((name) => !present.has(name)),
  }
}

/**
 * Runs a migration and records it in the history, or does neither. `known` is the number of migrations that the caller
 * saw in the history. Returns false and changes nothing if another run was faster.
 */
export const applyMigration = (db: Db, migration: Migration, known: number): Promise<boolean> =>
  changeHistory(db, { known, statements: migration.statements.map((text) => sql.raw(text)), record: [migration] })

/** Records migrations that a database had before it had a history. Returns false if another run was faster. */
export const adoptMigrations = (db: Db, migrations: Migration[]): Promise<boolean> =>
  changeHistory(db, { known: 0, statements: [], record: migrations })

/** The values that the named migrations could not convert. */
export async function listMigrationNotes(db: Db, migrations: string[]): Promise<MigrationNote[]> {
  if (migrations.length === 0 || !(await exists(db, 'public.migration_notes'))) return []
  const { migration, tableName, rowId, columnName, oldValue } = migrationNotes
  return db
    .select({ migration, tableName, rowId, columnName, oldValue })
    .from(migrationNotes)
    .where(inArray(migration, migrations))
    .orderBy(migrationNotes.id)
}

async function changeHistory(db: Db, p: { known: number; statements: SQL[]; record: AppliedMigration[] }) {
  const recorded = p.record.map(({ hash, when }) => sql`(${hash}, ${when}::bigint)`)
  try {
    await batch(db, {
      lock: sql`select pg_advisory_xact_lock(${LOCK}::bigint)`,
      schema: sql`create schema if not exists drizzle`,
      history: sql`create table if not exists ${HISTORY} (id serial primary key, hash text not null, created_at bigint)`,
      check: refuseUnlessKnown(p.known),
      migrate: p.statements,
      record: sql`insert into ${HISTORY} (hash, created_at) values ${sql.join(recorded, sql`, `)}`,
    })
    return true
  } catch (error) {
    if (error instanceof NeonDbError && error.code === OVERTAKEN) return false
    throw error
  }
}

// A batch cannot branch, so the loser of a race fails with an error code of our own. A DO block takes no parameters.
const refuseUnlessKnown = (known: number) =>
  sql.raw(`do $$ begin
    if (select count(*) from drizzle.__drizzle_migrations) <> ${known} then
      raise exception 'Another run has migrated this database.' using errcode = '${OVERTAKEN}';
    end if;
  end $$`)

async function exists(db: Db, table: string): Promise<boolean> {
  const { rows } = await db.execute(sql`select to_regclass(${table}) is not null as found`)
  return rows[0]?.found === true
}

async function readStamps(db: Db): Promise<string[]> {
  const { rows } = await db.execute(sql`select version_num from public.alembic_version order by version_num`)
  return rows.map((row) => String(row.version_num))
}
