import { Hono } from 'hono'
import * as z from 'zod'
import type { AppEnv } from '../../http/app-env.ts'
import { describe } from '../../http/describe.ts'

export const Service = z
  .strictObject({ name: z.string(), links: z.record(z.string(), z.string()) })
  .meta({ ref: 'Service' })

const SERVICE = {
  name: 'Agent Skills Marketplace',
  links: {
    skills: '/v1/skills',
    taxonomy: '/v1/taxonomy',
    rankings: '/v1/rankings',
    updates: '/v1/updates',
    feed: '/v1/feed',
    openapi: '/openapi.json',
    health: '/health',
  },
} satisfies z.input<typeof Service>

/** Nobody keeps it: browsers get a redirect to the pages from the same address. */
export const service = new Hono<AppEnv>().get(
  '/',
  describe({
    id: 'getService',
    tag: 'service',
    summary: 'Get the name of the service and its main addresses',
    ok: { schema: Service },
  }),
  (c) => c.json(SERVICE),
)
