import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { migrateDatabase, readMigrations } from '../../../src/cli/migrate-database.ts'
import { applyMigration, readHistory } from '../../../src/db/migrations.ts'
import { createDatabase, emptyDatabase } from '../../support/run/database.ts'
import { listTables, readCatalog } from './catalog.ts'
import { migrateOnly } from './migration-steps.ts'

const names = readMigrations().map(({ name }) => name)

describe('migrating', () => {
  it('applies every migration to an empty database, and none a second time', async () => {
    const { db, ...at } = await emptyDatabase()
    expect(await migrateDatabase(at)).toEqual({ applied: names, adopted: [], notes: [] })
    const catalog = await readCatalog(db)
    expect(await migrateDatabase(at)).toEqual({ applied: [], adopted: [], notes: [] })
    expect(await readCatalog(db)).toEqual(catalog)
  })

  it('keeps its history where drizzle-kit looks for it', async () => {
    const { db } = await createDatabase()
    const { rows } = await db.execute(sql`select hash, created_at from drizzle.__drizzle_migrations order by id`)
    expect(rows).toEqual(readMigrations().map(({ hash, when }) => ({ hash, created_at: String(when) })))
  })

  it('applies each migration once if two runs overlap', async () => {
    const { db, ...at } = await emptyDatabase()
    const runs = await Promise.all([migrateDatabase(at), migrateDatabase(at), migrateDatabase(at)])
    expect(runs.flatMap(({ applied }) => applied).sort()).toEqual(names)
    expect(await readHistory(db)).toHaveLength(names.length)
  })

  it('rolls back a migration that fails, and does not record it', async () => {
    const { db } = await emptyDatabase()
    const broken = { name: 'broken', when: 1, hash: 'x', statements: ['create table half ()', 'select 1 / 0'] }
    await expect(applyMigration(db, broken, 0)).rejects.toThrow('division by zero')
    expect(await listTables(db)).toEqual([])
    expect(await readHistory(db)).toEqual([])
  })

  it('does nothing if another run was faster', async () => {
    const { db } = await emptyDatabase()
    await migrateOnly(db, 1)
    const late = { name: 'late', when: 1, hash: 'x', statements: ['create table late ()'] }
    expect(await applyMigration(db, late, 0)).toBe(false)
    expect(await listTables(db)).not.toContain('late')
  })

  it('works for a role that is no superuser, as on Neon', async () => {
    const { db, url, endpoint } = await emptyDatabase()
    const role = `migrator_${crypto.randomUUID().slice(0, 8)}`
    const own = new URL(url)
    const database = own.pathname.slice(1)
    own.username = role
    own.password = 'secret'
    await db.execute(sql.raw(`create role ${role} login password 'secret'`))
    await db.execute(sql.raw(`alter database "${database}" owner to ${role}`))
    expect((await migrateDatabase({ url: own.href, endpoint })).applied).toEqual(names)
  })
})

describe('a database that must not be changed', () => {
  it('is refused if a newer version of the code has migrated it', async () => {
    const { db, ...at } = await createDatabase()
    await db.execute(sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('x', 4102444800000)`)
    await expect(migrateDatabase(at)).rejects.toThrow(/2100-01-01T00:00:00.000Z .* newer version of the code/)
  })

  it('is refused if a migration file differs from the one that was applied', async () => {
    const { db, ...at } = await createDatabase()
    await db.execute(sql`update drizzle.__drizzle_migrations set hash = 'x' where id = 2`)
    await expect(migrateDatabase(at)).rejects.toThrow('migrations/0001_hotfix_defaults.sql differs from the file')
  })

  it('is refused if it has our tables but no history', async () => {
    const { db, ...at } = await emptyDatabase()
    await db.execute(sql`create table skills (id int)`)
    await expect(migrateDatabase(at)).rejects.toThrow(/our tables \(skills\), but neither an Alembic stamp nor/)
    expect(await readHistory(db)).toEqual([])
  })

  it('is not refused because of foreign tables, and keeps them', async () => {
    const { db, ...at } = await emptyDatabase()
    await db.execute(sql`create table somebody_elses (id int)`)
    expect((await migrateDatabase(at)).applied).toEqual(names)
  })
})
