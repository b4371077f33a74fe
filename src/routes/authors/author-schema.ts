import * as z from 'zod'
import { readGithubRepo } from '../../domain/intake/github-address.ts'
import { Time } from '../../http/answers.ts'
import { text } from '../../http/input/fields.ts'

/** `owner/repo`, or its address at GitHub. */
export const Repo = text(300).transform((value, context) => {
  const name = readGithubRepo(value.replace(/^https:\/\/github\.com\//i, '').replace(/(\.git)?\/?$/, ''))
  if ('value' in name) return name.value
  context.addIssue({ code: 'custom', message: 'must be a GitHub repository, as owner/name' })
  return z.NEVER
})

export const AuthorToken = z
  .strictObject({
    access_token: z.string().meta({ description: 'Send it as `Authorization: Bearer …`.' }),
    token_type: z.literal('bearer'),
    expires_in: z.int().meta({ description: 'Seconds.' }),
    expires_at: Time,
    repository: z.string().nullable().meta({ description: 'The repository that was proven, as its host writes it.' }),
    repository_id: z.int().nullable().meta({ description: "GitHub's id of it. Null elsewhere." }),
    catalog: z.string().nullable().meta({ description: 'Or the address of the catalogue that was proven.' }),
  })
  .meta({ ref: 'AuthorToken' })

export const NewChallenge = z
  .strictObject({
    repo: Repo.optional().meta({ description: 'The repository: `owner/name`, or its address at GitHub.' }),
    catalog: text(300)
      .min(1)
      .optional()
      .meta({ description: 'Or the address of a catalogue that this registry reads.' }),
  })
  .refine(
    ({ repo, catalog }) => (repo === undefined) !== (catalog === undefined),
    'must have either `repo` or `catalog`',
  )
  .meta({ ref: 'NewChallenge' })

export const Challenge = z
  .strictObject({
    id: z.uuid(),
    repository: z.string().nullable(),
    catalog: z.string().nullable(),
    path: z.string().meta({
      description:
        'Where the file has to be: a path at the default branch of the repository, or an address at the catalogue.',
    }),
    challenge: z.string().meta({ description: 'What the file has to say.' }),
    expires_at: Time,
  })
  .meta({ ref: 'Challenge' })
