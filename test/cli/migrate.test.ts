import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { readMigrations } from '../../src/cli/migrate.ts'
import { earlierRows, idOf, insertRows, skillRow } from '../db/earlier-rows.ts'
import { migrateOnly } from '../db/migration-steps.ts'
import { emptyDatabase } from '../support/database.ts'

const ROOT = join(import.meta.dirname, '../..')
const names = readMigrations().map(({ name }) => name)

/** Runs the command as `npm run db:migrate` does. An empty setting hides what .dev.vars may have. */
async function runMigrate(p: { url?: string; endpoint?: string }) {
  const env = { PATH: process.env.PATH, DATABASE_URL: p.url ?? '', DATABASE_ENDPOINT: p.endpoint ?? '' }
  const command = spawn(process.execPath, ['src/cli/migrate.ts'], { cwd: ROOT, env })
  const ended = once(command, 'close')
  const [stdout, stderr] = await Promise.all([text(command.stdout), text(command.stderr)])
  const [code] = await ended
  return { code, stdout, stderr }
}

const asNobody = (url: string, password: string) => {
  const changed = new URL(url)
  changed.username = 'nobody_here'
  changed.password = password
  return changed.href
}

describe('npm run db:migrate', () => {
  it('says a line for each migration, and that there was nothing to do', async () => {
    const { db: _, ...at } = await emptyDatabase()
    const lines = names.map((name) => `applied  ${name}\n`).join('')
    expect(await runMigrate(at)).toEqual({ code: 0, stdout: lines, stderr: '' })
    expect(await runMigrate(at)).toEqual({ code: 0, stdout: 'The database is up to date.\n', stderr: '' })
  })

  it('says what it could not carry over, and what it adopted', async () => {
    const { db, ...at } = await emptyDatabase()
    await migrateOnly(db, 1)
    await insertRows(db, earlierRows([skillRow({ last_seen_at: 'so\non' })]))
    await db.execute(sql`drop schema drizzle cascade`)
    await db.execute(sql`create table alembic_version as select '0001_init' as version_num`)
    const { code, stdout } = await runMigrate(at)
    expect(code).toBe(0)
    expect(stdout).toContain('adopted  0000_init\napplied  0001_hotfix_defaults\n')
    expect(stdout).toContain(`note     skills.last_seen_at of ${idOf(5)} was "so\\non" and is NULL now`)
  })

  it('refuses in one line what it may not change', async () => {
    const { db, ...at } = await emptyDatabase()
    await db.execute(sql`create table tags (id int)`)
    const { code, stdout, stderr } = await runMigrate(at)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toMatch(/^This database has tables of ours \(tags\).*\n$/)
  })

  it('says how to get a database when there is none', async () => {
    const { code, stderr } = await runMigrate({})
    expect(code).toBe(1)
    expect(stderr).toContain('DATABASE_URL is not set. `npm run dev` starts a local database')
  })

  it.for([
    ['that is no address', 'postgres:s3cret@host'],
    ['without a host', 'postgres://user:s3cret@/x'],
    ['of a database that is not running', 'postgres://user:s3cret@127.0.0.1:1/x'],
  ])('shows no password of a DATABASE_URL %s', async ([, url]) => {
    const { code, stdout, stderr } = await runMigrate({ url: url ?? '', endpoint: 'http://127.0.0.1:1/sql' })
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain('npm run dev')
    expect(stderr).not.toContain('s3cret')
  })

  it('shows no password when the database refuses who asks', async () => {
    const { url, endpoint } = await emptyDatabase()
    const { code, stderr } = await runMigrate({ url: asNobody(url, 's3cret'), endpoint })
    expect(code).toBe(1)
    expect(stderr).toContain('nobody_here')
    expect(stderr).not.toContain('s3cret')
  })
})
