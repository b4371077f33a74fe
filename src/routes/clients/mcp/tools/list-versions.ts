import * as z from 'zod'
import { isSkill, listVersions as readVersions } from '../../../../db/files/versions.ts'
import { decodeCursor } from '../../../../http/input/cursor.ts'
import { skillRef } from '../../../../http/input/skill-ref.ts'
import { missingSkill } from '../../../catalogue/missing-skill.ts'
import type { VersionItem } from '../../../catalogue/versions/version-schema.ts'
import { VERSIONS_CURSOR } from '../../../catalogue/versions/versions.ts'
import { ABOUT_VERDICT, CursorField, limit, NextCursor, Slug, Tokens } from '../fields.ts'
import { readingTool } from '../tool.ts'

const Version = z.object({
  version: z.string(),
  created_at: z.string(),
  digest: z.string(),
  files: z.int(),
  bytes: z.int(),
  context_tokens: Tokens,
  license: z.string().nullable(),
  source_url: z.string().nullable(),
  withheld: z.string().nullable().meta({
    description:
      'Why its files are not given out: malicious, yanked, warned, vanished, link_only or incomplete. Null if they are.',
  }),
  verdict: z.string().nullable().meta({ description: ABOUT_VERDICT }),
  risk: z.string().nullable(),
  yank_reason: z.string().nullable(),
  published_by: z.string().nullable().meta({
    description: 'The run of the workflow of its own repository that has published it. Null if a crawl found it.',
  }),
})

export const listVersions = readingTool({
  name: 'list_versions',
  title: 'List the versions of a skill',
  description:
    'Lists the versions of a skill, the newest first, with what each costs in tokens and whether its files are given out.',
  input: z.strictObject({ slug: Slug, limit: limit(20), cursor: CursorField }),
  output: z.object({ items: z.array(Version), next_cursor: NextCursor }),
  run: async (c, { slug, limit: size, cursor }) => {
    const after = cursor === undefined ? undefined : ([decodeCursor(cursor, VERSIONS_CURSOR)[1]] as const)
    const body = await readVersions(c.var.db, skillRef(slug), { size, after })
    const { items, next_cursor }: { items: z.output<typeof VersionItem>[]; next_cursor: string | null } =
      JSON.parse(body)
    if (items.length === 0 && !(await isSkill(c.var.db, skillRef(slug)))) throw await missingSkill(c, slug)
    return { structured: { items: items.map(shown), next_cursor } }
  },
})

const shown = ({ yanked, ...version }: z.output<typeof VersionItem>): z.input<typeof Version> => ({
  version: version.version,
  created_at: version.created_at,
  digest: version.digest,
  files: version.files,
  bytes: version.bytes,
  context_tokens: version.context_tokens,
  license: version.license,
  source_url: version.source_url,
  withheld: version.withheld,
  verdict: version.verdict,
  risk: version.risk,
  yank_reason: yanked?.reason ?? null,
  published_by: version.provenance?.run_url ?? null,
})
