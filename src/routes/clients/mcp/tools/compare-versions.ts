import * as z from 'zod'
import { diffVersions } from '../../../catalogue/versions/diff.ts'
import { PartField, partFields, partFieldsOf, plain, Slug } from '../fields.ts'
import { refuseWithSource } from '../refusal.ts'
import { readingTool } from '../tool.ts'

const MOST_FILES = 200

const ChangedFile = z.object({
  path: z.string(),
  change: z.enum(['added', 'removed', 'changed']),
  added: z.int().nullable().meta({ description: 'Lines that were added. Null if its lines were not compared.' }),
  removed: z.int().nullable().meta({ description: 'Lines that were removed.' }),
  why: z
    .string()
    .nullable()
    .meta({ description: 'Why its lines were not compared: binary, too_large, too_different.' }),
})

const Version = plain(200)

export const compareVersions = readingTool({
  name: 'compare_versions',
  title: 'Compare two versions of a skill',
  description:
    'Compares two versions of a skill: which files were added, removed or changed, and unified diffs of the texts, long ones in parts.',
  input: z.strictObject({
    slug: Slug,
    from: Version.optional().meta({ description: 'The version to compare with. By default, the one before `to`.' }),
    to: Version.default('latest').meta({ description: 'The version that is compared, or "latest".' }),
    part: PartField,
  }),
  output: z.object({
    slug: z.string(),
    from: z.string().nullable().meta({ description: 'Null if `to` is the first version: all its files are new.' }),
    to: z.string(),
    files: z.array(ChangedFile).meta({ description: 'At most 200 of the files that differ.' }),
    files_total: z.int(),
    ...partFields,
  }),
  run: async (c, { slug, from, to, part }) => {
    const { files, ...versions } = await diffVersions(c, { ref: slug, from, to, refuse: refuseWithSource })
    const changed = files.map(({ path, before, after, added, removed, why }) => ({
      path,
      change: before === null ? ('added' as const) : after === null ? ('removed' as const) : ('changed' as const),
      added,
      removed,
      why,
    }))
    const parts = partFieldsOf(files.map(({ diff }) => diff ?? '').join(''), part)
    const structured = { slug, ...versions, files: changed.slice(0, MOST_FILES), files_total: files.length, ...parts }
    return { structured, text: `${summaryOf(versions, changed)}\n\n${parts.text}` }
  },
})

const summaryOf = (
  { from, to }: { from: string | null; to: string },
  files: readonly { path: string; change: string }[],
): string =>
  [
    `${from ?? 'nothing'} → ${to}: ${files.length} files differ.`,
    ...files.slice(0, MOST_FILES).map(({ path, change }) => `${change}: ${path}`),
  ].join('\n')
