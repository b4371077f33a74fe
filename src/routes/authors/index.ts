import { Hono } from 'hono'
import type { AppEnv } from '../../http/app-env.ts'
import { rateLimit } from '../../http/rate-limit.ts'
import { challenges } from './challenges.ts'
import { authorTokens } from './token.ts'

/** All routes under /v1/authors. Answers hold tokens, so nobody may keep them. */
export const authors = new Hono<AppEnv>()
  .use(rateLimit('AUTHORS_LIMITER'))
  .route('/token', authorTokens)
  .route('/challenges', challenges)
