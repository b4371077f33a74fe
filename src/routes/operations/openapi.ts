import { Hono } from 'hono'
import { openAPIRouteHandler } from 'hono-openapi'
import { z } from 'zod'
import type { AppEnv } from '../../http/app-env.ts'
import { cacheFor } from '../../http/cache-for.ts'
import { describe } from '../../http/describe.ts'

const bearer = { type: 'http' as const, scheme: 'bearer' }

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
    { name: 'feed', description: 'Every change of the catalogue in order, for mirrors and search indexes.' },
    { name: 'events', description: 'How a use of a skill is reported.' },
    { name: 'admin', description: 'Keeping the catalogue; needs a token.' },
    { name: 'service', description: 'Is it up, and how old are its numbers?' },
  ],
  components: {
    securitySchemes: {
      bearer: { ...bearer, bearerFormat: 'JWT', description: 'An admin, by the token of a login.' },
      siteToken: {
        ...bearer,
        bearerFormat: 'JWT',
        description: 'A page or server of a site, by the token of that site.',
      },
      siteSecret: { ...bearer, description: 'The server of a site, by its secret.' },
    },
  },
}

const OpenApi = z.looseObject({ openapi: z.literal('3.1.0') }).meta({ ref: 'OpenApi' })

/** The description of `app`, made from the schemas that its routes check by. */
export const openapi = (app: Hono<AppEnv>) =>
  new Hono<AppEnv>().get(
    '/',
    describe({ id: 'getOpenApi', tag: 'service', summary: 'This description', ok: { schema: OpenApi } }),
    cacheFor({ seconds: 300, tags: () => ['openapi'] }),
    // A name with a dot in it would pass for a static file, and this one has a dot itself.
    openAPIRouteHandler(app, { documentation, excludeStaticFile: false }),
  )
