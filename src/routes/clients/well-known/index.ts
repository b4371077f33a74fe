import { type Context, Hono } from 'hono'
import * as z from 'zod'
import { findRenamed } from '../../../db/authors/rename-skill.ts'
import type { IndexEntry } from '../../../db/clients/index-entries.ts'
import { findSkillFolder, findVersionFile } from '../../../db/files/given.ts'
import { earlierIndex } from '../../../domain/clients/discovery-index.ts'
import { skillTag } from '../../../domain/feed/edge-cache.ts'
import { signedText } from '../../../http/answers.ts'
import type { AppEnv } from '../../../http/app-env.ts'
import { keepFor } from '../../../http/cache-for.ts'
import { describe } from '../../../http/describe.ts'
import { found, notFound } from '../../../http/failure.ts'
import { text } from '../../../http/input/fields.ts'
import { skillRef } from '../../../http/input/skill-ref.ts'
import { validate } from '../../../http/input/validate.ts'
import { download } from '../../catalogue/versions/download.ts'
import { bytesOf } from '../../catalogue/versions/given-files.ts'
import { DiscoveryIndex, EarlierIndex } from './index-schema.ts'
import { indexOf, readScope, SCOPES, type ScopeKind } from './scopes.ts'

const Scope = text(400).min(1)
const ScopeParam = z.object({
  kind: z.enum(Object.keys(SCOPES) as [ScopeKind, ...ScopeKind[]]).meta({
    description: '`s`: a skill, `p`: a publisher, `c`: a category, `t`: a tag, `l`: a list that was made.',
  }),
  scope: Scope.meta({ description: 'Slug, handle, key or id. `slug@name` is the skill with this slug.' }),
})
const FileParam = ScopeParam.extend({ name: text(64).min(1), path: text(1024).min(1) })
const ArchiveParam = z.object({
  scope: Scope,
  archive: z.string().regex(/^[0-9a-f]{64}\.zip$/, 'must be a digest and .zip'),
})

const KINDS = ':kind{[spctl]}/:scope/.well-known'
const INDEX = { tag: 'clients', problems: [400, 404, 503] } as const
const DETAILS = 'For the `skills` command line. A withdrawn scope has no skills.'

/** Indexes of skills for the `skills` command line, at addresses that it takes as a source. */
export const wellKnownScopes = new Hono<AppEnv>()
  .get(
    `/${KINDS}/agent-skills/index.json`,
    describe({
      id: 'getDiscoveryIndex',
      summary: 'Get the discovery index 0.2.0 of a scope',
      details: DETAILS,
      ok: { schema: DiscoveryIndex, isSigned: true },
      ...INDEX,
    }),
    validate('param', ScopeParam),
    async (c) => {
      const { kind, scope } = c.req.valid('param')
      const { isKnown, entries } = await readScope(c, kind, scope)
      if (!isKnown) throw notFound(SCOPES[kind].what, scope)
      return answerIndex(c, { kind, scope, entries }, indexOf(kind, entries))
    },
  )
  .get(
    `/${KINDS}/skills/index.json`,
    describe({
      id: 'getEarlierDiscoveryIndex',
      summary: 'Get the discovery index 0.1.0 of a scope, for older versions of the client',
      details: DETAILS,
      ok: { schema: EarlierIndex, isSigned: true },
      ...INDEX,
    }),
    validate('param', ScopeParam),
    async (c) => {
      const { kind, scope } = c.req.valid('param')
      // After a 404, the oldest clients would install what the root offers. A slug that was renamed is redirected (`redirectRenamed`).
      const { entries, isKnown } = await readScope(c, kind, scope, { withFiles: true })
      if (!isKnown && kind === 's' && (await isRenamed(c, scope))) throw notFound(SCOPES.s.what, scope)
      return answerIndex(c, { kind, scope, entries }, earlierIndex(entries))
    },
  )
  .get(
    `/${KINDS}/skills/:name/:path{.+}`,
    describe({
      id: 'getIndexedFile',
      tag: 'clients',
      summary: 'Get a file of a skill in an index 0.1.0',
      details: 'It is not counted: these clients fetch all files again to see whether one has changed.',
      ok: [{ bytes: '*/*' }, { status: 206, bytes: '*/*' }],
      problems: [400, 403, 404, 410, 416, 503],
    }),
    validate('param', FileParam),
    async (c) => {
      const { kind, scope, name, path } = c.req.valid('param')
      const { entries } = await readScope(c, kind, scope, { name })
      const { slug } = found(entries[0] ?? null, 'skill', name)
      const file = await findVersionFile(c.var.db, { slug }, 'latest', path)
      return bytesOf(c, found(file, 'file', `${path} in ${name}`))
    },
  )
  .get(
    '/s/:scope/archives/:archive',
    describe({
      id: 'getSkillArchive',
      tag: 'clients',
      summary: 'Get a version of a skill as the zip that an index names',
      details: 'It counts as a use of the skill. Answered also after newer versions, while this one is not withdrawn.',
      ok: { bytes: 'application/zip' },
      problems: [400, 403, 404, 410, 503],
    }),
    validate('param', ArchiveParam),
    async (c) => {
      const { scope, archive } = c.req.valid('param')
      const digest = archive.slice(0, 64)
      const find = () => findSkillFolder(c.var.db, skillRef(scope), digest)
      return download(c, { words: [scope.toLowerCase(), digest], find, isFixed: true }, 'zip')
    },
  )

type Answered = { kind: ScopeKind; scope: string; entries: readonly IndexEntry[] }

/** The index of one skill is purged when the skill changes. The others become old by themselves, within a minute. */
function answerIndex(c: Context<AppEnv>, { kind, scope, entries }: Answered, index: object) {
  const named = kind === 's' ? [scope.replace(/@[^@]*$/, ''), ...entries.map(({ slug }) => slug)] : []
  keepFor(c, { seconds: 60, stale: 0, ifError: 0, tags: ['skills', ...new Set(named.map(skillTag))] })
  return signedText(c, JSON.stringify(index))
}

const isRenamed = async (c: Context<AppEnv>, scope: string) =>
  (await findRenamed(c.var.db, scope.replace(/@[^@]*$/, '').toLowerCase())) !== null
