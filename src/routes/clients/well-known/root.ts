import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { readSkillIndex } from '../../../db/clients/index-entries.ts'
import { findVersionFile } from '../../../db/files/given.ts'
import { readReadiness } from '../../../db/operations/health.ts'
import { discoveryIndex, earlierIndex } from '../../../domain/clients/discovery-index.ts'
import { findSkills } from '../../../domain/clients/find-skills.ts'
import { archiveAnswer, fileAnswer, unchangedAnswer } from '../../../http/answer-bytes.ts'
import { signedText } from '../../../http/answers.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { cacheFor } from '../../../http/cache-for.ts'
import { describe } from '../../../http/describe.ts'
import { found, notFound } from '../../../http/failure.ts'
import { text } from '../../../http/input/fields.ts'
import { validate } from '../../../http/input/validate.ts'
import { bytesOf } from '../../catalogue/versions/given-files.ts'
import { DiscoveryIndex, EarlierIndex } from './index-schema.ts'

const TAGS = ['skills', 'root-index']
// Not kept for longer: of a client's sources, this is the one that it reads if a scope does not answer.
const CACHED = { seconds: 60, stale: 0, ifError: 0, tags: () => TAGS }
const ArchiveParam = z.object({ archive: text(100).min(1) })
const FileParam = z.object({ name: text(64).min(1), path: text(1024).min(1) })

/** The addresses of the registry's own skill hold its digest, as those of all others do. */
const ownArchive = (digest: string) => `/.well-known/agent-skills/${digest}.zip`
const ownSkill = (c: Context<AppEnv>) => findSkills(new URL(c.req.url).origin)

/**
 * The index at the root of the registry. By default it holds the registry's own skill alone, since clients report what leaves an
 * index as deleted; with ROOT_INDEX `all` it holds all skills, for small registries.
 */
export const wellKnownRoot = new Hono<AppEnv>()
  .get(
    '/agent-skills/index.json',
    describe({
      id: 'getRootIndex',
      tag: 'clients',
      summary: "Get the root's discovery index 0.2.0",
      ok: { schema: DiscoveryIndex, isSigned: true },
      problems: [503],
    }),
    cacheFor(CACHED),
    async (c) => {
      if (c.var.config.ROOT_INDEX === 'all')
        return answerIndex(
          c,
          discoveryIndex(await allEntries(c), ({ digest }) => `/v1/archives/${digest}.zip`),
        )
      await requireDatabase(c)
      return answerIndex(
        c,
        discoveryIndex([(await ownSkill(c)).entry], ({ zipSha256 }) => ownArchive(zipSha256)),
      )
    },
  )
  .get(
    '/skills/index.json',
    describe({
      id: 'getEarlierRootIndex',
      tag: 'clients',
      summary: "Get the root's discovery index 0.1.0",
      ok: { schema: EarlierIndex, isSigned: true },
      problems: [503],
    }),
    cacheFor(CACHED),
    async (c) => {
      if (c.var.config.ROOT_INDEX === 'all')
        return answerIndex(c, earlierIndex(await allEntries(c, { withFiles: true })))
      await requireDatabase(c)
      return answerIndex(c, earlierIndex([(await ownSkill(c)).entry]))
    },
  )
  .get(
    '/agent-skills/:archive',
    describe({
      id: 'getOwnSkill',
      tag: 'clients',
      summary: "Get the registry's own skill as the zip that the root's index names",
      ok: { bytes: 'application/zip' },
      problems: [400, 404, 503],
    }),
    validate('param', ArchiveParam),
    async (c) => {
      const { archive } = c.req.valid('param')
      const { entry, zip } = await ownSkill(c)
      if (archive !== `${entry.zipSha256}.zip`) throw notFound('archive', archive)
      const about = { etag: entry.zipSha256, sha256: entry.zipSha256, tags: TAGS }
      return (
        unchangedAnswer(c, about) ??
        archiveAnswer(c, zip.parts(), {
          ...about,
          size: zip.size,
          type: 'application/zip',
          name: `${entry.name}.zip`,
        })
      )
    },
  )
  .get(
    '/skills/:name/:path{.+}',
    describe({
      id: 'getRootFile',
      tag: 'clients',
      summary: "Get a file of a skill in the root's index 0.1.0",
      ok: [{ bytes: '*/*' }, { status: 206, bytes: '*/*' }],
      problems: [400, 403, 404, 410, 416, 503],
    }),
    validate('param', FileParam),
    async (c) => {
      const { name, path } = c.req.valid('param')
      if (c.var.config.ROOT_INDEX === 'all') {
        const [entry] = await allEntries(c, { name })
        const { slug } = found(entry ?? null, 'skill', name)
        return bytesOf(c, found(await findVersionFile(c.var.db, { slug }, 'latest', path), 'file', path))
      }
      const { entry, bytes, sha256 } = await ownSkill(c)
      if (name !== entry.name || path !== 'SKILL.md') throw notFound('file', `${path} in ${name}`)
      const about = { etag: sha256, sha256, tags: TAGS, size: bytes.length }
      return (
        unchangedAnswer(c, about) ??
        fileAnswer(c, bytes, { ...about, path, type: 'text/markdown; charset=utf-8', range: null })
      )
    },
  )

const answerIndex = (c: Context<AppEnv>, index: object) => signedText(c, JSON.stringify(index))

/**
 * Throws if the database does not answer. Where a scope fails and the root does not, a client reports all skills from here as deleted,
 * and offers to remove them.
 */
const requireDatabase = (c: Context<AppEnv>) => readReadiness(c.var.db)

const allEntries = async (c: Context<AppEnv>, what?: Parameters<typeof readSkillIndex>[2]) =>
  (await readSkillIndex(c.var.db, 'all', what)).entries
