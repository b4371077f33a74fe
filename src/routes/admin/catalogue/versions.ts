import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { findVersionOfAny } from '../../../db/files/versions.ts'
import { unyankVersion, yankVersion } from '../../../db/files/yank-version.ts'
import { jsonText } from '../../../http/answers.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { requireReviewer } from '../../../http/auth/admin-auth.ts'
import { describe } from '../../../http/describe.ts'
import { found, notFound } from '../../../http/failure.ts'
import { limitBody } from '../../../http/input/body-limit.ts'
import { filled, text } from '../../../http/input/fields.ts'
import { idMeantBy, refTo } from '../../../http/input/refs.ts'
import { validate } from '../../../http/input/validate.ts'
import { Version } from '../../catalogue/versions/version-schema.ts'

const Param = z.object({ id: refTo('skill'), version: text(200).min(1) })
const YankBody = z
  .strictObject({ reason: filled(1000).meta({ description: 'Why nobody should install it. It is public.' }) })
  .meta({ ref: 'YankVersion' })
const UnyankQuery = z.strictObject({
  reason: filled(1000).meta({ description: 'Why it may be installed again. It is public.' }),
})
const MAX_BYTES = 16 * 1024

export const adminVersions = new Hono<AppEnv>()
  .use(requireReviewer)
  .put(
    '/:id/versions/:version/yank',
    describe({
      id: 'yankVersion',
      tag: 'admin',
      summary: 'Yank a version of a skill',
      details:
        'Its files and archives are no longer given out, and clients that have it are told. Nothing is deleted. Yanking it again sets the reason.',
      ok: { schema: Version },
      problems: [400, 401, 403, 404, 413, 415, 503],
    }),
    limitBody(MAX_BYTES),
    validate('param', Param),
    validate('json', YankBody),
    async (c) => {
      const named = await namedVersion(c, c.req.valid('param'))
      const { reason } = c.req.valid('json')
      return answer(c, named, await yankVersion(c.var.db, c.var.editor, { ...named, reason }))
    },
  )
  .delete(
    '/:id/versions/:version/yank',
    describe({
      id: 'unyankVersion',
      tag: 'admin',
      summary: 'Give a yanked version out again',
      details: 'The reason stays in the history of the version. A version that is not yanked stays as it is.',
      ok: { schema: Version },
      problems: [400, 401, 403, 404, 503],
    }),
    validate('param', Param),
    validate('query', UnyankQuery),
    async (c) => {
      const named = await namedVersion(c, c.req.valid('param'))
      const { reason } = c.req.valid('query')
      return answer(c, named, await unyankVersion(c.var.db, c.var.editor, { ...named, reason }))
    },
  )

type Named = { skillId: string; version: string }

const namedVersion = async (c: Context<AppEnv>, { id, version }: { id: string; version: string }): Promise<Named> => ({
  skillId: await idMeantBy(c.var.db, 'skill', id),
  version,
})

async function answer(c: Context<AppEnv>, { skillId, version }: Named, isThere: boolean) {
  if (!isThere) throw notFound('version', version)
  return jsonText(c, found(await findVersionOfAny(c.var.db, { skillId, version }), 'version', version))
}
