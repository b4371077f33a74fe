import { createMiddleware } from 'hono/factory'
import type { AppEnv } from './app-env.ts'
import { senderBlock } from './auth/sender-block.ts'
import { Failure } from './failure.ts'

/** Limits the requests from one address at one Cloudflare location. Does nothing without the binding. */
export const rateLimit = (binding: 'LOGIN_LIMITER' | 'EVENTS_LIMITER' | 'SEARCH_LIMITER' | 'WORDS_LIMITER') =>
  createMiddleware<AppEnv>(async function rateLimit(c, next) {
    const verdict = await c.env[binding]?.limit({ key: senderBlock(c) })
    if (verdict?.success === false)
      throw new Failure('rate_limited', 'Too many requests from this address. Try again in a minute.', {
        headers: { 'Retry-After': '60' },
      })
    await next()
  })
