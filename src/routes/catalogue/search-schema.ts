import { z } from 'zod'
import {
  type GithubPlace,
  type Reading,
  readGithubPath,
  readGithubRepo,
  readGithubUrl,
} from '../../domain/intake/github-address.ts'
import { text } from '../params.ts'
import { SkillItem, Time } from './schemas.ts'

export const MAX_LIVE_FILES = 20

/** Text that `read` can read; what it cannot is refused by the rule that it names. */
const readable = (max: number, read: (text: string) => Reading<unknown>) =>
  text(max).superRefine((value, ctx) => {
    const reading = read(value)
    if ('fault' in reading) ctx.addIssue({ code: 'custom', message: reading.fault })
  })

const ASKED = ['q', 'repo', 'url'] as const

export const SearchBody = z
  .strictObject({
    q: text(200)
      .trim()
      .min(1, 'must not be blank')
      .optional()
      .meta({ description: 'Words, looked for in the catalogue.' }),
    repo: readable(201, readGithubRepo).optional().meta({ description: 'A public repository on GitHub: OWNER/NAME.' }),
    path: readable(500, readGithubPath)
      .optional()
      .meta({ description: 'Beside `repo`: a folder in it, or one SKILL.md.' }),
    url: readable(2000, readGithubUrl).optional().meta({
      description:
        'The address of a repository, a folder or a SKILL.md on github.com or raw.githubusercontent.com. The default branch is read, whatever branch it names.',
    }),
  })
  .refine(
    (body) => ASKED.filter((key) => body[key] !== undefined).length === 1,
    'must have exactly one of q, repo and url',
  )
  .refine((body) => body.path === undefined || body.repo !== undefined, {
    path: ['path'],
    message: 'is for use beside repo',
  })
  .meta({ ref: 'SearchBody' })

export const SearchAnswer = z
  .strictObject({
    status: z.enum(['found', 'pending', 'not_found']).meta({
      description:
        '`found`: the catalogue has it. `pending`: it waits for review, and was fetched for that if nobody had asked before. `not_found`: there is nothing.',
    }),
    items: z.array(SkillItem).meta({ description: 'Skills of the catalogue; for words the 20 that fit best.' }),
    pending: z
      .array(
        z.strictObject({
          name: z.string().nullable(),
          path: z.string(),
          parse_status: z.enum(['ok', 'markdown_only', 'invalid']),
          first_seen: Time,
        }),
      )
      .meta({ description: 'Files of there that wait for review, also where others are in the catalogue already.' }),
    more: z.int().meta({
      description: `SKILL.md files that this search found and did not fetch: it fetches ${MAX_LIVE_FILES} at the most. Ask for their folders.`,
    }),
    notes: z.array(z.string()).meta({ description: 'What else there is to know of the answer, for people.' }),
  })
  .meta({ ref: 'SearchAnswer' })

/** Where on GitHub a checked body points to; null for words. */
export function placeOf(body: z.output<typeof SearchBody>): GithubPlace | null {
  if (body.url !== undefined) return valueIn(readGithubUrl(body.url))
  if (body.repo === undefined) return null
  const path = body.path === undefined ? '' : valueIn(readGithubPath(body.path))
  return { repo: valueIn(readGithubRepo(body.repo)), path, ref: null }
}

function valueIn<T>(reading: Reading<T>): T {
  if ('fault' in reading) throw new Error('The schema let pass what cannot be read.')
  return reading.value
}
