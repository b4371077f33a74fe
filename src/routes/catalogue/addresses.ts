import { Hono } from 'hono'
import * as z from 'zod'
import { ADDRESSES_A_PAGE, readAddresses, readAddressPages } from '../../db/catalogue/addresses.ts'
import { jsonText, Time } from '../../http/answers.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { cacheFor } from '../../http/cache-for.ts'
import { describe } from '../../http/describe.ts'
import { text } from '../../http/input/fields.ts'
import { validate } from '../../http/input/validate.ts'

const starts = z.array(z.string()).meta({ description: 'Each is the `after` of a page, without the first page.' })

export const AddressPages = z
  .strictObject({ as_of: Time, skills: starts, publishers: starts })
  .meta({ ref: 'AddressPages' })

export const Addresses = z
  .strictObject({
    items: z
      .array(z.strictObject({ name: z.string(), changed_at: Time }))
      .meta({ description: `At most ${ADDRESSES_A_PAGE}. The name is a slug, or the handle of a publisher.` }),
    next_after: z.string().nullable().meta({ description: 'Null on the last page.' }),
  })
  .meta({ ref: 'Addresses' })

const Param = z.strictObject({ kind: z.enum(['skills', 'publishers']) })
const Query = z.strictObject({ after: text(300).min(1).optional() })

const cached = cacheFor({ seconds: 3600, tags: () => ['addresses'] })

/** What search engines are told there is. */
export const addresses = new Hono<AppEnv>()
  .get(
    '/',
    describe({
      id: 'getAddressPages',
      tag: 'catalogue',
      summary: 'Get where the pages of all addresses begin, for a sitemap',
      ok: { schema: AddressPages },
      problems: [503],
    }),
    cached,
    async (c) => jsonText(c, await readAddressPages(c.var.db)),
  )
  .get(
    '/:kind',
    describe({
      id: 'listAddresses',
      tag: 'catalogue',
      summary: 'List the slugs of all skills or the handles of all publishers',
      ok: { schema: Addresses },
      problems: [400, 503],
    }),
    cached,
    validate('param', Param),
    validate('query', Query),
    async (c) => jsonText(c, await readAddresses(c.var.db, c.req.valid('param').kind, c.req.valid('query').after)),
  )
