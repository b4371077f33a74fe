import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { findSkillMd, findVersionFile, findVersionFolder, type GivenFile } from '../../../db/files/given.ts'
import { findVersion, isSkill, listVersions } from '../../../db/files/versions.ts'
import { jsonText, listOf, signedJsonText } from '../../../http/answers.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { cacheFor } from '../../../http/cache-for.ts'
import { describe } from '../../../http/describe.ts'
import { found } from '../../../http/failure.ts'
import { decodeCursor } from '../../../http/input/cursor.ts'
import { text } from '../../../http/input/fields.ts'
import { sizeAndCursor } from '../../../http/input/paging.ts'
import { SkillParam, skillRef, skillTags, versionRef } from '../../../http/input/skill-ref.ts'
import { validate } from '../../../http/input/validate.ts'
import { missingSkill } from '../missing-skill.ts'
import { download } from './download.ts'
import { bytesOf } from './given-files.ts'
import type { ArchiveKind } from './read-archive.ts'
import { Version, VersionItem } from './version-schema.ts'

/** The cursor of the list of versions. */
export const VERSIONS_CURSOR = z.tuple([z.literal('versions'), z.int32()])

const ListQuery = z.strictObject(sizeAndCursor(20))
const VersionName = text(200).min(1).meta({
  description:
    'The version, or `latest` for the newest that can be installed. If none can be, the newest, whose `withheld` says why.',
})
export const VersionParam = SkillParam.extend({ version: VersionName })
const FileParam = VersionParam.extend({
  path: text(1024).min(1).meta({ description: 'The path in the folder of the skill.' }),
})

const CACHED = { seconds: 60, tags: skillTags }

const ARCHIVE = {
  tag: 'catalogue',
  details: 'The same version gives the same bytes for ever.',
  ok: { bytes: 'application/octet-stream' },
  problems: [400, 403, 404, 410, 503],
} as const

export const versions = new Hono<AppEnv>()
  .get(
    '/:ref/versions',
    describe({
      id: 'listVersions',
      tag: 'catalogue',
      summary: 'List the versions of a skill, newest first',
      ok: { schema: listOf(VersionItem) },
      problems: [400, 404, 503],
    }),
    cacheFor(CACHED),
    validate('param', SkillParam),
    validate('query', ListQuery),
    async (c) => {
      const { ref } = c.req.valid('param')
      const { size, cursor } = c.req.valid('query')
      const after = cursor === undefined ? undefined : decodeCursor(cursor, VERSIONS_CURSOR)
      const body = await listVersions(c.var.db, skillRef(ref), { size, after: after && [after[1]] })
      if (body.startsWith('{"items":[]') && !(await isSkill(c.var.db, skillRef(ref)))) throw await missingSkill(c, ref)
      return jsonText(c, body)
    },
  )
  .get(
    '/:ref/versions/:version',
    describe({
      id: 'getVersion',
      tag: 'catalogue',
      summary: 'Get a version of a skill with its manifest',
      ok: { schema: Version, isSigned: true },
      problems: [400, 404, 503],
    }),
    cacheFor(CACHED),
    validate('param', VersionParam),
    async (c) => {
      const { ref, version } = c.req.valid('param')
      const body = await findVersion(c.var.db, skillRef(ref), versionRef(version))
      return signedJsonText(c, found(body, 'version', `${ref} ${version}`))
    },
  )
  .get(
    '/:ref/versions/:version/files/:path{.+}',
    describe({
      id: 'getVersionFile',
      tag: 'catalogue',
      summary: 'Get a file of a version, byte for byte',
      details: 'The ETag is the SHA-256 of the file. One range may be asked for.',
      ok: [{ bytes: '*/*' }, { status: 206, bytes: '*/*' }],
      problems: [400, 403, 404, 410, 416, 503],
    }),
    validate('param', FileParam),
    async (c) => {
      const { ref, version, path } = c.req.valid('param')
      const file = await findVersionFile(c.var.db, skillRef(ref), versionRef(version), path)
      return answerFile(c, file, `${path} in ${ref} ${version}`)
    },
  )
  .get(
    '/:ref/SKILL.md',
    describe({
      id: 'getSkillMd',
      tag: 'catalogue',
      summary: 'Get the SKILL.md of the newest version',
      ok: [{ bytes: 'text/markdown' }, { status: 206, bytes: 'text/markdown' }],
      problems: [400, 403, 404, 410, 416, 503],
    }),
    validate('param', SkillParam),
    async (c) => {
      const { ref } = c.req.valid('param')
      return answerFile(c, await findSkillMd(c.var.db, skillRef(ref), 'latest'), `SKILL.md in ${ref}`)
    },
  )
  .get(
    '/:ref/versions/:version/archive.zip',
    describe({
      id: 'getVersionZip',
      summary: 'Get all files of a version as a zip, which clients install from',
      ...ARCHIVE,
    }),
    validate('param', VersionParam),
    async (c) => versionArchive(c, c.req.valid('param'), 'zip'),
  )
  .get(
    '/:ref/versions/:version/archive.tar.gz',
    describe({ id: 'getVersionTarGz', summary: 'Get all files of a version as a tar.gz', ...ARCHIVE }),
    validate('param', VersionParam),
    async (c) => versionArchive(c, c.req.valid('param'), 'tar.gz'),
  )

function versionArchive(c: Context<AppEnv>, { ref, version }: z.output<typeof VersionParam>, kind: ArchiveKind) {
  const find = () => findVersionFolder(c.var.db, skillRef(ref), versionRef(version))
  return download(c, { words: [ref.toLowerCase(), version], find, isFixed: version !== 'latest' }, kind)
}

const answerFile = (c: Context<AppEnv>, file: GivenFile | null, name: string) => bytesOf(c, found(file, 'file', name))
