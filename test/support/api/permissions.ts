import { env } from 'cloudflare:workers'
import { sql } from 'drizzle-orm'
import { expect } from 'vitest'
import { issueToken } from '../../../src/http/auth/admin-token.ts'
import { type Api, readProblem } from './api.ts'

/** Headers of an account with this role. The first account disables the one in the settings. */
export async function asAccount(api: Api, role: 'admin' | 'reviewer') {
  const [id, username] = [crypto.randomUUID(), `a-${role}`]
  await api.db.execute(sql`
    insert into admin_users (id, username, password_hash, role, created_at, updated_at)
    values (${id}::uuid, ${username}, 'none', ${role}, now(), now())`)
  const { JWT_SECRET: secret } = env as { JWT_SECRET: string }
  const { token } = await issueToken({ id, version: 1, username, role, secret, now: new Date() })
  return { Authorization: `Bearer ${token}` }
}

/** Checks that only admins may do this: 401 without a token, 403 for a reviewer, and neither may be cached. */
export async function expectAdminsOnly(api: Api, path: string, method = 'GET') {
  const reviewer = await asAccount(api, 'reviewer')
  for (const [headers, status, code] of [
    [{}, 401, 'unauthorized'],
    [reviewer, 403, 'forbidden'],
  ] as const) {
    const response = await api.call(path, { method, headers })
    expect(response.headers.get('Cache-Control')).toBe('private, no-store')
    expect(await readProblem(response)).toMatchObject({ status, code })
  }
}
