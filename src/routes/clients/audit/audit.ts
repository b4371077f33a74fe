import { Hono } from 'hono'
import { resolver } from 'hono-openapi'
import * as z from 'zod'
import { LOCK_PATHS } from '../../../domain/audit/lockfile.ts'
import { sarifOf } from '../../../domain/audit/sarif.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { describe } from '../../../http/describe.ts'
import { limitBody } from '../../../http/input/body-limit.ts'
import { pathInRepository } from '../../../http/input/fields.ts'
import { readJsonText, validate } from '../../../http/input/validate.ts'
import { rateLimit } from '../../../http/rate-limit.ts'
import { auditLockfile } from './audit-lockfile.ts'
import { Audit, Sarif } from './audit-schema.ts'
import { Lockfile, MAX_BYTES, MAX_ENTRIES } from './lockfile-schema.ts'

const SARIF = 'application/sarif+json'

const Query = z.strictObject({
  format: z.enum(['json', 'sarif']).default('json').meta({
    description: '`sarif`: the findings as SARIF 2.1.0, for code scanning.',
  }),
  file: pathInRepository()
    .optional()
    .meta({ description: 'Of the lockfile in its repository, for `sarif`. By default, where its client puts it.' }),
})

const requestBody = { required: true, content: { 'application/json': { schema: resolver(Lockfile) } } }

/** Says of each skill of a lockfile how it stands. A read that takes a body: it stores nothing. */
export const audit = new Hono<AppEnv>().post(
  '/',
  describe({
    id: 'auditLockfile',
    tag: 'clients',
    summary: 'Audit the skills of a lockfile',
    details: `Takes the lockfiles of the \`skills\` and \`clawhub\` command lines, or a list of its own, with at most ${MAX_ENTRIES} entries. Nothing of it is stored.`,
    ok: { schema: Audit, forms: { [SARIF]: Sarif } },
    problems: [400, 413, 415, 429, 503],
    requestBody: requestBody as never,
  }),
  rateLimit('SEARCH_LIMITER'),
  limitBody(MAX_BYTES),
  validate('query', Query),
  async (c) => {
    const { format, file } = c.req.valid('query')
    const answer = await auditLockfile(c, await readJsonText(c))
    if (format === 'json') return c.json(answer)
    const { origin: registry } = new URL(c.req.url)
    const sarif = sarifOf({ file: file ?? LOCK_PATHS[answer.format], registry, entries: answer.entries })
    return c.body(JSON.stringify(sarif), 200, { 'Content-Type': SARIF })
  },
)
