import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { holdsEtag } from '../../../domain/text/holds-etag.ts'

/** What an address answers. `size` and a stream are for bodies that are read while they are sent. */
export type Answer = {
  status: number
  headers: Record<string, string>
  body: string | Uint8Array | { size: number; parts: () => AsyncIterable<Uint8Array> }
}

const TITLES: Record<number, string> = {
  400: 'The request is not valid',
  403: 'These files are not given out',
  404: 'Not found',
  405: 'The method is not allowed here',
  410: 'No longer available',
  500: 'Something went wrong on our side',
  503: 'Temporarily unavailable',
}

/** An error as RFC 9457 wants it. `more` are further fields of the problem. */
export const problem = (
  status: keyof typeof TITLES & number,
  detail: string,
  { headers = {}, more = {} }: { headers?: Record<string, string>; more?: Record<string, unknown> } = {},
): Answer => ({
  status,
  headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store', ...headers },
  body: JSON.stringify({ type: 'about:blank', title: TITLES[status], status, detail, ...more }),
})

/** JSON that caches may keep for some seconds. */
export const jsonAnswer = (body: string, p: { etag: string; seconds: number }): Answer => ({
  status: 200,
  headers: {
    'Content-Type': 'application/json',
    'Cache-Control': `public, max-age=${p.seconds}`,
    ETag: `"${p.etag}"`,
  },
  body,
})

/** Whoever holds the answer already is told so, without its body. */
function unlessHeld(answer: Answer, held: string | undefined): Answer {
  const { ETag: etag } = answer.headers
  const isHeld = answer.status === 200 && etag !== undefined && holdsEtag(held, etag)
  const { 'Content-Type': _, ...headers } = answer.headers
  return isHeld ? { status: 304, headers, body: '' } : answer
}

/** Sends an answer; to HEAD without its body. If the body breaks off, so does the connection, and the client sees it. */
export async function send(request: IncomingMessage, response: ServerResponse, given: Answer): Promise<void> {
  const { status, headers, body } = unlessHeld(given, request.headers['if-none-match'])
  const isStream = typeof body === 'object' && 'parts' in body
  const size = isStream ? body.size : Buffer.byteLength(body)
  response.writeHead(status, {
    ...(status !== 304 && { 'Content-Length': size }),
    'X-Content-Type-Options': 'nosniff',
    ...headers,
  })
  if (request.method === 'HEAD' || status === 304) response.end()
  else if (isStream) await pipeline(Readable.from(body.parts()), response)
  else response.end(body)
}
