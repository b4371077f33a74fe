import { Hono } from 'hono'
import * as z from 'zod'
import { matching } from '../../../db/clients/clawhub-skill.ts'
import { findReport } from '../../../db/trust/read-report.ts'
import { installAnswer } from '../../../domain/clients/clawhub-install.ts'
import { moderationOf, moderationWithEvidence } from '../../../domain/clients/clawhub-moderation.ts'
import { latestOf, ownerAnswer, skillAnswer, versionAnswer } from '../../../domain/clients/clawhub-skill.ts'
import { compactText } from '../../../http/answers.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { describe } from '../../../http/describe.ts'
import { validate } from '../../../http/input/validate.ts'
import type { Report } from '../../trust/report-schema.ts'
import { downloadUrl, keepSkill, meantSkill, OwnerHandle, OwnerQuery, Slug, SlugParam } from './meant-skill.ts'
import { InstallAnswer, ModerationAnswer, ResolveAnswer, SkillAnswer } from './schemas.ts'

const ResolveQuery = z.object({
  slug: Slug,
  ownerHandle: OwnerHandle,
  hash: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in lower-case hexadecimal digits')
    .meta({ description: "The client's own hash of the folder on disk." }),
})

const ABOUT = { tag: 'clients', inText: true, problems: [400, 404, 409, 503] } as const

/** What the `clawhub` command line asks about one skill before it installs or updates it. */
export const clawhubSkill = new Hono<AppEnv>()
  .get(
    '/skills/:slug',
    describe({
      id: 'getClawhubSkill',
      summary: 'Get a skill for the `clawhub` command line',
      details: 'Of a withdrawn skill, and of one that is only linked to, `latestVersion` is null.',
      ok: { schema: SkillAnswer },
      ...ABOUT,
    }),
    validate('param', SlugParam),
    validate('query', OwnerQuery),
    async (c) => {
      const skill = await meantSkill(c, { ...c.req.valid('param'), ...c.req.valid('query') })
      const latest = latestOf(skill)
      keepSkill(c, skill)
      return c.json({
        skill: skillAnswer(skill),
        latestVersion: latest && versionAnswer(latest),
        owner: ownerAnswer(skill),
        moderation: moderationOf(skill.newest),
      })
    },
  )
  .get(
    '/skills/:slug/moderation',
    describe({
      id: 'getClawhubModeration',
      summary: 'Get what moderators say of a skill, for the `clawhub` command line',
      ok: { schema: ModerationAnswer },
      ...ABOUT,
    }),
    validate('param', SlugParam),
    validate('query', OwnerQuery),
    async (c) => {
      const skill = await meantSkill(c, { ...c.req.valid('param'), ...c.req.valid('query') })
      const { id, newest } = skill
      const body = newest && (await findReport(c.var.db, { id }, { version: newest.version }))
      const report: z.output<typeof Report> | null = body === null ? null : JSON.parse(body)
      keepSkill(c, skill)
      return c.json({ moderation: moderationWithEvidence(newest, report?.scan?.findings ?? []) })
    },
  )
  .get(
    '/skills/:slug/install',
    describe({
      id: 'getClawhubInstall',
      summary: 'Get how the `clawhub` command line installs a skill',
      details: 'A refusal, with 403 or 410, is a JSON object with `ok: false` and a message, as the client expects it.',
      ok: { schema: InstallAnswer },
      ...ABOUT,
      problems: [400, 403, 404, 409, 410, 503],
    }),
    validate('param', SlugParam),
    validate('query', OwnerQuery),
    async (c) => {
      const skill = await meantSkill(c, { ...c.req.valid('param'), ...c.req.valid('query') })
      const answer = installAnswer(skill, (version) => downloadUrl(c, skill, version))
      keepSkill(c, skill)
      return c.json(answer, answer.ok ? 200 : answer.status)
    },
  )
  .get(
    '/resolve',
    describe({
      id: 'resolveClawhub',
      summary: 'Find the version of a folder on disk, for the `clawhub` command line',
      details: 'Of several versions that look alike to the client, the newest is found.',
      ok: { schema: ResolveAnswer },
      ...ABOUT,
    }),
    validate('query', ResolveQuery),
    async (c) => {
      const { hash, ...asked } = c.req.valid('query')
      const skill = await meantSkill<{ match: string | null }>(c, asked, matching(hash))
      keepSkill(c, skill)
      const named = (version: string | undefined | null) => (version ? { version } : null)
      return compactText(
        c,
        JSON.stringify({ match: named(skill.match), latestVersion: named(latestOf(skill)?.version) }),
      )
    },
  )
