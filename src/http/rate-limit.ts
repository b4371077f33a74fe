import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './app-env.ts'
import { senderBlock } from './auth/sender-block.ts'
import { Failure } from './failure.ts'

type Limiter =
  | 'LOGIN_LIMITER'
  | 'EVENTS_LIMITER'
  | 'SEARCH_LIMITER'
  | 'WORDS_LIMITER'
  | 'MCP_LIMITER'
  | 'AUTHORS_LIMITER'
  | 'SUBMIT_LIMITER'
  | 'REPORTS_LIMITER'

/** Limits the requests from one address at one Cloudflare location. Does nothing without the binding. */
export const rateLimit = (binding: Limiter) =>
  createMiddleware<AppEnv>(async function rateLimit(c, next) {
    await countRequest(c, binding)
    await next()
  })

/** Counts a request against a limit. Throws Failure `rate_limited` if it is one too many. */
export async function countRequest(c: Context<AppEnv>, binding: Limiter): Promise<void> {
  const verdict = await c.env[binding]?.limit({ key: senderBlock(c) })
  if (verdict?.success === false)
    throw new Failure('rate_limited', 'Too many requests from this address. Try again in a minute.', {
      headers: { 'Retry-After': '60' },
    })
}
