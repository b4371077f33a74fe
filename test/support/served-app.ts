import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createApp } from '../../src/app.ts'
import type { TestDatabase } from './database.ts'

const SECRET = 'a secret of the tests, long enough to be taken'

/** An answer in place of the API's own; null lets it pass. */
export type Interception = (
  path: string,
  headers: IncomingMessage['headers'],
) => Promise<Response | null> | Response | null

/** The API over HTTP, on a port of this process: for clients that are no part of the Worker. GET alone. */
export async function serveApp(at: TestDatabase) {
  const app = createApp({
    now: () => new Date(),
    random: Math.random,
    newId: crypto.randomUUID,
    newSecret: () => SECRET,
    write: () => {},
  })
  const settings = {
    DATABASE_URL: at.url,
    DATABASE_ENDPOINT: at.endpoint,
    JWT_SECRET: SECRET,
    EVENT_HASH_SECRET: SECRET,
    ADMIN_USERNAME: 'admin',
    ADMIN_PASSWORD: SECRET,
  }
  const fromApp = async (path: string) => app.request(`http://api.test${path}`, {}, settings)
  let intercept: Interception = () => null
  const paths: string[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    paths.push(path)
    answer(async () => (await intercept(path, request.headers)) ?? fromApp(path), response).catch(() =>
      response.destroy(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    fromApp,
    /** What was asked for so far. */
    paths,
    /** From now on, `next` may answer in place of the API; nobody, if it is left out. */
    intercept: (next: Interception = () => null) => {
      intercept = next
    },
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await closed
    },
  }
}

async function answer(handle: () => Promise<Response>, response: ServerResponse) {
  const answered = await handle()
  const body = Buffer.from(await answered.arrayBuffer())
  response.writeHead(answered.status, Object.fromEntries(answered.headers)).end(body)
}
