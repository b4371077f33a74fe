import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Api, readProblem, startApi } from '../../support/api/api.ts'
import { auditOf } from '../../support/api/audit.ts'

let api: Api
let admin: { Authorization: string }
beforeEach(async () => {
  api = await startApi()
  admin = await api.logIn()
})

type Codes = { device_code: string; user_code: string; verification_uri: string; expires_in: number; interval: number }
const begin = async () => (await api.send('POST', '/api/cli/device/code', { label: 'laptop' })).json<Codes>()
const grant_type = 'urn:ietf:params:oauth:grant-type:device_code'
const poll = async (device_code: string) => {
  const response = await api.send('POST', '/api/cli/device/token', { device_code, grant_type })
  expect(response.headers.get('Cache-Control')).toBe('private, no-store')
  return { status: response.status, body: await response.json<Record<string, unknown>>() }
}
const approve = (code: string, headers = admin) =>
  api.call(`/v1/admin/devices/${code}/approve`, { method: 'POST', headers })

describe('a login by device code', () => {
  it('gives a token of the account that confirms it, once', async () => {
    const { device_code, user_code, verification_uri, expires_in } = await begin()
    expect([user_code, expires_in]).toEqual([expect.stringMatching(/^[B-Z]{4}-[B-Z]{4}$/), 600])
    expect(verification_uri).toBe(`${api.origin}/admin/device?code=${user_code}`)
    expect(await poll(device_code)).toEqual({ status: 400, body: { error: 'authorization_pending' } })
    expect((await approve(user_code.toLowerCase().replace('-', ' '))).status).toBe(204)
    const { status, body } = await poll(device_code)
    expect([status, body.token_type, body.expires_in]).toEqual([200, 'bearer', 7200])
    const whoami = await api.call('/api/v1/whoami', { headers: { Authorization: `Bearer ${body.access_token}` } })
    expect(await whoami.json()).toMatchObject({ user: { handle: 'admin', role: 'admin' } })
    expect(await poll(device_code)).toEqual({ status: 400, body: { error: 'expired_token' } })
    expect(await auditOf(api.db)).toMatchObject([{ action: 'device_login.approve', after: { approved_by: 'admin' } }])
  })

  it('slows down who asks too often', async () => {
    const { device_code } = await begin()
    await poll(device_code)
    expect((await poll(device_code)).body).toEqual({ error: 'slow_down' })
  })

  it('is not confirmed twice, nor without an account, nor once it has expired', async () => {
    const { user_code, device_code } = await begin()
    expect((await approve(user_code, {} as never)).status).toBe(401)
    await approve(user_code)
    expect(await readProblem(await approve(user_code))).toMatchObject({ status: 404 })
    const late = await begin()
    await api.db.execute(sql`update device_logins set expires_at = now()`)
    expect((await approve(late.user_code)).status).toBe(404)
    expect((await poll(device_code)).body).toEqual({ error: 'expired_token' })
  })

  it('stores no code', async () => {
    const codes = await begin()
    const { rows } = await api.db.execute(sql`select * from device_logins`)
    for (const code of [codes.device_code, codes.user_code, codes.user_code.replace('-', '')])
      expect(JSON.stringify(rows)).not.toContain(code)
  })

  it('is refused while too many wait', async () => {
    await api.db.execute(sql`
      insert into device_logins (id, device_hash, user_code_hash, expires_at)
      select gen_random_uuid(), n, n, now() + interval '1 minute' from generate_series(1, 1000) n`)
    const response = await api.send('POST', '/api/cli/device/code', {})
    expect([response.status, response.headers.get('Retry-After')]).toEqual([429, '60'])
  })
})
