import { z } from 'zod'
import { SourceFault } from '../source-fault.ts'

/** A skill that another catalogue offers. `digest` is of the artifact's bytes; null in the older format, which has none. */
export type CatalogEntry = { name: string; type: 'skill-md' | 'archive'; url: string; digest: string | null }
export type CatalogIndex = { entries: CatalogEntry[]; faults: { target: string; reason: string }[] }

const Index = z.object({ $schema: z.string().optional(), skills: z.array(z.unknown()).max(10_000) })
const Name = z
  .string()
  .max(64)
  .regex(/^[a-z\d]+(-[a-z\d]+)*$/)
const Entry = z.object({
  name: Name,
  type: z.enum(['skill-md', 'archive']),
  url: z.string().min(1).max(2000),
  digest: z.string().regex(/^sha256:[\da-f]{64}$/),
})
// One issue for all of them: an array of a million numbers would have as many.
const Files = z.array(z.unknown()).refine((files) => files.every((file) => typeof file === 'string'))
const OlderEntry = z.object({ name: Name, files: Files })

/**
 * Reads an index of either format (0.2.0 says so by its `$schema`) that was found at `address`. Entries that break its rules, and all but
 * the first of one name, are left out and told of. Throws SourceFault where it is no index at all.
 */
export function readCatalogIndex(text: string, address: string): CatalogIndex {
  const index = Index.safeParse(parse(text))
  if (!index.success) throw new SourceFault('unreadable', 'The index has a shape that we do not know.')
  const { $schema, skills } = index.data
  const read = $schema === undefined ? readOlder : readEntry
  const entries = new Map<string, CatalogEntry>()
  const faults: CatalogIndex['faults'] = []
  for (const [i, skill] of skills.entries()) {
    const entry = read(skill, address)
    if (typeof entry === 'string') faults.push({ target: `skills/${i}`, reason: entry })
    else if (entries.has(entry.name))
      faults.push({ target: entry.name, reason: 'There is another entry of this name.' })
    else entries.set(entry.name, entry)
  }
  return { entries: [...entries.values()], faults }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function readEntry(skill: unknown, address: string): CatalogEntry | string {
  const { data, error } = Entry.safeParse(skill)
  if (!data) return broken(error)
  if (!URL.canParse(data.url, address)) return 'The entry has no address.'
  return { ...data, url: new URL(data.url, address).href }
}

function readOlder(skill: unknown, address: string): CatalogEntry | string {
  const { data, error } = OlderEntry.safeParse(skill)
  if (!data) return broken(error)
  if (!data.files.includes('SKILL.md')) return 'The entry has no SKILL.md.'
  return { name: data.name, type: 'skill-md', url: new URL(`${data.name}/SKILL.md`, address).href, digest: null }
}

const broken = ({ issues }: z.ZodError) =>
  `The entry breaks the rules for ${issues.map(({ path }) => path.join('.') || 'itself').join(', ')}.`
