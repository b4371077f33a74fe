import { Hono } from 'hono'
import * as z from 'zod'
import { isPublicAddress } from '../../config.ts'
import { CATALOG_HOOK_DAYS, claimTest, recordAttempts } from '../../db/authors/deliveries.ts'
import { AUTHOR_EVENTS } from '../../db/authors/events.ts'
import {
  createHook,
  deleteHook,
  HOOKS_A_REPOSITORY,
  listDeliveries,
  listHooks,
  readTest,
  statusOfHook,
} from '../../db/authors/hooks.ts'
import { webhookSecret } from '../../domain/authors/sign-webhook.ts'
import { jsonText, listOf, Time } from '../../http/answers.ts'
import type { AppEnv } from '../../http/app-env.ts'
import { describe } from '../../http/describe.ts'
import { Failure, found } from '../../http/failure.ts'
import { limitBody } from '../../http/input/body-limit.ts'
import { timeCursor } from '../../http/input/cursor.ts'
import { invalid } from '../../http/input/field-errors.ts'
import { IdParam, text } from '../../http/input/fields.ts'
import { sizeAndCursor } from '../../http/input/paging.ts'
import { validate } from '../../http/input/validate.ts'
import { postHook } from '../../runs/post-hook.ts'

const MAX_BYTES = 4 * 1024
const COMMON = { tag: 'authors' as const, security: [{ author: [] }] }

const hook = {
  id: z.uuid(),
  url: z.string(),
  status: z.enum(['active', 'disabled']).meta({
    description: `\`disabled\` after three days of failures; for a catalogue also ${CATALOG_HOOK_DAYS} days after it was last registered or tested. Register it again.`,
  }),
  failing_since: Time.nullable(),
  created_at: Time,
}
export const AuthorHook = z.strictObject(hook).meta({ ref: 'AuthorHook' })
export const NewAuthorHook = z
  .strictObject({ ...hook, secret: z.string().meta({ description: 'Signs what is sent. It is shown only here.' }) })
  .meta({ ref: 'NewAuthorHook' })
const HookBody = z
  .strictObject({ url: text(500).min(1).meta({ description: 'An https address of a public host.' }) })
  .meta({ ref: 'CreateAuthorHook' })

export const HookDelivery = z
  .strictObject({
    id: z.uuid().meta({ description: 'The `webhook-id`. A delivery that comes twice has the same one.' }),
    event: z.enum([...AUTHOR_EVENTS, 'test']),
    data: z.record(z.string(), z.unknown()),
    created_at: Time,
    attempts: z.int(),
    next_at: Time.nullable().meta({ description: 'When it is sent next. Null once it has arrived, or was given up.' }),
    delivered_at: Time.nullable(),
    last_status: z.int().nullable(),
    last_error: z.string().nullable(),
  })
  .meta({ ref: 'HookDelivery' })

export const hooks = new Hono<AppEnv>()
  .post(
    '/',
    describe({
      ...COMMON,
      id: 'createAuthorHook',
      summary: 'Be told by webhook what happens to the skills that were proven',
      details: `The messages are signed as Standard Webhooks. Registering an address again gives it a new secret. A repository has at most ${HOOKS_A_REPOSITORY}.`,
      ok: { status: 201, schema: NewAuthorHook },
      problems: [400, 401, 403, 409, 413, 415, 429, 503],
    }),
    limitBody(MAX_BYTES),
    validate('json', HookBody),
    async (c) => {
      const { url } = c.req.valid('json')
      const isLocal = c.var.config.LOCAL_OIDC_ISSUER !== undefined
      if (!isPublicAddress(url, isLocal))
        throw invalid([
          {
            in: 'body',
            pointer: '/url',
            message: 'must be https and name a public host, not an IP address, without a user in it',
          },
        ])
      const { author, editor } = c.var
      const secret = webhookSecret(crypto.getRandomValues(new Uint8Array(32)))
      const created = await createHook(c.var.db, { author, editor, id: c.var.newId(), url, secret })
      if (created === null)
        throw new Failure('conflict', `A repository has at most ${HOOKS_A_REPOSITORY} hooks. Remove one first.`)
      return jsonText(c, JSON.stringify({ ...JSON.parse(created), secret }), 201)
    },
  )
  .get(
    '/',
    describe({
      ...COMMON,
      id: 'listAuthorHooks',
      summary: 'List the webhooks of the repository or catalogue',
      ok: { schema: z.strictObject({ items: z.array(AuthorHook) }) },
      problems: [401, 403, 429, 503],
    }),
    async (c) => jsonText(c, found(await listHooks(c.var.db, c.var.author), 'list', 'hooks')),
  )
  .delete(
    '/:id',
    describe({
      ...COMMON,
      id: 'deleteAuthorHook',
      summary: 'Remove a webhook',
      ok: { status: 204 },
      problems: [400, 401, 403, 404, 429, 503],
    }),
    validate('param', IdParam),
    async (c) => {
      const { id } = c.req.valid('param')
      const { author, editor, db } = c.var
      found(await statusOfHook(db, author, id), 'hook', id)
      await deleteHook(db, { author, editor, id })
      return c.body(null, 204)
    },
  )
  .post(
    '/:id/test',
    describe({
      ...COMMON,
      id: 'testAuthorHook',
      summary: 'Send a test to a webhook',
      details:
        'It is sent at once, signed as everything else, and tried again if it does not arrive. A second one within a minute sends nothing, and answers with the first.',
      ok: { schema: HookDelivery },
      problems: [400, 401, 403, 404, 409, 429, 503],
    }),
    validate('param', IdParam),
    async (c) => {
      const { id } = c.req.valid('param')
      const { author, db, newId, now } = c.var
      if (found(await statusOfHook(db, author, id), 'hook', id) !== 'active')
        throw new Failure('conflict', 'The hook is disabled. Register its address again.')
      const test = await claimTest(db, { id: newId(), hookId: id })
      if (test !== null) await recordAttempts(db, [await postHook(test, now)])
      return jsonText(c, found(await readTest(db, id), 'test', id))
    },
  )
  .get(
    '/:id/deliveries',
    describe({
      ...COMMON,
      id: 'listHookDeliveries',
      summary: 'List what was told to a webhook, newest first',
      ok: { schema: listOf(HookDelivery) },
      problems: [400, 401, 403, 404, 429, 503],
    }),
    validate('param', IdParam),
    validate('query', z.strictObject(sizeAndCursor(20))),
    async (c) => {
      const { id } = c.req.valid('param')
      const { size, cursor } = c.req.valid('query')
      found(await statusOfHook(c.var.db, c.var.author, id), 'hook', id)
      return jsonText(c, await listDeliveries(c.var.db, id, { size, after: timeCursor(cursor, 'hook-deliveries') }))
    },
  )
