import { sql } from 'drizzle-orm'
import { readMigrations } from '../../../src/cli/migrate-database.ts'
import type { Db } from '../../../src/db/connect.ts'
import { applyMigration } from '../../../src/db/migrations.ts'

/** A database as a version of the code left it that had only the first `count` migrations. `from` of them are there already. */
export async function migrateOnly(db: Db, count: number, from = 0): Promise<void> {
  for (const [known, migration] of readMigrations().slice(0, count).entries()) {
    if (known >= from) await applyMigration(db, migration, known)
  }
}

/** Runs a file of SQL in one transaction, which its own BEGIN and COMMIT would be in the way of. */
export async function runSql(db: Db, text: string): Promise<void> {
  const statements = text
    .replaceAll(/^--.*$/gm, '')
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '' && !/^(begin|commit)$/i.test(statement))
  const [first, ...others] = statements.map((statement) => db.execute(sql.raw(statement)))
  if (first) await db.batch([first, ...others])
}
