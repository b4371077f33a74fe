import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { migrateDatabase, readMigrations } from '../../../src/cli/migrate-database.ts'
import type { Db } from '../../../src/db/connect.ts'
import { readHistory } from '../../../src/db/migrations.ts'
import { emptyDatabase } from '../../support/run/database.ts'
import { earlierRows, skillRow } from './alembic-rows.ts'
import { readCatalog } from './catalog.ts'
import { migrateOnly, runSql } from './migration-steps.ts'
import { comparable, idOf, insertRows, readRows } from './rows.ts'

const LEGACY = join(import.meta.dirname, '../../../../shared/legacy')
const absent = existsSync(LEGACY) ? false : `the earlier system's own SQL is not on this machine (${LEGACY})`
const legacySql = (file: string) => readFileSync(join(LEGACY, file), 'utf8')
const names = readMigrations().map(({ name }) => name)
const STAMPS = ['0001_init', '0002_hotfix_defaults']

/** A database as Alembic left it at a stamp, from its own SQL. */
async function alembicDatabase(stamp: string) {
  const made = await emptyDatabase()
  await runSql(made.db, legacySql('alembic_0001_init.sql'))
  if (stamp !== '0001_init') await runSql(made.db, legacySql('alembic_0002_hotfix_defaults.sql'))
  return made
}

/** The same from our own first migrations, for machines that lack the earlier system's SQL. */
async function stampedDatabase(stamp: string | null) {
  const made = await emptyDatabase()
  const [init] = readMigrations()
  const [first, ...others] = (init?.statements ?? []).map((statement) => made.db.execute(sql.raw(statement)))
  if (first) await made.db.batch([first, ...others])
  await made.db.execute(sql`create table alembic_version (version_num varchar(32) primary key)`)
  if (stamp) await made.db.execute(sql`insert into alembic_version values (${stamp})`)
  return made
}

const skills = [
  skillRow(),
  skillRow({ id: idOf(5, 2), last_seen_at: '2025-01-02T03:04:05Z', last_changed_at: 'yesterday', category_id: null }),
]

async function adoptsWithEveryRow(made: { db: Db; url: string; endpoint: string }, stamp: string) {
  const { db, ...at } = made
  await insertRows(db, earlierRows(skills))
  const before = await readRows(db)
  expect(Object.values(before).every((rows) => rows.length > 0)).toBe(true)

  const count = STAMPS.indexOf(stamp) + 1
  const note = { migration: '0002_catalogue', tableName: 'skills', rowId: idOf(5, 2) }
  expect(await migrateDatabase(at)).toEqual({
    adopted: names.slice(0, count),
    applied: names.slice(count),
    notes: [{ ...note, columnName: 'last_changed_at', oldValue: 'yesterday' }],
  })

  const lost = before.skills?.find(({ id }) => id === idOf(5, 2))
  if (lost) lost.last_changed_at = null
  // Each skill has its counts now; what was counted before is as it was.
  const after = await readRows(db)
  const counted = (rows: typeof after) => rows.skill_popularity?.map((row) => row.skill_id)
  expect(counted(after)).toEqual(skills.map(({ id }) => id))
  after.skill_popularity = after.skill_popularity?.filter((row) => counted(before)?.includes(row.skill_id)) ?? []
  expect(comparable(after, before)).toEqual(comparable(before, before))
  const { rows } = await db.execute(sql`select version_num from alembic_version`)
  expect(rows).toEqual([{ version_num: stamp }])
  expect(await migrateDatabase(at)).toEqual({ applied: [], adopted: [], notes: [] })
}

describe('a database that Alembic made', () => {
  it.for(STAMPS)('is adopted at %s with every row kept', async (stamp) => {
    await adoptsWithEveryRow(await stampedDatabase(stamp), stamp)
  })

  it.for(STAMPS)('is adopted at %s as the own SQL of the earlier system makes it', async (stamp, { skip }) => {
    if (absent) skip(absent)
    await adoptsWithEveryRow(await alembicDatabase(stamp), stamp)
  })

  it('has the same columns, constraints and indexes as 0000_init', async ({ skip }) => {
    if (absent) skip(absent)
    const ours = await emptyDatabase()
    await migrateOnly(ours.db, 1)
    const theirs = await alembicDatabase('0001_init')
    expect(await readCatalog(ours.db)).toEqual(await readCatalog(theirs.db))
  })

  it('ends in the same schema as a fresh install, even if the default of parse_status was missing', async () => {
    const { db, ...at } = await stampedDatabase('0001_init')
    await db.execute(sql`alter table raw_skills alter column parse_status drop default`)
    await migrateDatabase(at)
    const fresh = await emptyDatabase()
    await migrateDatabase(fresh)
    expect(await readCatalog(db)).toEqual(await readCatalog(fresh.db))
  })

  it('is adopted once if two runs overlap', async () => {
    const { db, ...at } = await stampedDatabase('0002_hotfix_defaults')
    const runs = await Promise.all([migrateDatabase(at), migrateDatabase(at)])
    expect(runs.flatMap(({ adopted }) => adopted)).toEqual(names.slice(0, 2))
    expect(runs.flatMap(({ applied }) => applied).sort()).toEqual(names.slice(2))
    expect(await readHistory(db)).toHaveLength(names.length)
  })

  it('is refused at an unknown stamp', async () => {
    const { db, ...at } = await stampedDatabase('0003_experiment')
    await expect(migrateDatabase(at)).rejects.toThrow('stamped 0003_experiment by Alembic, but only 0001_init and')
    expect(await readHistory(db)).toEqual([])
  })

  it('is refused if it has the tables but no stamp', async () => {
    const { db: _, ...at } = await stampedDatabase(null)
    await expect(migrateDatabase(at)).rejects.toThrow('neither an Alembic stamp nor a migration history')
  })

  it('is refused if it lacks a table that its stamp implies', async () => {
    const { db, ...at } = await stampedDatabase('0001_init')
    await db.execute(sql`drop table github_repo_cache`)
    await expect(migrateDatabase(at)).rejects.toThrow('stamped 0001_init by Alembic, but lacks github_repo_cache')
  })
})
