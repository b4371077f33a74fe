import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { type ClawhubManifest, findClawhubVersion, listClawhubVersions } from '../../../db/clients/clawhub-versions.ts'
import { findVersionFile, findVersionFolder } from '../../../db/files/given.ts'
import type { VersionRef } from '../../../db/files/versions.ts'
import { versionAnswer } from '../../../domain/clients/clawhub-skill.ts'
import { verification } from '../../../domain/clients/clawhub-verification.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { NO_TRANSFORM } from '../../../http/cache-for.ts'
import { describe } from '../../../http/describe.ts'
import { Failure } from '../../../http/failure.ts'
import { decodeCursor } from '../../../http/input/cursor.ts'
import { text, whole } from '../../../http/input/fields.ts'
import { Cursor } from '../../../http/input/paging.ts'
import { versionRef } from '../../../http/input/skill-ref.ts'
import { validate } from '../../../http/input/validate.ts'
import { countDownload } from '../../catalogue/versions/count-download.ts'
import { archiveOf, bytesOf } from '../../catalogue/versions/given-files.ts'
import { activeSkill, downloadUrl, keepSkill, OwnerHandle, OwnerQuery, Slug, SlugParam } from './meant-skill.ts'
import { VerifyAnswer, VersionAnswer, VersionList } from './schemas.ts'

const Version = text(200).min(1)
const chosen = {
  ownerHandle: OwnerHandle,
  version: Version.optional(),
  tag: text(100).min(1).optional().meta({ description: 'There is only `latest`.' }),
}
const VersionParam = SlugParam.extend({ version: Version })
const VersionsQuery = OwnerQuery.extend({ limit: whole(200).prefault(25), cursor: Cursor.optional() })
const FileQuery = z.object({ ...chosen, path: text(1024).min(1) })
const DownloadQuery = z.object({ ...chosen, slug: Slug })

const VersionsCursor = z.tuple([z.literal('clawhub-versions'), z.int32()])

const ABOUT = { tag: 'clients', inText: true, problems: [400, 404, 409, 410, 503] } as const
const BYTES = { ...ABOUT, problems: [400, 403, 404, 409, 410, 416, 503] } as const

/** The versions of a skill and their bytes, for the `clawhub` command line. */
export const clawhubVersions = new Hono<AppEnv>()
  .get(
    '/skills/:slug/versions',
    describe({
      id: 'listClawhubVersions',
      summary: 'List the versions of a skill for the `clawhub` command line',
      ok: { schema: VersionList },
      ...ABOUT,
    }),
    validate('param', SlugParam),
    validate('query', VersionsQuery),
    async (c) => {
      const { limit: size, cursor, ...owner } = c.req.valid('query')
      const skill = await activeSkill(c, { ...c.req.valid('param'), ...owner })
      const [, nth] = cursor === undefined ? [] : decodeCursor(cursor, VersionsCursor)
      const after = nth === undefined ? undefined : [nth]
      const { items, next_cursor } = await listClawhubVersions(c.var.db, skill.id, { size, after })
      keepSkill(c, skill)
      return c.json({ items: items.map(versionAnswer), nextCursor: next_cursor })
    },
  )
  .get(
    '/skills/:slug/versions/:version',
    describe({
      id: 'getClawhubVersion',
      summary: 'Get a version and its files for the `clawhub` command line',
      ok: { schema: VersionAnswer },
      ...ABOUT,
    }),
    validate('param', VersionParam),
    validate('query', OwnerQuery),
    async (c) => {
      const { slug, version } = c.req.valid('param')
      const skill = await activeSkill(c, { slug, ...c.req.valid('query') })
      const found = await foundVersion(c, skill.id, versionRef(version))
      keepSkill(c, skill)
      return c.json({
        version: { ...versionAnswer(found), files: found.files },
        skill: { slug: skill.name, displayName: skill.title },
      })
    },
  )
  .get(
    '/skills/:slug/verify',
    describe({
      id: 'verifyClawhubSkill',
      summary: 'Get what is known of a version for `clawhub skill verify`',
      details: 'It passes if it can be installed from here.',
      ok: { schema: VerifyAnswer },
      ...ABOUT,
    }),
    validate('param', SlugParam),
    validate('query', z.object(chosen)),
    async (c) => {
      const { ownerHandle, version, tag } = c.req.valid('query')
      const skill = await activeSkill(c, { ...c.req.valid('param'), ownerHandle })
      const found = await foundVersion(c, skill.id, namedVersion({ version, tag }))
      const asked = version !== undefined ? 'version' : tag !== undefined ? 'tag' : 'latest'
      const { origin } = new URL(c.req.url)
      keepSkill(c, skill)
      const url = downloadUrl(c, skill, found.version)
      return c.json(verification(skill, found, { origin, asked, tag: tag ?? null, downloadUrl: url }))
    },
  )
  .get(
    '/skills/:slug/file',
    describe({
      id: 'getClawhubFile',
      summary: 'Get a file of a version for `clawhub inspect`',
      ok: [{ bytes: '*/*' }, { status: 206, bytes: '*/*' }],
      ...BYTES,
    }),
    validate('param', SlugParam),
    validate('query', FileQuery),
    async (c) => {
      const { path, ownerHandle, ...named } = c.req.valid('query')
      const skill = await activeSkill(c, { ...c.req.valid('param'), ownerHandle })
      const file = await findVersionFile(c.var.db, { id: skill.id }, namedVersion(named), path)
      if (!file) throw new Failure('not_found', `File not found: ${path}`)
      return bytesOf(c, file)
    },
  )
  .get(
    '/download',
    describe({
      id: 'downloadClawhub',
      summary: 'Get a version as a zip, which the `clawhub` command line installs',
      details: 'It counts as a use of the skill.',
      ok: { bytes: 'application/zip' },
      ...BYTES,
      problems: [400, 403, 404, 409, 410, 503],
    }),
    validate('query', DownloadQuery),
    async (c) => {
      const { slug, ownerHandle, ...named } = c.req.valid('query')
      const skill = await activeSkill(c, { slug, ownerHandle })
      const folder = await findVersionFolder(c.var.db, { id: skill.id }, namedVersion(named))
      if (!folder) throw new Failure('not_found', 'Version not found')
      const answer = await archiveOf(c, folder, 'zip')
      // Each download reaches us, since it may be counted.
      answer.headers.set('Cache-Control', `private, max-age=60, ${NO_TRANSFORM}`)
      countDownload(c, folder.slug)
      return answer
    },
  )

function namedVersion({ version, tag }: { version?: string | undefined; tag?: string | undefined }): VersionRef {
  if (version !== undefined) return versionRef(version)
  if (tag !== undefined && tag !== 'latest') throw new Failure('not_found', 'Version not found')
  return 'latest'
}

async function foundVersion(c: Context<AppEnv>, skillId: string, version: VersionRef): Promise<ClawhubManifest> {
  const found = await findClawhubVersion(c.var.db, skillId, version)
  if (!found) throw new Failure('not_found', 'Version not found')
  return found
}
