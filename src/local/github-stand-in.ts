import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { answerQuery, answersFrom, type StandInAnswer } from './github-answers.ts'

type Intercepted = StandInAnswer | null | undefined
/** Returns an answer that replaces the stand-in's own, at once or later, or null to keep that one. */
export type Interception = (path: string, headers: IncomingMessage['headers']) => Intercepted | Promise<Intercepted>

const LIMIT = 5000

/**
 * Serves the part of GitHub's REST API that a crawl uses, from the folders `ROOT/OWNER/REPO`, links and modes included. A folder with a
 * file `.git` is a submodule. A file `ROOT/OWNER/REPO.json` overrides fields of the repository, such as its stars or its default branch;
 * `listed_entries` cuts off its listing. Port 0 takes a free port.
 */
export async function startGithubStandIn(p: { root: string; port?: number }) {
  const asked: string[] = []
  const answerFrom = answersFrom(p.root)
  let intercept: Interception = () => null
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    asked.push(path)
    const answered = (async () =>
      (await intercept(path, request.headers)) ??
      (path === '/graphql'
        ? await answerQuery(p.root, await text(request))
        : await answerFrom(path, request.headers.accept ?? '')))()
    answered
      .catch((error: Error) => ({ status: 500, body: { message: error.message } }))
      .then((answer) => send(response, answer, { asked: request.headers['if-none-match'], used: asked.length }))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(p.port ?? 0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    /** Every requested path. */
    asked,
    /** Sets the interception from now on. Without an argument, removes it. */
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

function send(
  response: ServerResponse,
  { status, headers = {}, body = {} }: StandInAnswer,
  p: { asked: string | undefined; used: number },
) {
  const isUnchanged = status === 200 && p.asked !== undefined && p.asked === headers.ETag
  response.writeHead(isUnchanged ? 304 : status, {
    'Content-Type': 'application/json; charset=utf-8',
    'X-RateLimit-Limit': String(LIMIT),
    'X-RateLimit-Remaining': String(Math.max(LIMIT - p.used, 1)),
    'X-RateLimit-Reset': String(Math.floor(Date.now() / 1000) + 3600),
    ...headers,
  })
  if (isUnchanged) response.end()
  else response.end(Buffer.isBuffer(body) ? body : JSON.stringify(body))
}
