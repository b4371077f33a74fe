import { Hono } from 'hono'
import { openAPIRouteHandler } from 'hono-openapi'
import * as z from 'zod'
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
    { name: 'authors', description: 'Publishing, and what authors decide about their own skills.' },
    { name: 'clients', description: 'What the command lines and agents that people have already ask for.' },
    { name: 'rankings', description: 'Boards, scores and their explanations.' },
    { name: 'feed', description: 'All changes of the catalogue in order, for mirrors and search indexes.' },
    { name: 'events', description: 'Reports of views, uses and favourites of skills.' },
    { name: 'admin', description: 'Managing the catalogue. Requires a token.' },
    { name: 'service', description: 'The state of the service.' },
  ],
  components: {
    securitySchemes: {
      bearer: {
        ...bearer,
        bearerFormat: 'JWT',
        description: 'The token of an admin or reviewer, from POST /v1/admin/login.',
      },
      siteToken: {
        ...bearer,
        bearerFormat: 'JWT',
        description: 'The token of a page or server of a site, from POST /v1/sites/{key}/token.',
      },
      author: {
        ...bearer,
        bearerFormat: 'JWT',
        description: "The OIDC token of a workflow, or an author's token from POST /v1/authors/token or a challenge.",
      },
      workflow: {
        ...bearer,
        bearerFormat: 'JWT',
        description: "The OIDC token of a workflow of GitHub Actions, for this registry's origin as its audience.",
      },
      siteSecret: { ...bearer, description: 'The secret of a site, for its server.' },
    },
  },
}

const OpenApi = z.looseObject({ openapi: z.literal('3.1.0') }).meta({ ref: 'OpenApi' })

/** Serves the OpenAPI document of `app`, which is made from the schemas of its routes. */
export const openapi = (app: Hono<AppEnv>) =>
  new Hono<AppEnv>().get(
    '/',
    describe({ id: 'getOpenApi', tag: 'service', summary: 'Get this OpenAPI document', ok: { schema: OpenApi } }),
    cacheFor({ seconds: 300, tags: () => ['openapi'] }),
    // Otherwise this path would be left out, because its dot makes it look like a static file.
    openAPIRouteHandler(app, { documentation, excludeStaticFile: false }),
  )
