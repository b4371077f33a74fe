import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { upgradeHash } from '../../../../src/db/accounts/logins.ts'
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
/**
 * Failures of one account or of any, from one address or from any. Only the first is real, and the others are copies of
 * its row, because hashing a password takes long on purpose.
 */
async function fail(times: number, { username, ip }: { username?: string; ip?: string }) {
  expect((await attempt(username ?? 'somebody', 'wrong', ip)).status).toBe(401)
  const other = sql`md5(random()::text || n)`
  await api.db.execute(sql`
    insert into login_attempts (account_hash, ip_hash, attempted_at, failed, by_stranger)
    select ${username ? sql`account_hash` : other}, ${ip ? sql`ip_hash` : other}, attempted_at, failed, by_stranger
    from (select * from login_attempts order by id desc limit 1) real, generate_series(2, ${times}::int) n`)
}
/** Moves everything that the throttle remembers into the past. */
const secondsPass = (seconds: number) =>
  api.db.execute(sql`
    with turns as (update login_addresses set turn_at = turn_at - make_interval(secs => ${seconds}))
    update login_attempts set attempted_at = attempted_at - make_interval(secs => ${seconds})`)
const minutesPass = (minutes: number) => secondsPass(minutes * 60)

/** The wait that a refused attempt is told. Null if it was let through. */
const waitOf = (response: Response) => (response.status === 429 ? Number(response.headers.get('Retry-After')) : null)

