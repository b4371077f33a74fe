import * as z from 'zod'
import { type AskedKeys, findUnknownKeys } from '../../db/catalogue/taxonomy/unknown-keys.ts'
import type { Db } from '../../db/connect.ts'
import { spdxOf } from '../../domain/catalogue/license.ts'
import { nearestOf } from '../../domain/text/nearest.ts'
import { SHOWN_VERDICTS } from '../../domain/trust/decisions.ts'
import { Failure } from '../../http/failure.ts'
import { text, whole } from '../../http/input/fields.ts'

const MAX_TAGS = 10
const MAX_SUGGESTED = 3

/** The largest `max_tokens`. */
export const MAX_TOKENS = 1_000_000
export const ABOUT_MAX_TOKENS =
  'Finds skills whose `context_tokens` are at most so many. Those that have not been counted are left out.'

/** The key of a category or tag in a query, in any case. */
export const KeyFilter = text(80).min(1).toLowerCase()

/** One tag or several, each in a parameter of its own. */
export const TagFilter = z
  .preprocess((value) => (value === undefined ? value : [value].flat()), z.array(KeyFilter).max(MAX_TAGS).optional())
  .meta({ description: 'The key of a tag. Give it several times to find skills that have all of the tags.' })

/** An SPDX licence or expression in any case, as skills have it. */
export const LicenseFilter = text(80)
  .min(1)
  .transform((value, ctx) => {
    const license = spdxOf(value)
    if (license === null)
      ctx.addIssue({
        code: 'custom',
        message: 'is not an SPDX licence, such as MIT or Apache-2.0; see spdx.org/licenses',
      })
    return license ?? z.NEVER
  })

export const RepoFilter = text(300)
  .regex(/^[\w.-]+\/[\w.-]+$/, 'must have the form OWNER/REPO')
  .toLowerCase()
  .meta({ description: 'The repository at GitHub, as OWNER/REPO.' })

/** Of a folder, as hexadecimal digits. */
export const Digest = z
  .string()
  .regex(/^(sha256:)?[0-9a-f]{64}$/, 'must be the digest of a version: sha256: and 64 lower-case hexadecimal digits')
  .transform((digest) => digest.replace('sha256:', ''))

export const DigestFilter = Digest.meta({
  description: 'The digest of a folder. Finds the skills of which it is a version.',
})

/** What lists of skills and their facets can be limited to. */
export const SKILL_FILTERS = {
  category: KeyFilter.optional(),
  tag: TagFilter,
  owner: text(200).min(1).optional(),
  license: LicenseFilter.optional(),
  repo: RepoFilter.optional(),
  digest: DigestFilter.optional(),
  client: z
    .enum(['skills_cli', 'clawhub', 'mcp'])
    .optional()
    .meta({ description: 'Finds the skills that this client can install from here.' }),
  verdict: z
    .enum(SHOWN_VERDICTS)
    .optional()
    .meta({ description: 'What the scan and reviewers say of the version that is installed.' }),
  max_tokens: whole(MAX_TOKENS).optional().meta({ description: ABOUT_MAX_TOKENS }),
}

/** Returns the refusal of a query that names a category or tag that does not exist. Null if they all exist. */
export async function unknownKeysIn(db: Db, asked: AskedKeys): Promise<Failure | null> {
  const unknown = (await findUnknownKeys(db, asked)).map(({ field, key, similar }) => {
    const near = nearestOf(key, similar, MAX_SUGGESTED)
    return { field, near, message: messageOf(field, key, near) }
  })
  const [first, ...others] = unknown
  if (!first) return null
  const detail = unknown.map(({ field, message }) => `query /${field}: ${message}`).join('; ')
  const errors = unknown.map(({ field, message }) => ({ in: 'query' as const, pointer: `/${field}`, message }))
  // Of several it could not be said which is meant.
  const suggestions = others.length === 0 && first.near.length > 0 ? first.near : undefined
  return new Failure('not_found', detail, { errors, ...(suggestions && { suggestions }) })
}

function messageOf(field: string, key: string, near: readonly string[]): string {
  const either = near.map((word) => `"${word}"`).join(' or ')
  return `there is no ${field} "${key}"; ${near.length > 0 ? `did you mean ${either}?` : '/v1/taxonomy lists them'}`
}
