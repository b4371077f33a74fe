import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answersFrom, type StandInAnswer } from './github-answers.ts'

type Intercepted = StandInAnswer | null | undefined
/** Answers in place of the stand-in, at once or later. Null lets the request pass. */
export type Interception = (path: string, headers: IncomingMessage['headers']) => Intercepted | Promise<Intercepted>

const LIMIT = 5000

/**
 * GitHub's REST API, as far as a crawl asks it, over the folders `ROOT/OWNER/REPO`; `ROOT/OWNER/REPO.json` beside one says what its
 * repository answers differently, such as its stars. Port 0 takes a free one.
 */
export async function startGithubStandIn(p: { root: string; port?: number }) {
  const asked: string[] = []
  const answerFrom = answersFrom(p.root)
  let intercept: Interception = () => null
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    asked.push(path)
    const answered = (async () => (await intercept(path, request.headers)) ?? (await answerFrom(path)))()
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
    /** Every path that was asked for. */
    asked,
    /** From now on, `next` may answer in its place; nobody, if it is left out. */
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

export type GithubStandIn = Awaited<ReturnType<typeof startGithubStandIn>>

function send(
  response: ServerResponse,
  { status, headers = {}, body = {} }: StandInAnswer,
  p: { asked: string | undefined; used: number },
) {
  const isAsItWas = status === 200 && p.asked !== undefined && p.asked === headers.ETag
  response.writeHead(isAsItWas ? 304 : status, {
    'Content-Type': 'application/json; charset=utf-8',
    'X-RateLimit-Limit': String(LIMIT),
    'X-RateLimit-Remaining': String(Math.max(LIMIT - p.used, 1)),
    'X-RateLimit-Reset': String(Math.floor(Date.now() / 1000) + 3600),
    ...headers,
  })
  if (isAsItWas) response.end()
  else response.end(Buffer.isBuffer(body) ? body : JSON.stringify(body))
}
