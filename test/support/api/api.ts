import { createExecutionContext, createScheduledController, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { issueToken } from '../../../src/http/auth/admin-token.ts'
import type { EdgeCache } from '../../../src/runs/job.ts'
import worker from '../../../src/worker.ts'
import { createDatabase } from '../run/database.ts'

export const ADMIN = { username: 'admin', password: 'correct horse battery staple' }

/** Settings that `npm run dev` may have written to .dev.vars, which the test runtime reads too. */
const OF_THIS_MACHINE = {
  GITHUB_API_URL: undefined,
  GITHUB_TOKEN: undefined,
  GITHUB_WEBHOOK_SECRET: undefined,
  LOCAL_OIDC_ISSUER: undefined,
  SOURCE_ORIGINS: undefined,
  SIGNING_KEY: undefined,
  SIGNING_KEYS_PUBLISHED: undefined,
}

/**
 * The Worker as it is deployed, on its own database. Each call has a new sender address unless it sets one. The runtime of the tests has no
 * edge cache; `edge` stands for one.
 */
export async function startApi(bindings: Record<string, unknown> = {}, edge?: EdgeCache) {
  const { db, url, endpoint } = await createDatabase()
  const settings = { ...env, ...OF_THIS_MACHINE, DATABASE_URL: url, DATABASE_ENDPOINT: endpoint, ...bindings } as never
  // What one of them keeps in the cache of the data centre is not there for another.
  const origin = `https://${crypto.randomUUID()}.api.test`
  const newContext = () => Object.assign(createExecutionContext(), edge && { cache: edge })
  const call = async (path: string, init: RequestInit = {}) => {
    const headers = new Headers(init.headers)
    if (!headers.has('CF-Connecting-IP')) headers.set('CF-Connecting-IP', crypto.randomUUID())
    const context = newContext()
    const response = await worker.fetch(new Request(`${origin}${path}`, { ...init, headers }), settings, context)
    await waitOnExecutionContext(context)
    return response
  }
  const send = (method: string, path: string, body: unknown, headers: Record<string, string> = {}) =>
    call(path, { method, body: JSON.stringify(body), headers: { 'Content-Type': 'application/json', ...headers } })
  // The token that a login would return, without hashing a password.
  const logIn = async () => {
    const { JWT_SECRET: secret } = settings as { JWT_SECRET: string }
    const account = { id: null, version: null, username: ADMIN.username, role: 'admin' }
    const { token } = await issueToken({ ...account, secret, now: new Date() })
    return { Authorization: `Bearer ${token}` }
  }
  const tick = (cron = '*/10 * * * *') =>
    worker.scheduled(createScheduledController({ cron, scheduledTime: new Date() }), settings, newContext())
  return { db, origin, call, send, logIn, tick }
}

export type Api = Awaited<ReturnType<typeof startApi>>

/** Checks that an answer is a problem: status, content type and body must agree. */
export async function readProblem(response: Response) {
  const body = await response.json<{
    type: string
    title: string
    status: number
    detail: string
    request_id: string
    errors?: { in: string; pointer: string; message: string }[]
    suggestions?: string[]
  }>()
  if (response.headers.get('Content-Type') !== 'application/problem+json') throw new Error('This is no problem+json.')
  if (body.status !== response.status) throw new Error(`The body says ${body.status}, the answer ${response.status}.`)
  if (body.request_id !== response.headers.get('X-Request-Id'))
    throw new Error('The request_id is not the one in the header.')
  return {
    status: body.status,
    code: body.type.replace('urn:agent-skills:problem:', ''),
    detail: body.detail,
    errors: body.errors,
    suggestions: body.suggestions,
  }
}
