import { compareBytes } from '../byte-order.ts'
import type { Capabilities } from '../capabilities/capabilities.ts'

/** `lines` is null for a file that is no text, or was too large or too different to be counted. */
export type ChangedFile = { path: string; lines: { added: number; removed: number } | null }

type Difference = {
  scripts: string[]
  languages: string[]
  hosts: string[]
  allowed_tools: string[]
  env: string[]
  bins: string[]
}

/** What differs between a version and the one before. Lists have at most 100 items; `total` counts all changed files. */
export type VersionChanges = {
  since: string
  files: { added: ChangedFile[]; removed: ChangedFile[]; changed: ChangedFile[]; total: number }
  /** The fields of the frontmatter that differ. */
  frontmatter: string[]
  capabilities: { added: Difference; removed: Difference }
}

/** The capabilities that are compared. */
export type ComparedCapabilities = Pick<
  Capabilities,
  'scripts' | 'languages' | 'hosts' | 'allowed_tools' | 'env' | 'bins'
>

/** Compares what two versions bring and ask for. */
export function compareCapabilities(
  before: ComparedCapabilities,
  after: ComparedCapabilities,
): VersionChanges['capabilities'] {
  return { added: missingIn(before, after), removed: missingIn(after, before) }
}

/** What `other` has and `one` has not. */
function missingIn(one: ComparedCapabilities, other: ComparedCapabilities): Difference {
  const scripts = new Set(one.scripts.map(({ path }) => path))
  const missing = (list: 'languages' | 'hosts' | 'allowed_tools' | 'env' | 'bins') =>
    other[list].filter((item) => !one[list].includes(item))
  return {
    scripts: other.scripts.map(({ path }) => path).filter((path) => !scripts.has(path)),
    languages: missing('languages'),
    hosts: missing('hosts'),
    allowed_tools: missing('allowed_tools'),
    env: missing('env'),
    bins: missing('bins'),
  }
}

const MAX_FIELDS = 100

/** The names of the fields that differ between two frontmatters, sorted by their bytes. */
export function compareFields(before: Record<string, unknown>, after: Record<string, unknown>): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const differing = names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
  return differing.sort(compareBytes).slice(0, MAX_FIELDS)
}
