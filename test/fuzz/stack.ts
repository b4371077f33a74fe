import { sql } from 'drizzle-orm'
import { createApp } from '../../src/app.ts'
import { connect } from '../../src/db/connect.ts'
import { issueToken } from '../../src/http/auth/admin-token.ts'
import { issueSiteToken } from '../../src/http/auth/site-token.ts'
import { fillCatalogue } from './catalogue.ts'
import type { OpenApi } from './document.ts'
import type { FuzzRequest, Tokens } from './draft.ts'
import { readKnown } from './known.ts'

const SECRET = 'a secret of the fuzz, long enough to be taken'
const ORIGIN = 'http://localhost:8787'

export type At = { url: string; endpoint: string }
export type Answer = { status: number; headers: Headers; text: string; log: string[] }

const settingsAt = ({ url, endpoint }: At) => ({
  DATABASE_URL: url,
  DATABASE_ENDPOINT: endpoint,
  JWT_SECRET: SECRET,
  EVENT_HASH_SECRET: SECRET,
  ADMIN_USERNAME: 'admin',
  ADMIN_PASSWORD: SECRET,
})

/** Runs the app in this process, on any database. It has no rate limiters, which would stop the requests. */
export function openApp() {
  let log: string[] = []
  const newId = () => crypto.randomUUID()
  const app = createApp({
    now: () => new Date(),
    random: Math.random,
    sleep: async () => {},
    newId,
    newSecret: () => `sks_${newId()}`,
    write: (line) => log.push(line),
  })
  return async function send(
    at: At,
    request: Pick<FuzzRequest, 'method' | 'path' | 'headers' | 'body'>,
  ): Promise<Answer> {
    log = []
    const waiting: Promise<unknown>[] = []
    const context = {
      waitUntil: (promise: Promise<unknown>) => waiting.push(promise),
      passThroughOnException() {},
      props: {},
    }
    const { path, ...init } = request
    const response = await app.fetch(new Request(ORIGIN + path, init), settingsAt(at), context as never)
    const text = await response.text()
    // As on the platform: finish the background work and ignore its failures.
    await Promise.allSettled(waiting)
    return { status: response.status, headers: response.headers, text, log }
  }
}

export type Send = ReturnType<typeof openApp>

/** Fills a migrated database. Returns what requests are made from: the OpenAPI document, known values and tokens. */
export async function prepare(at: At, send: Send) {
  const db = connect(at)
  const { admin, reviewer, changer, site } = await fillCatalogue(db)
  const tokens = await tokensOf({ admin, reviewer, changer, site })
  const read = async (path: string) => {
    const headers = { Authorization: `Bearer ${tokens.admin}` }
    return JSON.parse((await send(at, { method: 'GET', path, headers, body: null })).text)
  }
  return {
    document: (await read('/openapi.json')) as OpenApi,
    known: await readKnown(db, site.secret, read),
    tokens,
  }
}

type Account = { id: string; username: string }

async function tokensOf(p: {
  admin: Account
  reviewer: Account
  changer: Account
  site: { id: string }
}): Promise<Tokens> {
  const [secret, now] = [SECRET, new Date()]
  const tokenOf = async ({ id, username }: Account, role: string, more = {}) =>
    (await issueToken({ id, version: 1, username, role, secret, now, ...more })).token
  const expired = await tokenOf(p.admin, 'admin', { now: new Date(0) })
  const older = await tokenOf(p.admin, 'admin', { version: 0 })
  const forged = await tokenOf(p.admin, 'admin', { secret: `${SECRET}!` })
  return {
    admin: await tokenOf(p.admin, 'admin'),
    reviewer: await tokenOf(p.reviewer, 'reviewer'),
    changer: await tokenOf(p.changer, 'admin'),
    site: (await issueSiteToken({ siteId: p.site.id, origin: null }, { secret, now })).token,
    refused: [expired, older, forged, 'e30.e30.e30', 'x'.repeat(5000), '\u00e9'],
  }
}

/** Makes copies of a database. From now on nobody can connect to the original. */
export async function copiesOf({ url, endpoint }: At) {
  const name = new URL(url.replace(/^postgres(ql)?:/, 'http:')).pathname.slice(1)
  const admin = connect({ url: url.replace(/[^/]*$/, 'postgres'), endpoint })
  const run = (statement: string) => admin.execute(sql.raw(statement))
  await run(`alter database ${name} with allow_connections false`)
  await run(`select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '${name}'`)
  let made = 0
  return {
    make: async () => {
      const copy = `${name}_copy_${++made}`
      await run(`create database ${copy} template ${name} strategy file_copy`)
      return {
        at: { url: url.replace(/[^/]*$/, copy), endpoint },
        drop: () => run(`drop database ${copy} with (force)`),
      }
    },
  }
}
