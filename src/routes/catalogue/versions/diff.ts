import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { findFolderBefore, findVersionFolder, type GivenFolder } from '../../../db/files/given.ts'
import { diffFolders, type FileDiff } from '../../../files/diff-folders.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { cacheFor } from '../../../http/cache-for.ts'
import { describe } from '../../../http/describe.ts'
import { found } from '../../../http/failure.ts'
import { text } from '../../../http/input/fields.ts'
import { SkillParam, skillRef, skillTags, versionRef } from '../../../http/input/skill-ref.ts'
import { validate } from '../../../http/input/validate.ts'
import { placeOf } from './answer-file.ts'
import { refuseWithheld } from './given-files.ts'

const VersionName = text(200).min(1)
const DiffQuery = z.strictObject({
  from: VersionName.optional().meta({ description: 'The version to compare with. By default, the one before `to`.' }),
  to: VersionName.default('latest').meta({ description: 'The version that is compared, or `latest`.' }),
})

const Side = z.strictObject({ mode: z.enum(['0644', '0755']), size: z.int(), sha256: z.string() }).nullable()
export const Diff = z
  .strictObject({
    from: z.string().nullable().meta({ description: 'Null if `to` is the first version: all its files are new.' }),
    to: z.string(),
    files: z.array(
      z.strictObject({
        path: z.string(),
        before: Side.meta({ description: 'Null if the file was added.' }),
        after: Side.meta({ description: 'Null if the file was removed.' }),
        added: z.int().nullable().meta({ description: 'Lines that were added.' }),
        removed: z.int().nullable().meta({ description: 'Lines that were removed.' }),
        diff: z
          .string()
          .nullable()
          .meta({ description: 'A unified diff. Null if there is none: `why` says the reason.' }),
        why: z.enum(['binary', 'too_large', 'too_different']).nullable(),
      }),
    ),
  })
  .meta({ ref: 'VersionDiff' })

export const diff = new Hono<AppEnv>().get(
  '/:ref/diff',
  describe({
    id: 'diffVersions',
    tag: 'catalogue',
    summary: 'Compare two versions of a skill, file by file',
    details:
      'Texts are compared by lines: up to 100 files of at most 512 KiB, 2 MiB together, that differ in at most 1,000 lines each. Other files are listed without a diff.',
    ok: { schema: Diff },
    problems: [400, 403, 404, 410, 503],
  }),
  cacheFor({ seconds: 60, stale: 0, ifError: 0, tags: skillTags }),
  validate('param', SkillParam),
  validate('query', DiffQuery),
  async (c) => {
    const { ref } = c.req.valid('param')
    const { from, to } = c.req.valid('query')
    return c.json(await diffVersions(c, { ref, from, to, refuse: refuseWithheld }))
  },
)

type Compared = { ref: string; from: string | undefined; to: string; refuse: (folder: GivenFolder) => void }

/** Compares two versions of a skill. `refuse` throws if a folder is not given out. Throws Failure `not_found`. */
export async function diffVersions(c: Context<AppEnv>, { ref, from, to, refuse }: Compared) {
  const folderOf = async (version: string) => {
    const folder = await findVersionFolder(c.var.db, skillRef(ref), versionRef(version))
    return found(folder, 'version', `${ref} ${version}`)
  }
  const after = await folderOf(to)
  const before =
    from === undefined ? await findFolderBefore(c.var.db, skillRef(ref), after.version) : await folderOf(from)
  for (const folder of [before, after]) if (folder) refuse(folder)
  const files = await diffFolders(placeOf(c), before?.digest ?? null, after.digest)
  return { from: before?.version ?? null, to: after.version, files: files.map(shown) }
}

const sideOf = (file: FileDiff['before']) => file && { mode: file.mode, size: file.size, sha256: file.sha256 }

const shown = ({ path, before, after, lines, why }: FileDiff) => ({
  path,
  before: sideOf(before),
  after: sideOf(after),
  added: lines?.added ?? null,
  removed: lines?.removed ?? null,
  diff: lines?.diff ?? null,
  why,
})
