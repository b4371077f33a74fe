import { Hono } from 'hono'
import { z } from 'zod'
import { findTag, listTags } from '../../../db/catalogue/admin-tags.ts'
import { deleteTag, mergeTag, renameTag } from '../../../db/catalogue/change-tags.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { requireAdminToChange } from '../../../http/auth/admin-auth.ts'
import { limitBody } from '../../../http/body-limit.ts'
import { decodeCursor } from '../../../http/cursor.ts'
import { describe, jsonText } from '../../../http/describe.ts'
import { Failure, notFound } from '../../../http/failure.ts'
import { sortInWords } from '../../../http/sort-in-words.ts'
import { invalid, validate } from '../../../http/validate.ts'
import { listOf } from '../../catalogue/schemas.ts'
import * as P from '../../params.ts'
import { AdminTag, MergedTag, TagChanges, TagMerge } from './tag-schema.ts'

const ListQuery = z.strictObject({
  q: P.text(200).trim().min(1, 'must not be blank').optional(),
  size: P.Size.prefault(20),
  cursor: P.Cursor.optional(),
})
const ListCursor = z.tuple([z.literal('admin-tags'), P.text(80)])

const MAX_BYTES = 64 * 1024

export const adminTags = new Hono<AppEnv>()
  .use(requireAdminToChange, sortInWords)
  .get(
    '/',
    describe({
      id: 'listTags',
      tag: 'admin',
      summary: 'Tags by their keys, and the keys that stand for one since it was merged or renamed',
      ok: { schema: listOf(AdminTag) },
      problems: [400, 401, 403, 503],
    }),
    validate('query', ListQuery),
    async (c) => {
      const { cursor, ...query } = c.req.valid('query')
      const [, after] = cursor === undefined ? [] : decodeCursor(cursor, ListCursor)
      return jsonText(c, await listTags(c.var.db, { ...query, after }))
    },
  )
  .get(
    '/:id',
    describe({
      id: 'getTag',
      tag: 'admin',
      summary: 'One tag, or a key that stands for one',
      ok: { schema: AdminTag },
      problems: [400, 401, 403, 404, 503],
    }),
    validate('param', P.IdParam),
    async (c) => {
      const { id } = c.req.valid('param')
      const tag = await findTag(c.var.db, id)
      if (tag === null) throw notFound('tag', id)
      return jsonText(c, tag)
    },
  )
  .patch(
    '/:id',
    describe({
      id: 'renameTag',
      tag: 'admin',
      summary: 'Another name or key for a tag, wherever it stands; the old key stands for it from then on',
      ok: { schema: AdminTag },
      problems: [400, 401, 403, 404, 409, 413, 415, 503],
    }),
    limitBody(MAX_BYTES),
    validate('param', P.IdParam),
    validate('json', TagChanges),
    async (c) => {
      const { id } = c.req.valid('param')
      const fields = c.req.valid('json')
      const { body, refused, key, ...other } = await renameTag(c.var.db, c.var.actor, { id, ...fields })
      if (body !== null) return jsonText(c, body)
      if (refused === 'missing') throw notFound('tag', id)
      if (refused === 'alias') throw new Failure('conflict', `This key stands for the tag '${key}': rename that one.`)
      const merge = `POST /v1/admin/tags/${id}/merge with {"into":"${other.id}"} makes the two one.`
      throw key === fields.key
        ? refusedFor('key', `There is a tag '${key}' already. ${merge}`)
        : refusedFor('key', `'${fields.key}' stands for the tag '${key}' since it was merged or renamed. ${merge}`)
    },
  )
  .delete(
    '/:id',
    describe({
      id: 'deleteTag',
      tag: 'admin',
      summary:
        'Takes a tag from every skill. A file that says it brings it back when it is approved again: merge it to be rid of it',
      ok: { status: 204 },
      problems: [400, 401, 403, 404, 503],
    }),
    validate('param', P.IdParam),
    async (c) => {
      const { id } = c.req.valid('param')
      if (!(await deleteTag(c.var.db, c.var.actor, id))) throw notFound('tag', id)
      return c.body(null, 204)
    },
  )
  .post(
    '/:id/merge',
    describe({
      id: 'mergeTag',
      tag: 'admin',
      summary: 'Gives the skills of a tag another one in its place; its key stands for that one from then on',
      ok: { schema: MergedTag },
      problems: [400, 401, 403, 404, 409, 413, 415, 503],
    }),
    limitBody(MAX_BYTES),
    validate('param', P.IdParam),
    validate('json', TagMerge),
    async (c) => {
      const { id } = c.req.valid('param')
      const { into } = c.req.valid('json')
      const { body, refused, key, ...other } = await mergeTag(c.var.db, c.var.actor, { id, into })
      if (body !== null) return jsonText(c, body)
      switch (refused) {
        case 'missing':
          throw notFound('tag', id)
        case 'no_target':
          throw invalid([{ in: 'body', pointer: '/into', message: 'is no tag' }])
        case 'itself':
          throw invalid([{ in: 'body', pointer: '/into', message: 'is the tag itself' }])
        case 'into_alias':
          throw refusedFor('into', `That key only stands for the tag '${key}': merge into ${other.id}.`)
        case 'merged_elsewhere':
          throw new Failure('conflict', `This tag was merged into '${key}' (${other.id}): merge that one.`)
      }
    },
  )

const refusedFor = (field: string, message: string) =>
  new Failure('conflict', message, { errors: [{ in: 'body', pointer: `/${field}`, message }] })
