import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { createApp } from '../../../src/app.ts'
import type { TestDatabase } from '../run/database.ts'

const SECRET = 'a secret of the tests, long enough to be taken'

/** The account in the settings of the API. */
export const ACCOUNT = { username: 'admin', password: 'a password of the tests, of the settings' }

/** Returns an answer that replaces the API's own, or null to keep that one. */
export type Interception = (
  path: string,
  headers: IncomingMessage['headers'],
  method: string,
) => Promise<Response | null> | Response | null

/** Serves the API over HTTP on a port of this process, for clients outside the Worker. */
export async function serveApp(at: TestDatabase, bindings: Record<string, unknown> = {}) {
  const app = createApp({
    now: () => new Date(),
    random: Math.random,
    sleep: async () => {},
    newId: () => crypto.randomUUID(),
    newSecret: () => `sks_${crypto.randomUUID()}`,
    write: () => {},
  })
  const settings = {
    DATABASE_URL: at.url,
    DATABASE_ENDPOINT: at.endpoint,
    JWT_SECRET: SECRET,
    EVENT_HASH_SECRET: SECRET,
    ADMIN_USERNAME: ACCOUNT.username,
    ADMIN_PASSWORD: ACCOUNT.password,
    ...bindings,
  }
  const behind: Promise<unknown>[] = []
  const context = { waitUntil: (work: Promise<unknown>) => behind.push(work), passThroughOnException: () => {} }
  const fromApp = async (path: string, init: RequestInit = {}) =>
    app.request(`http://api.test${path}`, init, settings, context as never)
  let intercept: Interception = () => null
  const paths: string[] = []
  const server = createServer((request, response) => {
    const { url: path = '/', method = 'GET', headers } = request
    paths.push(path)
    answer(
      async () => (await intercept(path, headers, method)) ?? fromApp(path, await initOf(request)),
      response,
    ).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    fromApp,
    /** The requests so far. */
    paths,
    /** Sets the interception from now on. Without an argument, removes it. */
    intercept: (next: Interception = () => null) => {
      intercept = next
    },
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
      await Promise.allSettled(behind)
    },
  }
}

async function initOf(request: IncomingMessage): Promise<RequestInit> {
  const { method = 'GET', headersDistinct } = request
  const headers = Object.entries(headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  )
  return { method, headers, ...(method !== 'GET' && method !== 'HEAD' && { body: await buffer(request) }) }
}

async function answer(handle: () => Promise<Response>, response: ServerResponse) {
  const answered = await handle()
  const body = Buffer.from(await answered.arrayBuffer())
  response.writeHead(answered.status, Object.fromEntries(answered.headers)).end(body)
}
