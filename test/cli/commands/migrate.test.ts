import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { readMigrations } from '../../../src/cli/migrate-database.ts'
import { Summary } from '../../../src/cli/runner/summary.ts'
import { earlierRows, skillRow } from '../../db/migrations/alembic-rows.ts'
import { listTables } from '../../db/migrations/catalog.ts'
import { migrateOnly } from '../../db/migrations/migration-steps.ts'
import { idOf, insertRows } from '../../db/migrations/rows.ts'
import { ops } from '../../support/run/cli.ts'
import { emptyDatabase } from '../../support/run/database.ts'

const ROOT = join(import.meta.dirname, '../../..')
const names = readMigrations().map(({ name }) => name)

/** Runs the command in this process. An empty setting is one that is not set. */
const runMigrate = ({ url = '', endpoint = '', more = [] }: { url?: string; endpoint?: string; more?: string[] }) =>
  ops({ url, endpoint }, ['migrate', ...more])

/** Runs `npm run db:migrate`. Its empty settings hide what .dev.vars may have. */
async function spawnMigrate({ url, endpoint }: { url: string; endpoint: string }) {
  const env = { PATH: process.env.PATH, DATABASE_URL: url, DATABASE_ENDPOINT: endpoint }
  const command = spawn(process.execPath, ['src/cli/main.ts', 'migrate'], { cwd: ROOT, env })
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
  const summaryOf = ({ stdout }: { stdout: string }) => Summary.parse(JSON.parse(stdout))

  it('lists the migrations in a dry run, applies them, and then finds nothing to do', async () => {
    const { db, ...at } = await emptyDatabase()
    const rehearsed = await runMigrate({ ...at, more: ['--dry-run'] })
    expect(summaryOf(rehearsed)).toMatchObject({ dry_run: true, details: { would_adopt: [], would_apply: names } })
    expect(await listTables(db)).toEqual([])

    const done = await spawnMigrate(at)
    expect(done.code).toBe(0)
    expect(summaryOf(done)).toMatchObject({
      ...{ script: 'migrate', targets_total: names.length, succeeded_total: names.length, warnings: [] },
      details: { adopted: [], applied: names },
    })
    for (const name of names) expect(done.stderr).toContain(`"target":"${name}","status":"succeeded"`)
    expect(summaryOf(await runMigrate(at))).toMatchObject({ targets_total: 0, details: { applied: [] } })
    const { rows } = await db.execute(sql`select job, trigger, status from job_runs order by started_at`)
    expect(rows).toEqual(Array(2).fill({ job: 'migrate', trigger: 'cli', status: 'succeeded' }))
  })

  it('reports the values that it could not convert, and the migrations that it adopted', async () => {
    const { db, ...at } = await emptyDatabase()
    await migrateOnly(db, 1)
    await insertRows(db, earlierRows([skillRow({ last_seen_at: 'so\non' })]))
    await db.execute(sql`drop schema drizzle cascade`)
    await db.execute(sql`create table alembic_version as select '0001_init' as version_num`)
    const rehearsed = summaryOf(await runMigrate({ ...at, more: ['--dry-run'] }))
    const done = await runMigrate(at)
    expect(done.code).toBe(0)
    const { details, warnings } = summaryOf(done)
    expect(details).toEqual({ adopted: ['0000_init'], applied: names.slice(1) })
    expect(rehearsed.details).toEqual({ would_adopt: ['0000_init'], would_apply: names.slice(1) })
    expect(warnings).toEqual([
      expect.stringContaining(`skills.last_seen_at of ${idOf(5)} was "so\\non" and is now NULL`),
    ])
  })

  it('refuses in one line a database that it may not change', async () => {
    const { db, ...at } = await emptyDatabase()
    await db.execute(sql`create table tags (id int)`)
    const { code, stdout, stderr } = await runMigrate(at)
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).toMatch(/"message":"This database has our tables \(tags\).*\n$/)
  })

  it('says how to get a database if there is none', async () => {
    const { code, stderr } = await runMigrate({})
    expect(code).toBe(3)
    expect(stderr).toContain('DATABASE_URL is not set. Start a local database with `npm run dev`')
  })

  it.for([
    ['that is no address', 'postgres:s3cret@host'],
    ['without a host', 'postgres://user:s3cret@/x'],
    ['of a database that is not running', 'postgres://user:s3cret@127.0.0.1:1/x'],
  ])('shows no password of a DATABASE_URL %s', async ([, url]) => {
    const { code, stdout, stderr } = await runMigrate({ url: url ?? '', endpoint: 'http://127.0.0.1:1/sql' })
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' })
    expect(stderr).toContain('npm run dev')
    expect(stderr).not.toContain('s3cret')
  })

  it('shows no password if the database refuses the login', async () => {
    const { url, endpoint } = await emptyDatabase()
    const { code, stderr } = await runMigrate({ url: asNobody(url, 's3cret'), endpoint })
    expect(code).toBe(3)
    expect(stderr).toContain('nobody_here')
    expect(stderr).not.toContain('s3cret')
  })
})
