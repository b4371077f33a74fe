import { Hono } from 'hono'
import { addStar, removeStar } from '../../../db/clients/skill-stars.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { requireReviewer } from '../../../http/auth/admin-auth.ts'
import { privateNoStore } from '../../../http/cache-for.ts'
import { describe } from '../../../http/describe.ts'
import { limitBody } from '../../../http/input/body-limit.ts'
import { validate } from '../../../http/input/validate.ts'
import { activeSkill, meantSkill, OwnerQuery, SlugParam } from './meant-skill.ts'
import { Done, StarAnswer, UnstarAnswer, WhoamiAnswer } from './schemas.ts'

const SECURED = { tag: 'clients' as const, inText: true, security: [{ bearer: [] }] }
const STARS = { ...SECURED, problems: [400, 401, 403, 404, 409, 410, 503] as const }

/** What the `clawhub` command line asks with a token: that of an account of this registry. */
export const clawhubAccount = new Hono<AppEnv>()
  .get(
    '/v1/whoami',
    describe({
      id: 'getClawhubUser',
      summary: 'Get the account of a token, for the `clawhub` command line',
      details: 'The token is that of `POST /v1/admin/login`.',
      ok: { schema: WhoamiAnswer },
      ...SECURED,
      problems: [401, 403, 503],
    }),
    privateNoStore,
    requireReviewer,
    (c) => {
      const { username, role } = c.var.admin
      return c.json({
        user: { handle: username, displayName: username, role: role === 'admin' ? 'admin' : 'moderator' },
      })
    },
  )
  .post(
    '/v1/stars/:slug',
    describe({
      id: 'starClawhubSkill',
      summary: 'Star a skill by the `clawhub` command line',
      details: 'An account has one star a skill. Stars are shown, and are no part of any score.',
      ok: { schema: StarAnswer },
      ...STARS,
    }),
    privateNoStore,
    requireReviewer,
    validate('param', SlugParam),
    validate('query', OwnerQuery),
    async (c) => {
      const { id: skillId } = await activeSkill(c, { ...c.req.valid('param'), ...c.req.valid('query') })
      const isNew = await addStar(c.var.db, { skillId, username: c.var.admin.username })
      return c.json({ ok: true, starred: true, alreadyStarred: !isNew })
    },
  )
  .delete(
    '/v1/stars/:slug',
    describe({
      id: 'unstarClawhubSkill',
      summary: 'Take the star of a skill away by the `clawhub` command line',
      ok: { schema: UnstarAnswer },
      ...STARS,
    }),
    privateNoStore,
    requireReviewer,
    validate('param', SlugParam),
    validate('query', OwnerQuery),
    async (c) => {
      const { id: skillId } = await meantSkill(c, { ...c.req.valid('param'), ...c.req.valid('query') })
      const wasThere = await removeStar(c.var.db, { skillId, username: c.var.admin.username })
      return c.json({ ok: true, unstarred: true, alreadyUnstarred: !wasThere })
    },
  )
  .post(
    '/cli/telemetry/install',
    describe({
      id: 'reportClawhubInstall',
      tag: 'clients',
      summary: 'Take note of an installation by the `clawhub` command line',
      details: 'Nothing is stored or counted: the download itself was.',
      ok: { schema: Done },
      inText: true,
      problems: [413],
    }),
    limitBody(16 * 1024),
    (c) => c.json({ ok: true }),
  )
