import { Hono } from 'hono'
import * as z from 'zod'
import { MAX_ENTRIES } from '../../db/clients/index-entries.ts'
import { makeSkillList } from '../../db/clients/skill-lists.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { describe } from '../../http/describe.ts'
import { Failure } from '../../http/failure.ts'
import { limitBody } from '../../http/input/body-limit.ts'
import { text } from '../../http/input/fields.ts'
import { skillRef } from '../../http/input/skill-ref.ts'
import { validate } from '../../http/input/validate.ts'
import { rateLimit } from '../../http/rate-limit.ts'

const MAX_BYTES = 128 * 1024

const Body = z
  .strictObject({
    skills: z.array(text(400).min(1)).min(1).max(MAX_ENTRIES).meta({ description: 'Slugs or ids of active skills.' }),
  })
  .meta({ ref: 'MakeSkillList' })

const Answer = z
  .strictObject({
    id: z.string(),
    skills: z.int().meta({ description: 'How many skills it has; each is in it once.' }),
    url: z.url().meta({ description: 'What the `skills` command line takes as a source.' }),
  })
  .meta({ ref: 'SkillList' })

/** Lists of skills that install together, such as those of a lockfile. */
export const skillLists = new Hono<AppEnv>().post(
  '/',
  describe({
    id: 'makeSkillList',
    tag: 'clients',
    summary: 'Make a list of skills that clients install from',
    details: 'A list never changes. The same skills give the same list, so a request may be repeated.',
    ok: { schema: Answer },
    problems: [400, 404, 413, 415, 429, 503],
  }),
  rateLimit('SEARCH_LIMITER'),
  limitBody(MAX_BYTES),
  validate('json', Body),
  async (c) => {
    const named = c.req.valid('json').skills.map((ref) => ({ ref, ...skillRef(ref) }))
    const { id, skills, unknown, isRefused } = await makeSkillList(c.var.db, named)
    if (unknown.length > 0) throw unknownSkills(named, unknown)
    if (isRefused)
      throw new Failure('unavailable', 'Too many lists were made today. Lists that exist are still answered.', {
        headers: { 'Retry-After': '3600' },
      })
    return c.json({ id, skills, url: `${new URL(c.req.url).origin}/l/${id}` })
  },
)

function unknownSkills(named: readonly { ref: string }[], unknown: readonly string[]): Failure {
  const errors = named.flatMap(({ ref }, nth) =>
    unknown.includes(ref)
      ? [{ in: 'body' as const, pointer: `/skills/${nth}`, message: `there is no skill "${ref.slice(0, 100)}"` }]
      : [],
  )
  return new Failure('not_found', `${errors.length} of the skills do not exist; nothing was stored.`, { errors })
}
