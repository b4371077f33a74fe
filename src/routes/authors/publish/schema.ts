import * as z from 'zod'
import { WHY_NOT, type WhyNot } from '../../../domain/authors/why-not-listed.ts'
import { Digest } from '../../catalogue/versions/version-schema.ts'
import { ShownVerdict } from '../../trust/verdict-schema.ts'

const REASONS = Object.keys(WHY_NOT) as [WhyNot, ...WhyNot[]]

const PublishedSkill = z.strictObject({
  path: z.string().nullable().meta({ description: 'Of its SKILL.md.' }),
  name: z.string().nullable(),
  state: z.enum(['listed', 'waiting', 'invalid', 'rejected', 'hidden']).meta({
    description: '`listed`: clients can install it now. `waiting`: for a reviewer, or for what `why` says.',
  }),
  skill: z.string().nullable().meta({ description: 'The slug of its skill. Null if it has not become one.' }),
  version: z.string().nullable().meta({
    description: 'The version that has exactly its files. Null if that was not made: an earlier one may be listed.',
  }),
  digest: Digest.nullable().meta({ description: 'Of its folder. Null if that could not be read.' }),
  verdict: ShownVerdict,
  why: z.enum(REASONS).nullable().meta({ description: 'Why it is not listed. Null if it is.' }),
  message: z.string().nullable().meta({ description: 'The same in words, and what to do.' }),
})

export const Published = z
  .strictObject({
    repository: z.string().nullable(),
    catalog: z
      .string()
      .nullable()
      .meta({ description: 'The address of the catalogue, if it is none of a repository.' }),
    publisher: z.string().nullable().meta({
      description: 'The handle under which its skills are listed. Null if nothing of the site is listed yet.',
    }),
    commit: z.string().nullable().meta({ description: 'Null for a catalogue.' }),
    status: z.enum(['complete', 'going_on']),
    report: z.string().nullable().meta({
      description: 'The address of the public report of the repository. Null for a catalogue.',
    }),
    page: z.string().nullable().meta({ description: 'The address of the same report as a page.' }),
    items: z.array(PublishedSkill).meta({ description: 'The first thousand by path. Empty while the crawl goes on.' }),
  })
  .meta({ ref: 'Published' })
