import { Hono } from 'hono'
import type { AppEnv } from '../../http/app-env.ts'
import { requireAuthor } from '../../http/auth/author-auth.ts'
import { indexChanges } from '../../http/index-changes.ts'
import { publishChanges } from '../../http/publish-changes.ts'
import { rateLimit } from '../../http/rate-limit.ts'
import { appeals } from './appeals.ts'
import { challenges } from './challenges/challenges.ts'
import { hooks } from './hooks.ts'
import { offered, offers } from './offers.ts'
import { ownSkills } from './own-skills.ts'
import { authorTokens } from './token.ts'

/** All routes under /v1/authors. Answers hold tokens, so nobody may keep them. */
export const authors = new Hono<AppEnv>()
  .use(rateLimit('AUTHORS_LIMITER'))
  .route('/token', authorTokens)
  .route('/challenges', challenges)
  .use('/skills/*', requireAuthor, publishChanges, indexChanges)
  .route('/skills', ownSkills)
  .route('/skills', offered)
  .route('/skills', appeals)
  .use('/offers/*', requireAuthor, publishChanges, indexChanges)
  .route('/offers', offers)
  .use('/hooks/*', requireAuthor)
  .route('/hooks', hooks)
