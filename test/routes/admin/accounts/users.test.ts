import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { changeAccount } from '../../../../src/db/accounts/admin-users.ts'
import { listOf } from '../../../../src/http/answers.ts'
import { Account } from '../../../../src/routes/admin/accounts/user-schema.ts'
import { anAccount, PASSWORD } from '../../../support/api/accounts.ts'
import { type Api, readProblem, startApi } from '../../../support/api/api.ts'
import { TESTER } from '../../../support/builders/builders.ts'

let api: Api
beforeEach(async () => {
  api = await startApi()
})

type Auth = { Authorization: string }
const logIn = async (username: string, password = PASSWORD): Promise<Auth> => {
  const response = await api.send('POST', '/v1/admin/login', { username, password })
  expect(response.status).toBe(200)
  const { access_token } = await response.json<{ access_token: string }>()
  return { Authorization: `Bearer ${access_token}` }
}
const me = async (auth: Auth) => (await api.call('/v1/admin/me', { headers: auth })).status
const create = (auth: Auth, body: unknown) => api.send('POST', '/v1/admin/users', body, auth)
const patch = (auth: Auth, id: string, body: unknown) => api.send('PATCH', `/v1/admin/users/${id}`, body, auth)

describe('the first account', () => {
  it('replaces the account in the settings, whose tokens become invalid', async () => {
    const environment = await api.logIn()
    const response = await create(environment, { username: 'Ada', password: PASSWORD, role: 'admin' })
    expect(response.status).toBe(201)
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull()
    const body = await response.text()
    expect(Account.parse(JSON.parse(body))).toMatchObject({
      username: 'ada',
      role: 'admin',
      status: 'active',
      last_login_at: null,
    })
    expect(body).not.toContain('scrypt')

    expect(
      await readProblem(await create(environment, { username: 'b', password: PASSWORD, role: 'admin' })),
    ).toMatchObject({
      status: 401,
      code: 'invalid_token',
    })
    const login = await api.send('POST', '/v1/admin/login', {
      username: 'admin',
      password: 'correct horse battery staple',
    })
    expect(await readProblem(login)).toMatchObject({ status: 401, code: 'invalid_credentials' })
    expect(await me(await logIn('ADA'))).toBe(200)
  })

  it('must be an admin', async () => {
    const environment = await api.logIn()
    const problem = await readProblem(
      await create(environment, { username: 'bob', password: PASSWORD, role: 'reviewer' }),
    )
    expect(problem).toMatchObject({ status: 409, code: 'conflict', detail: expect.stringContaining('no active admin') })
    expect(await me(environment)).toBe(200)
  })
})

describe('an account', () => {
  it('shows its last login, and its changes are audited without the password', async () => {
    const { id, username } = await anAccount(api.db)
    const auth = await logIn(username)
    await patch(auth, id, { password: 'another password of it' })
    const now = await logIn(username, 'another password of it')
    const account = Account.parse(await (await api.call(`/v1/admin/users/${id}`, { headers: now })).json())
    expect(Date.now() - Date.parse(account.last_login_at ?? '')).toBeLessThan(60_000)
    const { rows } = await api.db.execute(
      sql`select action, actor, after from audit_log where target_id = ${id} order by id`,
    )
    expect(rows).toMatchObject([{ action: 'user.create' }, { action: 'user.update', actor: username }])
    expect(JSON.stringify(rows)).not.toMatch(/scrypt|another password/)
  })

  it.each([
    ['is disabled', { status: 'disabled' }],
    ['has another role', { role: 'reviewer' }],
    ['has another password', { password: 'another password of it' }],
  ])('loses its tokens at once when it %s', async (_, change) => {
    const chief = await logIn((await anAccount(api.db)).username)
    const { id, username } = await anAccount(api.db)
    const auth = await logIn(username)
    expect(await me(auth)).toBe(200)
    expect((await patch(chief, id, change)).status).toBe(200)
    const refused = await api.call('/v1/admin/me', { headers: auth })
    expect(refused.headers.get('WWW-Authenticate')).toBe('Bearer error="invalid_token"')
    expect(await readProblem(refused)).toMatchObject({ status: 401, code: 'invalid_token' })
  })

  it('cannot log in while it is disabled, and gets the same answer as for a wrong password', async () => {
    const chief = await logIn((await anAccount(api.db)).username)
    const { id, username } = await anAccount(api.db)
    await patch(chief, id, { status: 'disabled' })
    const response = await api.send('POST', '/v1/admin/login', { username, password: PASSWORD })
    expect(await readProblem(response)).toMatchObject({
      status: 401,
      code: 'invalid_credentials',
      detail: 'The user name or the password is wrong.',
    })
    await patch(chief, id, { status: 'active' })
    expect(await me(await logIn(username))).toBe(200)
  })

  it.each([
    ['disabled', { status: 'disabled' }],
    ['made a reviewer', { role: 'reviewer' }],
  ])('that is the last active admin cannot be %s', async (_, change) => {
    const { id, username } = await anAccount(api.db)
    await anAccount(api.db, { role: 'reviewer' })
    const auth = await logIn(username)
    expect(await readProblem(await patch(auth, id, change))).toMatchObject({ status: 409, code: 'conflict' })
    expect(await me(auth)).toBe(200)
  })

  it('remains active when two admins disable each other at once', async () => {
    const [one, two] = [await anAccount(api.db), await anAccount(api.db)]
    const [first, second] = [await logIn(one.username), await logIn(two.username)]
    await Promise.all([patch(first, two.id, { status: 'disabled' }), patch(second, one.id, { status: 'disabled' })])
    const { rows } = await api.db.execute(sql`select count(*)::int as n from admin_users where status = 'active'`)
    expect(rows).toEqual([{ n: 1 }])
  })

  it('has a unique user name, regardless of case', async () => {
    const { username } = await anAccount(api.db)
    const auth = await logIn(username)
    const problem = await readProblem(
      await create(auth, { username: username.toUpperCase(), password: PASSWORD, role: 'admin' }),
    )
    expect(problem).toMatchObject({ status: 409, code: 'conflict', detail: expect.stringContaining('already') })
  })

  it('is listed by name, page by page', async () => {
    const { username } = await anAccount(api.db, { username: 'm' })
    for (const name of ['z', 'a', 'b.b', 'b-b']) await anAccount(api.db, { username: name })
    const auth = await logIn(username)
    const seen: string[] = []
    let cursor = ''
    do {
      const response = await api.call(`/v1/admin/users?size=2${cursor}`, { headers: auth })
      expect(response.headers.get('Cache-Control')).toBe('private, no-store')
      const page = listOf(Account).parse(await response.json())
      seen.push(...page.items.map((account) => account.username))
      cursor = page.next_cursor ? `&cursor=${page.next_cursor}` : ''
    } while (cursor)
    expect(seen).toEqual(['a', 'b-b', 'b.b', 'm', 'z'])
  })

  it.each<[string, unknown, string]>([
    ['a short password', { username: 'x', password: 'short', role: 'admin' }, '/password'],
    ['a user name with a space', { username: 'a b', password: PASSWORD, role: 'admin' }, '/username'],
    ['a user name with a NUL', { username: 'a\0', password: PASSWORD, role: 'admin' }, '/username'],
    ['a role that is none', { username: 'x', password: PASSWORD, role: 'owner' }, '/role'],
    ['an unknown field', { username: 'x', password: PASSWORD, role: 'admin', admin: true }, '/admin'],
  ])('with %s is refused, naming the field', async (_, body, pointer) => {
    const problem = await readProblem(await create(await api.logIn(), body))
    expect(problem).toMatchObject({ status: 400, errors: [{ in: 'body', pointer }] })
  })

  it('that does not exist gets a 404', async () => {
    const auth = await logIn((await anAccount(api.db)).username)
    const nobody = crypto.randomUUID()
    expect(await readProblem(await api.call(`/v1/admin/users/${nobody}`, { headers: auth }))).toMatchObject({
      status: 404,
    })
    expect(await readProblem(await patch(auth, nobody, { role: 'reviewer' }))).toMatchObject({ status: 404 })
    expect(await readProblem(await patch(auth, nobody, {}))).toMatchObject({ status: 400 })
  })
})

