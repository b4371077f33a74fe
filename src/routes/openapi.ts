import { Hono } from 'hono'
import { openAPIRouteHandler } from 'hono-openapi'
import type { AppEnv } from '../http/app-env.ts'
import { cacheFor } from '../http/cache-for.ts'

const documentation = {
  openapi: '3.1.0',
  info: {
    title: 'Agent Skills Marketplace',
    version: '0.1.0',
    description: 'An open catalogue of agent skills, ranked in a way anyone can audit.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/', description: 'This service' }],
  tags: [
    { name: 'catalogue', description: 'Skills, categories and tags.' },
    { name: 'rankings', description: 'The boards, from the snapshots.' },
    { name: 'events', description: 'How a use of a skill is reported.' },
    { name: 'admin', description: 'Keeping the catalogue; needs a token.' },
    { name: 'service', description: 'Is it up, and how old are its numbers?' },
  ],
  components: { securitySchemes: { bearer: { type: 'http' as const, scheme: 'bearer', bearerFormat: 'JWT' } } },
}

/** The description of `app`, made from the schemas that its routes check by. */
export const openapi = (app: Hono<AppEnv>) =>
  new Hono<AppEnv>().get(
    '/',
    cacheFor({ seconds: 300, tags: () => ['openapi'] }),
    openAPIRouteHandler(app, { documentation }),
  )
