import * as z from 'zod'
import { text } from '../../../http/input/fields.ts'

/** The most entries of an audit. Nobody has as many skills; a few hundred already fill the context of an agent. */
export const MAX_ENTRIES = 1000
export const MAX_BYTES = 1024 * 1024

const Source = text(2000)
const Hash = text(200)
const Digest = z
  .string()
  .regex(/^(sha256:)?[0-9a-f]{64}$/i, 'must be a SHA-256: 64 hexadecimal digits, with or without "sha256:" before them')

export const EntryName = text(300).min(1)

/** An entry of the lockfiles of the `skills` command line, which differ in where the hash is. Other keys are the client's own. */
const skillsEntry = {
  source: Source,
  sourceType: text(40),
  sourceUrl: Source.optional(),
  sourceBaseUrl: Source.optional(),
  skillPath: text(1000).optional(),
  wellKnownDigest: Hash.optional(),
}

export const ProjectEntry = z.looseObject({ ...skillsEntry, computedHash: Hash })
export const GlobalEntry = z.looseObject({ ...skillsEntry, skillFolderHash: Hash })

export const ClawhubEntry = z.looseObject({
  version: text(200).nullable(),
  ownerHandle: text(200).optional(),
  sourceRepository: Source.optional(),
  sourcePath: text(1000).optional(),
  installedAt: z.number(),
})

export const ListEntry = z.strictObject({
  name: EntryName.meta({ description: 'A slug, `@owner/name`, or a name that one publisher alone has.' }),
  source: Source.min(1).optional().meta({
    description:
      'Where it comes from: an address of this registry such as /s/{slug}, or a GitHub repository as OWNER/REPO or as its address.',
  }),
  version: text(200).min(1).optional(),
  digest: Digest.optional().meta({ description: 'Of a version, or of its zip.' }),
})

const skillsOf = <S extends z.ZodType>(entry: S) =>
  z.looseObject({ version: z.int(), skills: z.record(EntryName, entry) })

/** How lockfiles are described. They are checked entry by entry, so that each fault has its place. */
export const Lockfile = z
  .union([
    z.strictObject({ skills: z.array(ListEntry).max(MAX_ENTRIES) }),
    skillsOf(ProjectEntry),
    skillsOf(GlobalEntry),
    skillsOf(ClawhubEntry),
  ])
  .meta({ ref: 'Lockfile' })