describe('a reviewer', () => {
  it.each([
    ['GET', '/users'],
    ['POST', '/users'],
    ['GET', '/sites'],
    ['GET', '/audit'],
    ['GET', '/jobs'],
  ])('may not %s %s', async (method, path) => {
    const { username } = await anAccount(api.db, { role: 'reviewer' })
    const response = await api.call(`/v1/admin${path}`, { method, headers: await logIn(username) })
    expect(await readProblem(response)).toMatchObject({
      status: 403,
      code: 'forbidden',
      detail: 'Only admins may do this.',
    })
  })

  it('may read and edit skills, review files, and read its own account', async () => {
    const { username } = await anAccount(api.db, { role: 'reviewer' })
    const auth = await logIn(username)
    for (const path of ['/skills', '/raw-skills', '/me'])
      expect((await api.call(`/v1/admin${path}`, { headers: auth })).status).toBe(200)
    const made = await api.send('POST', '/v1/admin/skills', { name: 'mine', owner: 'acme' }, auth)
    expect(made.status).toBe(201)
    expect(await (await api.call('/v1/admin/me', { headers: auth })).json()).toMatchObject({
      username,
      role: 'reviewer',
    })
  })
})

describe('POST /v1/admin/me/password', () => {
  const change = (auth: Auth, current_password: string, new_password: string) =>
    api.send('POST', '/v1/admin/me/password', { current_password, new_password }, auth)

  it('replaces the password and ends the sessions', async () => {
    const { username } = await anAccount(api.db)
    const auth = await logIn(username)
    expect((await change(auth, PASSWORD, 'a password of my own')).status).toBe(204)
    expect(await me(auth)).toBe(401)
    expect(await me(await logIn(username, 'a password of my own'))).toBe(200)
  })

  it('refuses a wrong password, which counts as a failed login', async () => {
    const { username } = await anAccount(api.db)
    const auth = await logIn(username)
    for (let i = 0; i < 5; i++)
      expect(await readProblem(await change(auth, 'wrong', 'a password of my own'))).toMatchObject({
        status: 401,
        code: 'invalid_credentials',
      })
    expect(await readProblem(await change(auth, PASSWORD, 'a password of my own'))).toMatchObject({ status: 429 })
  })

  it('does not overwrite a password that an admin has set meanwhile', async () => {
    const { id, username } = await anAccount(api.db)
    const seen = 1
    const chief = await logIn((await anAccount(api.db)).username)
    await patch(chief, id, { password: 'a password of the admin' })
    expect(await changeAccount(api.db, TESTER, id, { passwordHash: 'x' }, seen)).toBe('changed')
    expect(await me(await logIn(username, 'a password of the admin'))).toBe(200)
  })

  it('refuses the account in the settings', async () => {
    const problem = await readProblem(
      await change(await api.logIn(), 'correct horse battery staple', 'a password of my own'),
    )
    expect(problem).toMatchObject({ status: 409, code: 'conflict' })
  })
})
