import { Hono } from 'hono'
import * as z from 'zod'
import { findReport } from '../../db/trust/read-report.ts'
import { reportSarif } from '../../domain/trust/report-sarif.ts'
import { signedJsonText } from '../../http/answers.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { cacheFor } from '../../http/cache-for.ts'
import { describe } from '../../http/describe.ts'
import { found } from '../../http/failure.ts'
import { text } from '../../http/input/fields.ts'
import { SkillParam, skillRef, skillTags, versionRef } from '../../http/input/skill-ref.ts'
import { validate } from '../../http/input/validate.ts'
import { Report, Sarif } from './report-schema.ts'

const SARIF = 'application/sarif+json'

const Param = SkillParam.extend({
  version: text(200).min(1).meta({ description: 'The version, or `latest` for the newest that can be installed.' }),
})
const Query = z.strictObject({
  format: z.enum(['json', 'sarif']).default('json').meta({
    description: '`sarif`: the findings as SARIF 2.1.0, for code scanning.',
  }),
})

/** What scans and reviewers say of versions. */
export const reports = new Hono<AppEnv>().get(
  '/:ref/versions/:version/report',
  describe({
    id: 'getReport',
    tag: 'catalogue',
    summary: 'Get what the scan and reviewers say of a version',
    details:
      'Each finding names its rule, file and line, why it matters and what to do. Secrets in excerpts are masked.',
    ok: { schema: Report, isSigned: true, forms: { [SARIF]: Sarif } },
    problems: [400, 404, 503],
  }),
  cacheFor({ seconds: 60, tags: skillTags }),
  validate('param', Param),
  validate('query', Query),
  async (c) => {
    const { ref, version } = c.req.valid('param')
    const body = found(await findReport(c.var.db, skillRef(ref), versionRef(version)), 'version', `${ref} ${version}`)
    if (c.req.valid('query').format === 'json') return signedJsonText(c, body)
    const { scan, decisions }: z.output<typeof Report> = JSON.parse(body)
    const open = decisions.filter(({ decision, revoked }) => revoked === null && decision !== 'malicious')
    const sarif = reportSarif({
      registry: new URL(c.req.url).origin,
      ruleSet: scan?.rule_set ?? 0,
      findings: scan?.findings ?? [],
      decided: new Map(open.flatMap(({ rules, reason }) => (rules ?? []).map((rule) => [rule, reason] as const))),
    })
    return c.body(JSON.stringify(sarif), 200, { 'Content-Type': SARIF })
  },
)
