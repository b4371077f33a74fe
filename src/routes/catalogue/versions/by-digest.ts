import { Hono } from 'hono'
import * as z from 'zod'
import { findFileByHash, findFolder } from '../../../db/files/given.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { describe } from '../../../http/describe.ts'
import { found } from '../../../http/failure.ts'
import { validate } from '../../../http/input/validate.ts'
import { archiveOf, bytesOf } from './given-files.ts'

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in lower-case hexadecimal digits')

const KEPT = 'Clients may keep it for a minute; our edge keeps it until something about the skill changes.'

/** Archives at addresses that hold the digest of the folder: what they answer never changes. */
export const archives = new Hono<AppEnv>().get(
  '/:archive',
  describe({
    id: 'getArchive',
    tag: 'catalogue',
    summary: 'Get all files of a folder by its digest, as an archive',
    details: `Answered while a version that may be given out has this digest. ${KEPT}`,
    ok: { bytes: 'application/octet-stream' },
    problems: [400, 403, 404, 410, 503],
  }),
  validate(
    'param',
    z.object({ archive: z.string().regex(/^[0-9a-f]{64}\.(zip|tar\.gz)$/, 'must be a digest, and .zip or .tar.gz') }),
  ),
  async (c) => {
    const { archive } = c.req.valid('param')
    const digest = archive.slice(0, 64)
    return archiveOf(
      c,
      found(await findFolder(c.var.db, digest), 'folder', digest),
      archive.endsWith('.zip') ? 'zip' : 'tar.gz',
      { untilPurged: true },
    )
  },
)

/** Files by their hashes. */
export const filesByHash = new Hono<AppEnv>().get(
  '/:sha256',
  describe({
    id: 'getFileByHash',
    tag: 'catalogue',
    summary: 'Get a file by its SHA-256',
    details: `Answered while a version that may be given out has this file. ${KEPT}`,
    ok: [{ bytes: '*/*' }, { status: 206, bytes: '*/*' }],
    problems: [400, 403, 404, 410, 416, 503],
  }),
  validate('param', z.object({ sha256: Sha256 })),
  async (c) => {
    const { sha256 } = c.req.valid('param')
    return bytesOf(c, found(await findFileByHash(c.var.db, sha256), 'file', sha256), { untilPurged: true })
  },
)