describe('wrong logins of strangers', () => {
  it.each(['the environment’s account', 'an account', 'nobody'])(
    'make everybody wait after five of %s, from wherever they come',
    async (whose) => {
      const username =
        whose === 'nobody' ? 'nobody' : whose === 'an account' ? (await anAccount(api.db)).username : ADMIN.username
      await fail(5, { username })
      const response = await attempt(username, whose === 'an account' ? PASSWORD : ADMIN.password)
      expect(response.headers.get('Cache-Control')).toBe('private, no-store')
      expect(response.headers.get('Retry-After')).toBe('10')
      expect(await readProblem(response)).toMatchObject({
        status: 429,
        code: 'rate_limited',
        detail: 'Too many logins failed for this account or from this address. Try again in 10 s.',
      })
    },
  )

  it('make the wait longer each time, up to 15 minutes', async () => {
    const { username } = await anAccount(api.db)
    await fail(5, { username })
    const waits = []
    for (let more = 6; more <= 14; more++) {
      waits.push(waitOf(await attempt(username, 'wrong')))
      await api.db.execute(sql`
        insert into login_attempts (account_hash, ip_hash, attempted_at, failed)
        select account_hash, 'another', attempted_at, failed from login_attempts limit 1`)
    }
    expect(waits).toEqual([10, 20, 40, 80, 160, 320, 640, 900, 900])
  })

  it('do not put off the turn of somebody who waits, whatever they do meanwhile', async () => {
    const { username } = await anAccount(api.db)
    await fail(5, { username })
    const asked = await attempt(username, PASSWORD, '203.0.113.1')
    expect(waitOf(asked)).toBe(10)
    const turns = async () =>
      (await api.db.execute(sql`select ip_hash, turn_at from login_addresses order by turn_at`)).rows
    const [turn] = await turns()
    const attack = () => Promise.all([1, 2, 3].map((i) => attempt(username, 'wrong', `198.51.100.${i}`)))
    await attack()
    expect((await turns())[0]).toEqual(turn)
    await secondsPass(640)
    expect((await statuses(await attack())).sort()).toEqual([401, 401, 401])
    expect((await attempt(username, PASSWORD, '203.0.113.1')).status).toBe(200)
  })

  it('are let through once a turn, however many come at once', async () => {
    const { username } = await anAccount(api.db)
    await fail(5, { username })
    await attempt(username, 'wrong', '203.0.113.1')
    await secondsPass(10)
    const responses = await Promise.all(Array.from({ length: 10 }, () => attempt(username, 'wrong', '203.0.113.1')))
    expect((await statuses(responses)).sort()).toEqual([401, ...Array(9).fill(429)])
  })

  it('lose a turn that they do not use within 15 minutes', async () => {
    const { username } = await anAccount(api.db)
    await fail(5, { username })
    await attempt(username, 'wrong', '203.0.113.1')
    await minutesPass(16)
    await fail(5, { username })
    expect(waitOf(await attempt(username, 'wrong', '203.0.113.1'))).toBe(10)
  })

  it('count for an address too, for any accounts', async () => {
    const { username } = await anAccount(api.db)
    await fail(5, { ip: '203.0.113.7' })
    expect(waitOf(await attempt(username, PASSWORD, '203.0.113.7'))).toBe(10)
    expect((await attempt(username, PASSWORD, '203.0.113.8')).status).toBe(200)
  })

  it('make one address wait for 15 minutes, and store nothing more, once it has tried 30 accounts', async () => {
    await fail(5, { ip: '203.0.113.7' })
    for (let i = 5; i < 30; i++) expect(waitOf(await attempt(`user-${i}`, 'wrong', '203.0.113.7'))).toBe(10)
    const stored = () =>
      api.db.execute(sql`
        select (select count(*)::int from login_attempts) as attempts, (select count(*)::int from login_addresses) as addresses`)
    expect(waitOf(await attempt('user-30', 'wrong', '203.0.113.7'))).toBe(900)
    expect((await stored()).rows).toEqual([{ attempts: 5, addresses: 25 }])
  })

  it('count for a user name in any case', async () => {
    const { username } = await anAccount(api.db)
    await fail(5, { username })
    expect((await attempt(username.toUpperCase(), PASSWORD)).status).toBe(429)
  })

  it('expire after 15 minutes each', async () => {
    const { username } = await anAccount(api.db)
    await fail(2, { username })
    await minutesPass(10)
    await fail(3, { username })
    expect((await attempt(username, PASSWORD)).status).toBe(429)
    await minutesPass(5)
    expect((await attempt(username, PASSWORD)).status).toBe(200)
  })

  it('that come at once are let through at most five times', async () => {
    const { username } = await anAccount(api.db)
    const responses = await Promise.all(Array.from({ length: 20 }, () => attempt(username, 'wrong')))
    expect((await statuses(responses)).filter((status) => status === 401)).toHaveLength(5)
  })

  it('count for all addresses of an IPv6 /64, but for a single IPv4 address', async () => {
    await fail(5, { ip: '2001:db8:1:2::1' })
    expect((await attempt('user', 'wrong', '2001:db8:1:2:ffff::1')).status).toBe(429)
    expect((await attempt('user', 'wrong', '2001:db8:1:3::1')).status).toBe(401)
    await fail(5, { ip: '203.0.113.50' })
    expect((await attempt('name', 'wrong', '::ffff:203.0.113.50')).status).toBe(429)
    expect((await attempt('name', 'wrong', '203.0.113.51')).status).toBe(401)
  })

  it('do not include successful ones: many successful logins at once finish within seconds', async () => {
    const { username } = await anAccount(api.db)
    const responses = await Promise.all(Array.from({ length: 7 }, () => attempt(username, PASSWORD, '203.0.113.1')))
    for (const response of responses) {
      expect([200, 429]).toContain(response.status)
      if (response.status === 429) expect(waitOf(response)).toBeLessThanOrEqual(10)
    }
    expect((await attempt(username, PASSWORD, '203.0.113.1')).status).toBe(200)
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

describe('an address that has logged in to an account before', () => {
  const HOME = '2001:db8:7:7::1'
  let username: string
  beforeEach(async () => {
    ;({ username } = await anAccount(api.db))
    expect((await attempt(username, PASSWORD, HOME)).status).toBe(200)
  })

  it('gets in at once, whatever strangers do', async () => {
    await fail(40, { username })
    expect((await attempt(username, PASSWORD, '2001:db8:7:7:abcd::9')).status).toBe(200)
    expect((await attempt(username, PASSWORD, '203.0.113.1')).status).toBe(429)
  })

  it('gets in at once, whatever somebody at the same address tries with other accounts', async () => {
    await fail(40, { ip: HOME })
    expect((await attempt('nobody', 'wrong', HOME)).status).toBe(429)
    expect((await attempt(username, PASSWORD, HOME)).status).toBe(200)
  })

  it('has a counter of its own, which makes nobody else wait', async () => {
    await fail(5, { username, ip: HOME })
    expect(waitOf(await attempt(username, PASSWORD, HOME))).toBe(10)
    expect((await attempt(username, PASSWORD, '203.0.113.1')).status).toBe(200)
    await secondsPass(10)
    expect((await attempt(username, PASSWORD, HOME)).status).toBe(200)
  })

  it('starts at zero again with each login', async () => {
    await fail(4, { username, ip: HOME })
    await attempt(username, PASSWORD, HOME)
    await fail(4, { username, ip: HOME })
    expect((await attempt(username, PASSWORD, HOME)).status).toBe(200)
  })

  it('is a stranger to every other account, and keeps its failures there', async () => {
    const { username: other } = await anAccount(api.db)
    await fail(5, { username: other, ip: HOME })
    await attempt(username, PASSWORD, HOME)
    expect((await attempt(other, PASSWORD, HOME)).status).toBe(429)
    expect((await attempt('nobody', 'wrong', HOME)).status).toBe(429)
  })
})

describe('a hash that was made with less work', () => {
  // scrypt with ln=10, as an earlier version might have stored it.
  const OUTDATED = '$scrypt$ln=10,r=8,p=1$YSBzYWx0IG9mIHRoZSB0ZXN0cw$B0SECpR+2I+Hf1mCBq6Blpr893g0w0MRr/rlioa1BFQ'
  const hashOf = async (username: string) => {
    const { rows } = await api.db.execute(
      sql`select password_hash, token_version from admin_users where username = ${username}`,
    )
    return rows[0]
  }
  const store = (username: string) =>
    api.db.execute(sql`update admin_users set password_hash = ${OUTDATED} where username = ${username}`)

  it('still lets its owner in, is replaced at that login, and ends no session', async () => {
    const { username } = await anAccount(api.db)
    await store(username)
    const response = await attempt(username, PASSWORD)
    expect(response.status).toBe(200)
    expect(await hashOf(username)).toEqual({
      password_hash: expect.stringMatching(/^\$scrypt\$ln=14,r=8,p=5\$/),
      token_version: 1,
    })
    const { access_token } = await response.json<{ access_token: string }>()
    const me = await api.call('/v1/admin/me', { headers: { Authorization: `Bearer ${access_token}` } })
    expect(me.status).toBe(200)
    expect((await attempt(username, PASSWORD)).status).toBe(200)
  })

  it('stays where the login failed', async () => {
    const { username } = await anAccount(api.db)
    await store(username)
    expect((await attempt(username, 'wrong')).status).toBe(401)
    expect(await hashOf(username)).toMatchObject({ password_hash: OUTDATED })
  })

  it('does not come back over a password that was set meanwhile', async () => {
    const { id, username } = await anAccount(api.db)
    const now = await hashOf(username)
    await upgradeHash(api.db, { accountId: id, from: OUTDATED, to: 'an upgrade that comes late' })
    expect(await hashOf(username)).toEqual(now)
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
