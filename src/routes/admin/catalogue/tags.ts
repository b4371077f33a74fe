import { Hono } from 'hono'
import * as z from 'zod'
import { findTag, listTags } from '../../../db/catalogue/taxonomy/admin-tags.ts'
import { deleteTag, mergeTag, renameOnSkills, renameTag } from '../../../db/catalogue/taxonomy/change-tags.ts'
import { SKILLS_AT_ONCE } from '../../../db/catalogue/upkeep/unfinished.ts'
import { jsonText, listOf } from '../../../http/answers.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { requireAdminToChange } from '../../../http/auth/admin-auth.ts'
import { describe } from '../../../http/describe.ts'
import { Failure, found, notFound } from '../../../http/failure.ts'
import { limitBody } from '../../../http/input/body-limit.ts'
import { decodeCursor } from '../../../http/input/cursor.ts'
import { invalid } from '../../../http/input/field-errors.ts'
import { filled, text } from '../../../http/input/fields.ts'
import { sizeAndCursor } from '../../../http/input/paging.ts'
import { idInBody, noSuchRef, refParam } from '../../../http/input/refs.ts'
import { validate } from '../../../http/input/validate.ts'
import { FINISHED_LATER, progressOf, repeatSoon } from './repeat-soon.ts'
import { AdminTag, MergedTag, TagChanges, TagDeletion, TagMerge } from './tag-schema.ts'

const ListQuery = z.strictObject({
  q: filled(200).optional(),
  ...sizeAndCursor(20),
})
const ListCursor = z.tuple([z.literal('admin-tags'), text(80)])

const MAX_BYTES = 64 * 1024

export const adminTags = new Hono<AppEnv>()
  .use(requireAdminToChange)
  .get(
    '/',
    describe({
      id: 'listTags',
      tag: 'admin',
      summary: 'List tags by key, including those that were merged or renamed',
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
      summary: 'Get a tag, which may have been merged or renamed',
      ok: { schema: AdminTag },
      problems: [400, 401, 403, 404, 503],
    }),
    refParam('tag'),
    async (c) => {
      const { id } = c.req.valid('param')
      return jsonText(c, found(await findTag(c.var.db, id), 'tag', id))
    },
  )
  .patch(
    '/:id',
    describe({
      id: 'renameTag',
      tag: 'admin',
      summary: 'Change the name or key of a tag on all its skills',
      details: 'The old key becomes an alias of the new one.',
      ok: [
        { schema: AdminTag },
        { status: 202, schema: AdminTag, means: `The tag has its new key. ${FINISHED_LATER}` },
      ],
      problems: [400, 401, 403, 404, 409, 413, 415, 503],
    }),
    limitBody(MAX_BYTES),
    refParam('tag'),
    validate('json', TagChanges),
    async (c) => {
      const { id } = c.req.valid('param')
      const fields = c.req.valid('json')
      const { body, refused, key, isLeft, ...other } = await renameTag(c.var.db, c.var.editor, { id, ...fields })
      if (body !== null) {
        const last = isLeft
          ? await repeatSoon(c, () => renameOnSkills(c.var.db, { id, limit: SKILLS_AT_ONCE }))
          : { isLeft }
        return jsonText(c, body, (await progressOf(c, id, last)).status)
      }
      if (refused === 'missing') throw notFound('tag', id)
      if (refused === 'alias')
        throw new Failure('conflict', `This tag is only an alias of '${key}'. Rename that one instead.`)
      const merge = `To merge the two, send {"into":"${other.id}"} to POST /v1/admin/tags/${id}/merge.`
      if (refused === 'busy') throw stillChanging(key)
      throw key === fields.key
        ? refusedFor('key', `There is already a tag '${key}'. ${merge}`)
        : refusedFor('key', `'${fields.key}' is an alias of the tag '${key}'. ${merge}`)
    },
  )
  .delete(
    '/:id',
    describe({
      id: 'deleteTag',
      tag: 'admin',
      summary: 'Delete a tag from all skills',
      details: 'It comes back when a file that has it is approved again. To prevent that, merge it instead.',
      ok: [
        { status: 204 },
        { status: 202, schema: TagDeletion, means: `The tag is deleted once no skill has it. ${FINISHED_LATER}` },
      ],
      problems: [400, 401, 403, 404, 409, 503],
    }),
    refParam('tag'),
    async (c) => {
      const { id } = c.req.valid('param')
      const deletion = await repeatSoon(c, () => deleteTag(c.var.db, c.var.editor, { id, limit: SKILLS_AT_ONCE }))
      const last = found(deletion, 'tag', id)
      if (last.isBusy) throw stillChanging(id)
      const { status, remaining } = await progressOf(c, id, last)
      return status === 202 ? c.json({ remaining }, status) : c.body(null, 204)
    },
  )
  .post(
    '/:id/merge',
    describe({
      id: 'mergeTag',
      tag: 'admin',
      summary: 'Merge a tag into another one',
      details: 'All its skills get the other tag, and its key becomes an alias of that one.',
      ok: [
        { schema: MergedTag },
        {
          status: 202,
          schema: MergedTag,
          means: `The tags are merged; filters by either find the skills of both. ${FINISHED_LATER}`,
        },
      ],
      problems: [400, 401, 403, 404, 409, 413, 415, 503],
    }),
    limitBody(MAX_BYTES),
    refParam('tag'),
    validate('json', TagMerge),
    async (c) => {
      const { id } = c.req.valid('param')
      const into = await idInBody(c.var.db, 'tag', c.req.valid('json').into, '/into')
      let changed = 0
      const { body, refused, key, isLeft, ...other } = await repeatSoon(c, async () => {
        const page = await mergeTag(c.var.db, c.var.editor, { id, into, limit: SKILLS_AT_ONCE })
        changed += page.skills
        return page
      })
      if (body !== null) {
        const { status, remaining } = await progressOf(c, id, { isLeft })
        return jsonText(c, `{"changed":${changed},"remaining":${remaining},"tag":${body}}`, status)
      }
      switch (refused) {
        case 'missing':
          throw notFound('tag', id)
        case 'no_target':
          throw noSuchRef('tag', '/into')
        case 'itself':
          throw invalid([{ in: 'body', pointer: '/into', message: 'must be another tag' }])
        case 'into_alias':
          throw refusedFor('into', `That tag is only an alias of '${key}'. Merge into ${other.id} instead.`)
        case 'merged_elsewhere':
          throw new Failure('conflict', `This tag is only an alias of '${key}'. Merge ${other.id} instead.`)
        case 'busy':
          throw stillChanging(key)
      }
    },
  )

const stillChanging = (tag: string | null) =>
  new Failure(
    'conflict',
    `The tag '${tag}' is still being merged or deleted. Try again when /v1/admin/unfinished-changes does not list it any more.`,
  )

const refusedFor = (field: string, message: string) =>
  new Failure('conflict', message, { errors: [{ in: 'body', pointer: `/${field}`, message }] })
