import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { connect, type Db } from '../db/connect.ts'
import { isUnavailable } from '../db/errors.ts'
import {
  type AppliedMigration,
  adoptMigrations,
  applyMigration,
  findEarlierSystem,
  listMigrationNotes,
  type Migration,
  type MigrationNote,
  readHistory,
} from '../db/migrations.ts'
import { readSettings } from './settings.ts'

const FOLDER = join(import.meta.dirname, '../../migrations')
const TIMEOUT_MS = 10 * 60_000

const ADVICE =
  '`npm run dev` starts a local database; one at Neon is named by DATABASE_URL=postgres://user:password@host/name.'

/** How many of our migrations a database has that Alembic stamped so. */
const STAMPS: Record<string, number> = { '0001_init': 1, '0002_hotfix_defaults': 2 }

/** A database that is not ours to change. The message says why, and what to do. */
export class MigrationRefused extends Error {
  override name = 'MigrationRefused'
}

/**
 * Brings a database to this version of the code: an empty one, an older one of ours, or one that Alembic made.
 * Each migration is atomic; two runs at once do no harm. Throws MigrationRefused, or what the database said.
 */
export async function migrateDatabase(p: { url: string; endpoint?: string | undefined }) {
  const db = connect({ ...p, timeoutMs: TIMEOUT_MS })
  const migrations = readMigrations()
  const adopted: string[] = []
  const applied: string[] = []
  for (;;) {
    const history = await readHistory(db)
    refuseUnknown(history, migrations)
    const earlier = history.length === 0 ? await findAdoptable(db, migrations) : []
    if (earlier.length > 0) {
      if (await adoptMigrations(db, earlier)) adopted.push(...earlier.map(({ name }) => name))
      continue
    }
    const next = migrations.find(({ when }) => !history.some((done) => done.when === when))
    if (!next) break
    if (await applyMigration(db, next, history.length)) applied.push(next.name)
  }
  return { applied, adopted, notes: await listMigrationNotes(db, applied) }
}

/** The files of `migrations/` in the order of its journal. */
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
        `This database has a migration of ${at} that is not in migrations/: a newer version of the code was here. Update the code.`,
      )
    }
    if (ours.hash !== done.hash) {
      throw new MigrationRefused(
        `migrations/${ours.name}.sql is not the file that this database was migrated with. Restore it; changes belong in a new migration.`,
      )
    }
  }
}

/** The migrations that a database without a history has already, by its Alembic stamp. */
async function findAdoptable(db: Db, migrations: Migration[]): Promise<Migration[]> {
  const { stamps, tables, missing } = await findEarlierSystem(db)
  if (stamps.length === 0) {
    if (tables.length === 0) return []
    throw new MigrationRefused(
      `This database has tables of ours (${tables.join(', ')}), but neither an Alembic stamp nor a history of migrations. Use an empty database, or stamp it as what it is.`,
    )
  }
  const stamp = stamps.join(', ')
  const count = STAMPS[stamp]
  if (count === undefined) {
    const known = Object.keys(STAMPS).join(' and ')
    throw new MigrationRefused(
      `This database is stamped ${stamp} by Alembic; only ${known} are known. Bring it to one of these first.`,
    )
  }
  if (missing.length > 0) {
    throw new MigrationRefused(`This database is stamped ${stamp} by Alembic, but lacks ${missing.join(', ')}.`)
  }
  return migrations.slice(0, count)
}

const describeNote = (note: MigrationNote) =>
  `note     ${note.tableName}.${note.columnName} of ${note.rowId} was ${JSON.stringify(note.oldValue)} and is NULL now (kept in migration_notes)`

/** What went wrong. A failed query's own message holds its SQL: the database's word is in the cause. */
function describeFailure(error: unknown): string {
  const told = error instanceof Error && error.message.startsWith('Failed query') ? error.cause : error
  const message = told instanceof Error ? told.message : String(told)
  if (!isUnavailable(error)) return message
  return `The database of DATABASE_URL does not answer (${message}). ${ADVICE}`
}

async function main(): Promise<number> {
  const { DATABASE_URL: url, DATABASE_ENDPOINT: endpoint } = readSettings()
  const say = (line: string) => process.stdout.write(`${line}\n`)
  const complain = (line: string) => process.stderr.write(`${line}\n`)
  // The driver's own complaint would show the text, and with it the password.
  if (!url || !URL.canParse(url)) {
    complain(`DATABASE_URL is ${url ? 'no connection string' : 'not set'}. ${ADVICE}`)
    return 1
  }
  try {
    const { applied, adopted, notes } = await migrateDatabase({ url, endpoint })
    for (const name of adopted) say(`adopted  ${name}`)
    for (const name of applied) say(`applied  ${name}`)
    for (const note of notes) say(describeNote(note))
    if (adopted.length + applied.length === 0) say('The database is up to date.')
    return 0
  } catch (error) {
    complain(describeFailure(error))
    return 1
  }
}

if (import.meta.main) process.exitCode = await main()
