import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from '../../../http/app-env.ts'
import { Failure } from '../../../http/failure.ts'
import { countRequest } from '../../../http/rate-limit.ts'

const MAX_BYTES = 64 * 1024

/** Codes of JSON-RPC. The last one is for what the transport refuses. */
const CODES = { parse: -32700, invalid: -32600, refused: -32000 } as const

const refuse = (c: Context, status: 400 | 403 | 413 | 429, code: keyof typeof CODES, message: string) =>
  c.json({ jsonrpc: '2.0', error: { code: CODES[code], message }, id: null }, status)

/** Messages that cannot be read count too. */
const limited = createMiddleware<AppEnv>(async function limited(c, next) {
  try {
    await countRequest(c, 'MCP_LIMITER')
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    for (const [name, value] of Object.entries(error.headers)) c.header(name, value)
    return refuse(c, 429, 'refused', error.message)
  }
  return next()
})

/**
 * The Model Context Protocol. It describes itself by `tools/list`, so that it is not in the OpenAPI document, and its refusals are
 * those of JSON-RPC. There are no sessions, so it has no GET and no DELETE.
 */
export const mcp = new Hono<AppEnv>().all(
  '/',
  async (c, next) => {
    if (c.req.method !== 'POST')
      throw new Failure('method_not_allowed', `${c.req.method} is not allowed here; use POST.`, {
        headers: { Allow: 'POST' },
      })
    const origin = c.req.header('Origin')
    if (origin !== undefined && origin !== new URL(c.req.url).origin)
      return refuse(c, 403, 'refused', `Pages of ${origin.slice(0, 200)} may not call this server.`)
    return next()
  },
  limited,
  bodyLimit({
    maxSize: MAX_BYTES,
    onError: (c) => refuse(c, 413, 'refused', `The body must have at most ${MAX_BYTES} bytes.`),
  }),
  async (c) => {
    const message = parsed(await c.req.text())
    if (message === undefined) return refuse(c, 400, 'parse', 'The body could not be parsed as JSON.')
    if (Array.isArray(message))
      return refuse(c, 400, 'invalid', 'Batches are not supported; send one message a request.')
    // Loaded at the first message: no other route needs the library.
    const { answerMcp } = await import('./server.ts')
    return answerMcp(c, message)
  },
)

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
