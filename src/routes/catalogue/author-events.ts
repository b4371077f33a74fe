import { Hono } from 'hono'
import * as z from 'zod'
import { AUTHOR_EVENTS, listAuthorEvents } from '../../db/authors/events.ts'
import { jsonText, listOf, Time } from '../../http/answers.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { cacheFor } from '../../http/cache-for.ts'
import { describe } from '../../http/describe.ts'
import { found } from '../../http/failure.ts'
import { timeCursor } from '../../http/input/cursor.ts'
import { sizeAndCursor } from '../../http/input/paging.ts'
import { SkillParam, skillRef, skillTags } from '../../http/input/skill-ref.ts'
import { validate } from '../../http/input/validate.ts'
import { foundSkill } from './missing-skill.ts'
import { HandleParam } from './publishers.ts'

export const AuthorEvent = z
  .strictObject({
    id: z.uuid().meta({ description: 'The same for ever: that of the entry in the Atom feed.' }),
    at: Time,
    event: z.enum(AUTHOR_EVENTS).meta({ description: 'As the `type` of webhooks.' }),
    skill: z.string().nullable().meta({ description: 'Its slug now. Null for a file that is no skill.' }),
    data: z.record(z.string(), z.unknown()).meta({
      description: 'What webhooks say of it; of an entry of the feed only what is new in it.',
    }),
  })
  .meta({ ref: 'AuthorEvent' })

const EventQuery = z.strictObject(sizeAndCursor(20))
const DETAILS = 'They are kept for 30 days. A report is told once it is decided, an appeal at once.'
const COMMON = {
  tag: 'catalogue',
  details: DETAILS,
  ok: { schema: listOf(AuthorEvent) },
  problems: [400, 404, 503],
} as const

/** What has happened to skills, for whoever follows them. */
export const authorEvents = new Hono<AppEnv>()
  .get(
    '/publishers/:handle/events',
    describe({
      ...COMMON,
      id: 'listPublisherEvents',
      summary: 'List what has happened to the skills and files of a publisher, newest first',
    }),
    cacheFor({ seconds: 60, tags: () => ['skills'] }),
    validate('param', HandleParam),
    validate('query', EventQuery),
    async (c) => {
      const { handle } = c.req.valid('param')
      const { size, cursor } = c.req.valid('query')
      const after = timeCursor(cursor, 'author-events')
      return jsonText(c, found(await listAuthorEvents(c.var.db, { handle }, { size, after }), 'publisher', handle))
    },
  )
  .get(
    '/skills/:ref/events',
    describe({
      ...COMMON,
      id: 'listSkillEvents',
      summary: 'List what has happened to a skill, newest first',
    }),
    cacheFor({ seconds: 60, tags: skillTags }),
    validate('param', SkillParam),
    validate('query', EventQuery),
    async (c) => {
      const { ref } = c.req.valid('param')
      const { size, cursor } = c.req.valid('query')
      const after = timeCursor(cursor, 'author-events')
      return jsonText(
        c,
        await foundSkill(c, await listAuthorEvents(c.var.db, { skill: skillRef(ref) }, { size, after }), ref),
      )
    },
  )
