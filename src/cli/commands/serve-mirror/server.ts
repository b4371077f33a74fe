import { createServer, type IncomingMessage, type Server } from 'node:http'
import { describeError, type Log } from '../../../log.ts'
import { DamagedFile } from '../mirror/files/file-reader.ts'
import { hasFileTables } from '../mirror/files/tables.ts'
import type { Mirror } from '../mirror/open-mirror.ts'
import { type Answer, problem, send } from './answer.ts'
import { catalogIndex } from './catalog-index.ts'
import { answerFeed, answerLatest } from './feed.ts'
import { fileAnswers } from './files.ts'

/** Each may hold a file in memory. */
const MAX_CONNECTIONS = 64

type Route = readonly [pattern: RegExp, answer: (found: string, search: URLSearchParams) => Answer | Promise<Answer>]

/** Serves a mirror over HTTP: its feed, its files by hash, and an index of its skills. It only reads. */
export function mirrorServer(mirror: Mirror, { clock, log }: { clock: () => Date; log: Log }): Server {
  const routes = routesOf(mirror, clock)
  const server = createServer((request, response) => {
    answer(routes, request)
      .catch((error: unknown) => {
        log('error', 'failed', { target: request.url, ...describeError(error) })
        return faultOf(error)
      })
      .then((found) => send(request, response, found))
      .catch((error: unknown) => {
        if (!response.destroyed) log('error', 'answer_cut_off', { target: request.url, ...describeError(error) })
        response.destroy()
      })
      .finally(() =>
        log('debug', 'request', { method: request.method, target: request.url, status: response.statusCode }),
      )
  })
  server.maxConnections = MAX_CONNECTIONS
  return server
}

function routesOf(mirror: Mirror, clock: () => Date): Route[] {
  const { db } = mirror
  const feed: Route[] = [
    [/^\/v1\/feed$/, (_, search) => answerFeed(db, search, clock())],
    [/^\/v1\/feed\/latest$/, () => answerLatest(db, clock())],
  ]
  if (!hasFileTables(db)) return feed
  const { file, archive } = fileAnswers(mirror)
  return [
    ...feed,
    [/^\/v1\/files\/([0-9a-f]{64})$/, file],
    [/^\/v1\/archives\/([0-9a-f]{64})\.zip$/, archive],
    [/^\/\.well-known\/agent-skills\/index\.json$/, catalogIndex(db, clock)],
  ]
}

async function answer(routes: readonly Route[], { method, url = '/' }: IncomingMessage): Promise<Answer> {
  if (method !== 'GET' && method !== 'HEAD')
    return problem(405, 'A mirror can only be read.', { headers: { Allow: 'GET, HEAD' } })
  // Only the path counts, whatever host or scheme the client writes.
  const asked = URL.parse(url.replace(/^\/+/, '/'), 'http://mirror.invalid')
  if (!asked) return problem(400, 'This is not an address.')
  for (const [pattern, reply] of routes) {
    const [match, found = ''] = pattern.exec(asked.pathname) ?? []
    if (match !== undefined) return reply(found, asked.searchParams)
  }
  return problem(
    404,
    'A mirror serves /v1/feed, /v1/feed/latest, and if it has files /v1/files/{sha256}, /v1/archives/{digest}.zip and /.well-known/agent-skills/index.json.',
  )
}

/** SQLite's code for a database that another program is writing to. */
const BUSY = 5

function faultOf(error: unknown): Answer {
  if (error instanceof DamagedFile) return problem(404, 'The copy of this file in this mirror is missing or damaged.')
  return error instanceof Error && Reflect.get(error, 'errcode') === BUSY
    ? problem(503, 'The mirror is being written to.', { headers: { 'Retry-After': '1' } })
    : problem(500, 'The mirror could not be read; its log says why.')
}
