import { Hono } from 'hono'
import * as z from 'zod'
import { findForClient } from '../../db/clients/find-for-client.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { cacheFor } from '../../http/cache-for.ts'
import { describe } from '../../http/describe.ts'
import { text, whole } from '../../http/input/fields.ts'
import { validate } from '../../http/input/validate.ts'
import { rateLimit } from '../../http/rate-limit.ts'

const MOST = 50

const Query = z.object({
  q: text(200).default(''),
  limit: whole(MOST).prefault(20),
  owner: text(200).min(1).optional(),
})

const Answer = z
  .strictObject({
    skills: z.array(
      z.strictObject({
        id: z.string(),
        name: z.string(),
        source: z.string().meta({
          description: 'What the client installs from: an address of this registry, or OWNER/REPO at GitHub.',
        }),
        installs: z.int().meta({ description: 'Uses in the last 30 days, by the counting rules.' }),
      }),
    ),
  })
  .meta({ ref: 'FoundSkills' })

/** The search of the `skills` command line (`find`). */
export const skillsSearch = new Hono<AppEnv>().get(
  '/search',
  describe({
    id: 'findSkills',
    tag: 'clients',
    summary: 'Search skills for the `skills` command line',
    details: 'Finds what `/v1/skills?q=` finds, as far as the client can install it.',
    ok: { schema: Answer },
    problems: [400, 429, 503],
  }),
  rateLimit('WORDS_LIMITER'),
  cacheFor({ seconds: 60, stale: 0, ifError: 0, tags: () => ['skills'] }),
  validate('query', Query),
  async (c) => {
    const { q, limit, owner } = c.req.valid('query')
    const { origin } = new URL(c.req.url)
    const skills = await findForClient(c.var.db, { q, owner, size: limit })
    return c.json({
      skills: skills.map(({ slug, name, repo, uses }) => ({
        id: slug,
        name,
        source: repo ?? `${origin}/s/${slug}`,
        installs: uses,
      })),
    })
  },
)
