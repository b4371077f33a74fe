import * as z from 'zod'
import { SourceFault } from '../source-fault.ts'

/**
 * A skill in another catalogue's index. `digest` is that of the artifact's bytes, or null in the older format, which
 * has none.
 */
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
// One check for all items: an array of a million numbers would yield a million issues.
const Files = z.array(z.unknown()).refine((files) => files.every((file) => typeof file === 'string'))
const OlderEntry = z.object({ name: Name, files: Files })

/**
 * Reads the index found at `address`, in either format; only 0.2.0 has a `$schema`. Leaves out invalid entries, and all
 * but the first of the same name, and returns a fault for each. Throws SourceFault if it is not an index.
 */
export function readCatalogIndex(text: string, address: string): CatalogIndex {
  const index = Index.safeParse(parse(text))
  if (!index.success)
    throw new SourceFault(
      'unreadable',
      'The index is not in a known format; it must be a JSON object with a list `skills` of at most 10,000 entries.',
    )
  const { $schema, skills } = index.data
  const read = $schema === undefined ? readOlder : readEntry
  const entries = new Map<string, CatalogEntry>()
  const faults: CatalogIndex['faults'] = []
  for (const [i, skill] of skills.entries()) {
    const entry = read(skill, address)
    if (typeof entry === 'string') faults.push({ target: `skills/${i}`, reason: entry })
    else if (entries.has(entry.name)) faults.push({ target: entry.name, reason: 'Another entry has the same name.' })
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
  if (!URL.canParse(data.url, address)) return 'The `url` of the entry is not a valid address.'
  return { ...data, url: new URL(data.url, address).href }
}

function readOlder(skill: unknown, address: string): CatalogEntry | string {
  const { data, error } = OlderEntry.safeParse(skill)
  if (!data) return broken(error)
  if (!data.files.includes('SKILL.md')) return 'The entry does not list SKILL.md among its `files`.'
  return { name: data.name, type: 'skill-md', url: new URL(`${data.name}/SKILL.md`, address).href, digest: null }
}

const broken = ({ issues }: z.ZodError) =>
  `The entry is not valid; check ${issues.map(({ path }) => path.join('.') || 'the whole entry').join(', ')}.`
