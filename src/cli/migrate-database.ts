import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { connect, type Db } from '../db/connect.ts'
import {
  type AppliedMigration,
  adoptMigrations,
  applyMigration,
  findEarlierSystem,
  listMigrationNotes,
  type Migration,
  readHistory,
} from '../db/migrations.ts'
import { makePartitions } from '../db/operations/partitions.ts'

const FOLDER = join(import.meta.dirname, '../../migrations')
const TIMEOUT_MS = 10 * 60_000

/** How many of our migrations equal each Alembic stamp. */
const STAMPS: Record<string, number> = { '0001_init': 1, '0002_hotfix_defaults': 2 }

/** The database must not be migrated. The message says why, and what to do. */
export class MigrationRefused extends Error {
  override name = 'MigrationRefused'
}

/**
 * Migrates a database to this version of the code: an empty one, an older one, or one that Alembic made.
 * Each migration is atomic; two runs at once do no harm. Throws MigrationRefused or a database error.
 */
export const migrateDatabase = (p: { url: string; endpoint?: string | undefined }) =>
  migrate(connect({ ...p, timeoutMs: TIMEOUT_MS }))

/** Like `migrateDatabase`. Calls `onApplied` after each migration. Makes the partitions of these days in the end. */
export async function migrate(db: Db, onApplied: (name: string, elapsedMs: number) => void = () => {}) {
  const migrations = readMigrations()
  const adopted: string[] = []
  const applied: string[] = []
  for (;;) {
    const { history, earlier, missing } = await compare(db, migrations)
    if (earlier.length > 0) {
      if (await adoptMigrations(db, earlier)) adopted.push(...earlier.map(({ name }) => name))
      continue
    }
    if (missing.length === 0) break
    for (const [done, next] of missing.entries()) {
      const began = performance.now()
      // False if another run was faster: then what is missing is read again.
      if (!(await applyMigration(db, next, history.length + done))) break
      applied.push(next.name)
      onApplied(next.name, Math.round(performance.now() - began))
    }
  }
  await makePartitions(db, new Date())
  return { applied, adopted, notes: await listMigrationNotes(db, applied) }
}

/** Returns what `migrate` would do. Throws MigrationRefused. */
export async function planMigration(db: Db): Promise<{ adopted: string[]; applied: string[] }> {
  const { earlier, missing } = await compare(db, readMigrations())
  const named = (migrations: readonly Migration[]) => migrations.map(({ name }) => name)
  return { adopted: named(earlier), applied: named(missing.filter((migration) => !earlier.includes(migration))) }
}

async function compare(db: Db, migrations: Migration[]) {
  const history = await readHistory(db)
  refuseUnknown(history, migrations)
  const earlier = history.length === 0 ? await findAdoptable(db, migrations) : []
  const missing = migrations.filter(({ when }) => !history.some((done) => done.when === when))
  return { history, earlier, missing }
}

/** Returns the files of `migrations/` in the order of its journal. */
export function readMigrations(folder: string = FOLDER): Migration[] {
  const journal = JSON.parse(readFileSync(join(folder, 'meta/_journal.json'), 'utf8'))
  return journal.entries.map(({ tag, when }: { tag: string; when: number }) => {
    const text = readFileSync(join(folder, `${tag}.sql`), 'utf8')
    const hash = createHash('sha256').update(text).digest('hex')
    return { name: tag, when, hash, statements: text.split('--> statement-breakpoint') }
  })
}

function refuseUnknown(history: AppliedMigration[], migrations: Migration[]) {
  for (const done of history) {
    const ours = migrations.find(({ when }) => when === done.when)
    if (!ours) {
      const at = new Date(done.when).toISOString()
      throw new MigrationRefused(
        `This database has a migration of ${at} that is not in migrations/. A newer version of the code made it: update the code.`,
      )
    }
    if (ours.hash !== done.hash) {
      throw new MigrationRefused(
        `migrations/${ours.name}.sql differs from the file that this database was migrated with. Restore it, and put changes in a new migration.`,
      )
    }
  }
}

/** Returns the migrations that a database without a history already has, by its Alembic stamp. */
async function findAdoptable(db: Db, migrations: Migration[]): Promise<Migration[]> {
  const { stamps, tables, missing } = await findEarlierSystem(db)
  if (stamps.length === 0) {
    if (tables.length === 0) return []
    throw new MigrationRefused(
      `This database has our tables (${tables.join(', ')}), but neither an Alembic stamp nor a migration history. Use an empty database, or set the stamp that it had.`,
    )
  }
  const stamp = stamps.join(', ')
  const count = STAMPS[stamp]
  if (count === undefined) {
    const known = Object.keys(STAMPS).join(' and ')
    throw new MigrationRefused(
      `This database is stamped ${stamp} by Alembic, but only ${known} can be migrated. Bring it to one of these first.`,
    )
  }
  if (missing.length > 0) {
    throw new MigrationRefused(`This database is stamped ${stamp} by Alembic, but lacks ${missing.join(', ')}.`)
  }
  return migrations.slice(0, count)
}
