import { Hono } from 'hono'
import * as z from 'zod'
import { ACTS } from '../../db/authors/note-act.ts'
import { readPublisherLog } from '../../db/authors/publisher-log.ts'
import { findNearHandles, findPublisher } from '../../db/catalogue/publishers.ts'
import { PUBLISHER_KINDS, PUBLISHER_STATUSES } from '../../domain/catalogue/publisher.ts'
import { nearestOf } from '../../domain/text/nearest.ts'
import { jsonText, listOf, Time } from '../../http/answers.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { cacheFor } from '../../http/cache-for.ts'
import { describe } from '../../http/describe.ts'
import { found, notFound } from '../../http/failure.ts'
import { decodeCursor } from '../../http/input/cursor.ts'
import { text } from '../../http/input/fields.ts'
import { sizeAndCursor } from '../../http/input/paging.ts'
import { validate } from '../../http/input/validate.ts'

const MAX_SUGGESTED = 3

export const HandleParam = z.object({
  handle: text(200).min(1).meta({ description: 'Handle of the publisher, in any case.' }),
})

export const Publisher = z
  .strictObject({
    handle: z.string().meta({ description: 'The `owner` of its skills.' }),
    kind: z.enum(PUBLISHER_KINDS).meta({
      description: '`github`: an account at GitHub. `site`: the host of a catalogue. `local`: added by an operator.',
    }),
    name: z.string().meta({
      description:
        'Its login, its host, or its name. The handle has a number behind it if another publisher has this name.',
    }),
    github_id: z.int().nullable().meta({ description: 'The id of the account at GitHub, which survives renames.' }),
    slug_part: z.string().meta({ description: 'The first part of the slugs of its skills. It never changes.' }),
    status: z
      .enum(PUBLISHER_STATUSES)
      .meta({ description: '`gone`: GitHub no longer has the account that was followed.' }),
    verified_at: Time.nullable().meta({
      description: 'Since when its own workflows or its own catalogue publish. Null if it is not verified.',
    }),
    skills: z.int().meta({ description: 'Its active skills, copies included.' }),
    created_at: Time,
    updated_at: Time,
  })
  .meta({ ref: 'Publisher' })

export const AuthorAct = z
  .strictObject({
    id: z.int(),
    at: Time,
    act: z.enum(ACTS),
    skill: z.string().nullable().meta({ description: 'Its slug now. Null if it is about a repository.' }),
    details: z.record(z.string(), z.unknown()),
    repository: z.string().meta({ description: 'The repository that was proven, as it was called then.' }),
  })
  .meta({ ref: 'AuthorAct' })

const LogCursor = z.tuple([z.literal('publisher-log'), z.int()])

export const publisherLogs = new Hono<AppEnv>().get(
  '/:handle/log',
  describe({
    id: 'getPublisherLog',
    tag: 'catalogue',
    summary: 'List what the authors of a publisher have done, newest first',
    details: 'Everything that authors decide about their skills here is public.',
    ok: { schema: listOf(AuthorAct) },
    problems: [400, 404, 503],
  }),
  cacheFor({ seconds: 60, tags: () => ['skills'] }),
  validate('param', HandleParam),
  validate('query', z.strictObject(sizeAndCursor(20))),
  async (c) => {
    const { handle } = c.req.valid('param')
    const { size, cursor } = c.req.valid('query')
    const after = cursor === undefined ? undefined : ([decodeCursor(cursor, LogCursor)[1]] as const)
    return jsonText(c, found(await readPublisherLog(c.var.db, handle, { size, after }), 'publisher', handle))
  },
)

export const publishers = new Hono<AppEnv>().get(
  '/:handle',
  describe({
    id: 'getPublisher',
    tag: 'catalogue',
    summary: 'Get a publisher by its handle',
    details: 'Its skills are at `/v1/skills?owner={handle}`.',
    ok: { schema: Publisher },
    problems: [400, 404, 503],
  }),
  cacheFor({ seconds: 60, tags: () => ['skills'] }),
  validate('param', HandleParam),
  async (c) => {
    const { handle } = c.req.valid('param')
    const body = await findPublisher(c.var.db, handle)
    if (body !== null) return jsonText(c, body)
    const near = await findNearHandles(c.var.db, handle)
    throw notFound('publisher', handle, nearestOf(handle, near, MAX_SUGGESTED))
  },
)
