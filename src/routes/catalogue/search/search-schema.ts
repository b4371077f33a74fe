import * as z from 'zod'
import {
  type GithubPlace,
  type Reading,
  readGithubPath,
  readGithubRepo,
  readGithubUrl,
} from '../../../domain/intake/github-address.ts'
import { Time } from '../../../http/answers.ts'
import { filled, text } from '../../../http/input/fields.ts'
import { ABOUT_MAX_TOKENS, MAX_TOKENS } from '../filters.ts'
import { FoundSkillItem, SkillItem } from '../skill-schema.ts'

export const MAX_LIVE_FILES = 20

/** Text that `read` accepts. The fault that it names becomes the message. */
const readable = (max: number, read: (text: string) => Reading<unknown>) =>
  text(max).superRefine((value, ctx) => {
    const reading = read(value)
    if ('fault' in reading) ctx.addIssue({ code: 'custom', message: reading.fault })
  })

const ASKED = ['q', 'repo', 'url'] as const

export const SearchBody = z
  .strictObject({
    q: filled(200).optional().meta({ description: 'Words to search for in the catalogue.' }),
    max_tokens: z
      .int()
      .min(1)
      .max(MAX_TOKENS)
      .optional()
      .meta({ description: `Only with \`q\`. ${ABOUT_MAX_TOKENS}` }),
    repo: readable(201, readGithubRepo).optional().meta({ description: 'A public GitHub repository, as OWNER/NAME.' }),
    path: readable(500, readGithubPath)
      .optional()
      .meta({ description: 'Only with `repo`: a folder or a SKILL.md in it.' }),
    url: readable(2000, readGithubUrl).optional().meta({
      description:
        'The address of a repository, a folder or a SKILL.md on github.com or raw.githubusercontent.com. Always reads the default branch.',
    }),
  })
  .refine(
    (body) => ASKED.filter((key) => body[key] !== undefined).length === 1,
    'must have exactly one of: q, repo, url',
  )
  .refine((body) => body.path === undefined || body.repo !== undefined, {
    path: ['path'],
    message: 'can be used only with repo',
  })
  .refine((body) => body.max_tokens === undefined || body.q !== undefined, {
    path: ['max_tokens'],
    message: 'can be used only with q',
  })
  .meta({ ref: 'SearchBody' })

export const SearchAnswer = z
  .strictObject({
    status: z.enum(['found', 'pending', 'not_found']).meta({
      description:
        '`found`: the catalogue has skills. `pending`: there are files that wait for review. `not_found`: there are neither.',
    }),
    items: z
      .array(z.union([FoundSkillItem, SkillItem]))
      .meta({ description: 'Skills in the catalogue. For `q`, the 20 best matches.' }),
    pending: z
      .array(
        z.strictObject({
          name: z.string().nullable(),
          path: z.string(),
          parse_status: z.enum(['ok', 'markdown_only', 'invalid']),
          first_seen: Time,
          is_whole: z.boolean().meta({
            description: 'False if only the SKILL.md has been read, and not the other files of its folder.',
          }),
        }),
      )
      .meta({ description: 'Files in the repository that wait for review.' }),
    more: z.int().meta({
      description: `How many SKILL.md files this search found but did not fetch, since it fetches at most ${MAX_LIVE_FILES}. Search for their folders to get them.`,
    }),
    notes: z.array(z.string()).meta({ description: 'Remarks about the answer, for people.' }),
  })
  .meta({ ref: 'SearchAnswer' })

/** Returns the place on GitHub that a body names, or null for words. */
export function placeOf(body: z.output<typeof SearchBody>): GithubPlace | null {
  if (body.url !== undefined) return valueIn(readGithubUrl(body.url))
  if (body.repo === undefined) return null
  const path = body.path === undefined ? '' : valueIn(readGithubPath(body.path))
  return { repo: valueIn(readGithubRepo(body.repo)), path, ref: null }
}

function valueIn<T>(reading: Reading<T>): T {
  if ('fault' in reading) throw new Error('The schema accepted an address that cannot be read.')
  return reading.value
}
