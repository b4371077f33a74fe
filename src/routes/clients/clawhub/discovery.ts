import { Hono } from 'hono'
import * as z from 'zod'
import type { AppEnv } from '../../../http/app-env.ts'
import { cacheFor } from '../../../http/cache-for.ts'
import { describe } from '../../../http/describe.ts'

const Discovery = z.strictObject({ apiBase: z.string(), authBase: z.string() }).meta({ ref: 'ClawhubDiscovery' })

/** Where the `clawhub` command line finds the registry of a site. */
export const clawhubDiscovery = new Hono<AppEnv>().get(
  '/clawhub.json',
  describe({
    id: 'discoverClawhub',
    tag: 'clients',
    summary: 'Get the addresses of the registry for the `clawhub` command line',
    ok: { schema: Discovery },
  }),
  cacheFor({ seconds: 3600, tags: () => ['service'] }),
  (c) => {
    const { origin } = new URL(c.req.url)
    return c.json({ apiBase: origin, authBase: origin })
  },
)
