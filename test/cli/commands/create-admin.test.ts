import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { verifyPassword } from '../../../src/http/auth/password.ts'
import { ops } from '../../support/run/cli.ts'
import { createDatabase, type TestDatabase } from '../../support/run/database.ts'

const PASSWORD = 'a password of the tests'

let at: TestDatabase
beforeEach(async () => {
  at = await createDatabase()
})

const create = (argv: string[], secret = PASSWORD) => ops(at, ['create-admin', ...argv], {}, secret)
type Row = { username: string; role: string; status: string; password_hash: string; token_version: number }
const accounts = async () => (await at.db.execute<Row>(sql`select * from admin_users order by username`)).rows

describe('ops create-admin', () => {
  it('creates an admin with the given password, and records who did it', async () => {
    const { code, stdout, stderr, summary } = await create(['Ada'])
    expect(code).toBe(0)
    expect(summary()).toMatchObject({
      targets_total: 1,
      succeeded_total: 1,
      details: { created: 'ada', role: 'admin' },
    })
    const [account] = await accounts()
    expect(account).toMatchObject({ username: 'ada', role: 'admin', status: 'active' })
    expect(await verifyPassword(PASSWORD, account?.password_hash ?? '')).toBe(true)
    const { rows } = await at.db.execute(sql`select actor, action from audit_log`)
    expect(rows).toEqual([{ actor: 'tester', action: 'user.create' }])
    expect(stdout + stderr).not.toContain(PASSWORD)
    expect(stdout + stderr).not.toContain('scrypt')
  })

  it('creates a reviewer if there is an admin, and refuses one as the first account', async () => {
    const first = await create(['rita', '--role', 'reviewer'])
    expect(first.code).toBe(3)
    expect(first.stderr).toContain('There must always be an active admin')
    await create(['ada'])
    expect((await create(['rita', '--role', 'reviewer'])).code).toBe(0)
    expect((await accounts()).map(({ username, role }) => [username, role])).toEqual([
      ['ada', 'admin'],
      ['rita', 'reviewer'],
    ])
  })

  it('refuses the name of an existing account, unless --reset-password is given', async () => {
    await create(['ada'])
    await at.db.execute(sql`update admin_users set status = 'disabled'`)
    await at.db.execute(
      sql`insert into login_attempts (account_hash, ip_hash, attempted_at, failed) select 'a', 'b', now(), true from generate_series(1, 5)`,
    )
    const again = await create(['ada'], 'another password of it')
    expect(again.code).toBe(3)
    expect(again.stderr).toContain('--reset-password')
    expect((await create(['ada', '--reset-password'], 'another password of it')).code).toBe(0)
    const [account] = await accounts()
    expect(account).toMatchObject({ status: 'active', token_version: 2 })
    expect(await verifyPassword('another password of it', account?.password_hash ?? '')).toBe(true)
    const { rows } = await at.db.execute(
      sql`select count(account_hash)::int as accounts, count(ip_hash)::int as addresses from login_attempts`,
    )
    expect(rows).toEqual([{ accounts: 0, addresses: 5 }])
    expect((await create(['bob', '--reset-password'])).code).toBe(3)
    expect((await create(['ada', '--reset-password', '--role', 'reviewer'])).code).toBe(3)
  })

  it('only says what it would do in a dry run, without asking for the password', async () => {
    const { code, summary } = await create(['ada', '--dry-run'], 'short')
    expect(code).toBe(0)
    expect(summary()).toMatchObject({ dry_run: true, details: { created: 'ada' } })
    expect(await accounts()).toEqual([])
  })

  it.each([
    ['a short password', ['ada'], 'short', 'at least 12'],
    ['no password', ['ada'], '', 'at least 12'],
    ['a name with a space', ['a b'], PASSWORD, '<username>'],
    ['a role that is none', ['ada', '--role', 'owner'], PASSWORD, '--role'],
  ])('refuses %s', async (_, argv, secret, told) => {
    const { code, stderr } = await create(argv, secret)
    expect(code).toBe(3)
    expect(stderr).toContain(told)
    expect(await accounts()).toEqual([])
  })

  it('reads the password from standard input if that is no terminal', async () => {
    const env = { ...process.env, DATABASE_URL: at.url, DATABASE_ENDPOINT: at.endpoint, OPS_ACTOR: 'tester' }
    const command = spawn(process.execPath, ['src/cli/main.ts', 'create-admin', 'ada'], {
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    const printed = Promise.all([text(command.stdout), text(command.stderr)])
    command.stdin.end(`${PASSWORD}\n`)
    const code = await new Promise((resolve) => command.once('exit', resolve))
    expect([code, ...(await printed)]).toMatchObject([
      0,
      expect.stringContaining('"created":"ada"'),
      expect.not.stringContaining(PASSWORD),
    ])
    expect(await verifyPassword(PASSWORD, (await accounts())[0]?.password_hash ?? '')).toBe(true)
  })
})
