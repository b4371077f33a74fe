import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { anAccount, PASSWORD } from '../../../support/api/accounts.ts'
import { ADMIN, type Api, readProblem, startApi } from '../../../support/api/api.ts'

let api: Api
beforeEach(async () => {
  // Without the platform's rate limit, which would apply first.
  api = await startApi({ LOGIN_LIMITER: undefined })
})

const attempt = (username: string, password: string, ip: string = crypto.randomUUID()) =>
  api.send('POST', '/v1/admin/login', { username, password }, { 'CF-Connecting-IP': ip })
const statuses = async (responses: Response[]) => responses.map(({ status }) => status)
async function failTimes(times: number, username: string, ip?: string) {
  const responses = []
  for (let i = 0; i < times; i++) responses.push(await attempt(username, 'wrong', ip))
  return statuses(responses)
}
const minutesPass = (minutes: number) =>
  api.db.execute(sql`update login_attempts set attempted_at = attempted_at - make_interval(mins => ${minutes})`)

describe('wrong logins', () => {
  it.each(['the environment’s account', 'an account', 'nobody'])(
    'are throttled after five of %s, from wherever they come',
    async (whose) => {
      const username =
        whose === 'nobody' ? 'nobody' : whose === 'an account' ? (await anAccount(api.db)).username : ADMIN.username
      expect(await failTimes(5, username)).toEqual([401, 401, 401, 401, 401])
      const response = await attempt(username, whose === 'an account' ? PASSWORD : ADMIN.password)
      expect(response.headers.get('Cache-Control')).toBe('private, no-store')
      const wait = Number(response.headers.get('Retry-After'))
      expect(wait).toBeGreaterThan(14 * 60)
      expect(wait).toBeLessThanOrEqual(15 * 60)
      expect(await readProblem(response)).toMatchObject({ status: 429, code: 'rate_limited' })
    },
  )

  it('are throttled after five from one address, for any accounts', async () => {
    const { username } = await anAccount(api.db)
    for (let i = 0; i < 5; i++) expect((await attempt(`user-${i}`, 'wrong', '203.0.113.7')).status).toBe(401)
    expect((await attempt(username, PASSWORD, '203.0.113.7')).status).toBe(429)
    expect((await attempt(username, PASSWORD, '203.0.113.8')).status).toBe(200)
  })

  it('count for a user name in any case', async () => {
    const { username } = await anAccount(api.db)
    await failTimes(3, username)
    expect(await failTimes(3, username.toUpperCase())).toEqual([401, 401, 429])
  })

  it('expire after 15 minutes each', async () => {
    const { username } = await anAccount(api.db)
    await failTimes(2, username)
    await minutesPass(10)
    await failTimes(3, username)
    expect((await attempt(username, PASSWORD)).status).toBe(429)
    await minutesPass(5)
    expect((await attempt(username, PASSWORD)).status).toBe(200)
  })

  it('no longer count against an account once it has logged in, but still against their address', async () => {
    const { username } = await anAccount(api.db)
    await failTimes(4, username, '203.0.113.9')
    expect((await attempt(username, PASSWORD)).status).toBe(200)
    expect(await failTimes(4, username)).toEqual([401, 401, 401, 401])
    expect(await failTimes(2, 'other', '203.0.113.9')).toEqual([401, 429])
  })

  it('that come at once are let through at most five times', async () => {
    const { username } = await anAccount(api.db)
    const responses = await Promise.all(Array.from({ length: 20 }, () => attempt(username, 'wrong')))
    expect((await statuses(responses)).filter((status) => status === 401)).toHaveLength(5)
  })

  it('count for all addresses of an IPv6 /64, but for a single IPv4 address', async () => {
    for (let i = 1; i <= 5; i++) expect((await attempt(`user-${i}`, 'wrong', `2001:db8:1:2::${i}`)).status).toBe(401)
    expect((await attempt('user-6', 'wrong', '2001:db8:1:2:ffff::1')).status).toBe(429)
    expect((await attempt('user-6', 'wrong', '2001:db8:1:3::1')).status).toBe(401)
    for (let i = 1; i <= 5; i++) expect((await attempt(`name-${i}`, 'wrong', '203.0.113.50')).status).toBe(401)
    expect((await attempt('name-6', 'wrong', '::ffff:203.0.113.50')).status).toBe(429)
    expect((await attempt('name-6', 'wrong', '203.0.113.51')).status).toBe(401)
  })

  it('do not include successful ones: many successful logins at once finish within seconds', async () => {
    const { username } = await anAccount(api.db)
    const responses = await Promise.all(Array.from({ length: 8 }, () => attempt(username, PASSWORD)))
    for (const response of responses) {
      expect([200, 429]).toContain(response.status)
      if (response.status === 429) expect(Number(response.headers.get('Retry-After'))).toBeLessThanOrEqual(10)
    }
    expect((await attempt(username, PASSWORD)).status).toBe(200)
  })

  it('leave no name, password or address in the database or the log', async () => {
    const log = vi.spyOn(console, 'log').mockImplementation(() => {})
    const { username } = await anAccount(api.db, { username: 'somebody-in-particular' })
    await attempt(username, 'a wrong password indeed', '203.0.113.10')
    await attempt(username, PASSWORD, '203.0.113.10')
    await attempt('a wrong password indeed', 'x', '203.0.113.10')
    const lines = JSON.stringify(log.mock.calls)
    log.mockRestore()
    const { rows } = await api.db.execute(sql`select * from login_attempts`)
    expect(rows.length).toBeGreaterThan(0)
    for (const secret of [username, PASSWORD, 'a wrong password indeed', '203.0.113.10'])
      expect(lines + JSON.stringify(rows)).not.toContain(secret)
    expect(lines).toContain('/v1/admin/login')
  })
})

describe('a login', () => {
  it('does not match an account by a name with a NUL in it', async () => {
    const { username } = await anAccount(api.db, { username: 'plain' })
    const response = await attempt(`pl\0ain`, PASSWORD)
    const { access_token } = await response.json<{ access_token: string }>()
    const me = await api.call('/v1/admin/me', { headers: { Authorization: `Bearer ${access_token}` } })
    expect(await me.json()).toMatchObject({ username })
  })

  it.each(['wrong', PASSWORD])(
    'answers a password such as "%s" the same for an unknown user and a known one',
    async (password) => {
      const { username } = await anAccount(api.db)
      const shape = async (response: Response) => {
        const { title, detail, type } = await response.json<Record<string, string>>()
        return { status: response.status, title, detail, type, authenticate: response.headers.get('WWW-Authenticate') }
      }
      const unknown = await shape(await attempt('nobody', password))
      const wrong = await shape(await attempt(username, `${password} `))
      expect(unknown).toEqual(wrong)
    },
  )
})
