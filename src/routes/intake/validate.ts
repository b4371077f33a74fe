import { Hono } from 'hono'
import * as z from 'zod'
import type { AppEnv } from '../../http/app-env.ts'
import { describe } from '../../http/describe.ts'
import { Failure } from '../../http/failure.ts'
import { limitBody } from '../../http/input/body-limit.ts'
import { pathInRepository, text } from '../../http/input/fields.ts'
import { validate } from '../../http/input/validate.ts'
import { rateLimit } from '../../http/rate-limit.ts'
import { isGzip, isZip } from '../../intake/archive/unzip-entry.ts'
import { SourceFault } from '../../intake/source-fault.ts'
import { annotations } from '../../intake/validate/annotations.ts'
import { MAX_SKILLS, type UnpackedSkill, unpackSkills } from '../../intake/validate/unpack-skills.ts'
import { validateSkill } from '../../intake/validate/validate-skill.ts'
import { validationSarif } from '../../intake/validate/validation-sarif.ts'
import { Validation, ValidationSarif } from './validation-schema.ts'

const SARIF = 'application/sarif+json'
const MAX_BYTES = 8 * 1024 * 1024

const Query = z.strictObject({
  format: z.enum(['json', 'sarif', 'github']).default('json').meta({
    description:
      '`sarif`: the findings as SARIF 2.1.0, for code scanning. `github`: as workflow commands of GitHub Actions, which show them beside the lines.',
  }),
  prefix: pathInRepository()
    .optional()
    .meta({ description: 'Where the archive has its place in the repository, for `sarif` and `github`.' }),
  folder: text(200)
    .regex(/^[^/\\]*$/, 'must be the name of one folder, without slashes')
    .optional()
    .meta({ description: 'The name of the folder of a single SKILL.md, which its `name` must equal.' }),
})

const bytes = { schema: { type: 'string', format: 'binary' } }
const requestBody = {
  required: true,
  content: { 'text/markdown': { schema: { type: 'string' } }, 'application/gzip': bytes, 'application/zip': bytes },
}

/** Says of a skill what the registry would say of it if it were published. A read that takes a body: it stores nothing. */
export const validation = new Hono<AppEnv>().post(
  '/',
  describe({
    id: 'validateSkills',
    tag: 'catalogue',
    summary: 'Check skills before they are published',
    details: `Takes a SKILL.md, or a zip or tar.gz of a folder with at most ${MAX_SKILLS} skills in it and at most ${MAX_BYTES} bytes. The verdicts are those of a crawl. Nothing of it is stored.`,
    ok: { schema: Validation, forms: { [SARIF]: ValidationSarif, 'text/plain': z.string() } },
    problems: [400, 413, 415, 429],
    requestBody: requestBody as never,
  }),
  rateLimit('SEARCH_LIMITER'),
  limitBody(MAX_BYTES),
  validate('query', Query),
  async (c) => {
    const { format, folder, prefix = '' } = c.req.valid('query')
    const body = new Uint8Array(await c.req.arrayBuffer())
    const skills = await skillsIn(body, c.req.header('Content-Type'), folder)
    const items = []
    for (const { found, own, folder: path, name } of skills)
      items.push(await validateSkill(found, { folder: path, name, own }))
    if (format === 'json') return c.json({ valid: items.every(({ valid }) => valid), items })
    const prefixOf = (path: string) => [prefix, path].filter((part) => part !== '' && part !== '.').join('/')
    if (format === 'github') return c.text(annotations(items, prefixOf))
    const sarif = validationSarif(items, prefixOf)
    return c.body(JSON.stringify(sarif), 200, { 'Content-Type': SARIF })
  },
)

type Sent = UnpackedSkill & { name: string }

/** The skills of a body. What an archive has at its root may be called anything. */
async function skillsIn(body: Uint8Array, type: string | undefined, name: string | undefined): Promise<Sent[]> {
  if (/^text\/(markdown|plain)\b/i.test(type ?? '')) {
    const file = { path: 'SKILL.md', mode: '0644' as const, size: body.length, read: async () => body }
    return [{ folder: '', own: 'SKILL.md', name: name ?? '', found: { files: [file] } }]
  }
  if (!isGzip(body) && !isZip(body))
    throw new Failure(
      'unsupported_media_type',
      'The body is neither a zip nor a tar.gz. Send a SKILL.md alone as text/markdown.',
    )
  try {
    const skills = await unpackSkills(body)
    return skills.map((skill) => ({
      ...skill,
      name: skill.folder === '' ? (name ?? '') : (skill.folder.split('/').at(-1) ?? ''),
    }))
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error
    if (error.kind === 'too_large') throw new Failure('payload_too_large', error.message)
    throw new Failure('invalid', error.message, { errors: [{ in: 'body', pointer: '', message: error.message }] })
  }
}
