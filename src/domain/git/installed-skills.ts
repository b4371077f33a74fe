import { readGithubRepo, readGithubUrl } from '../intake/github-address.ts'

/** A SKILL.md where installers put copies: `name` in the hidden folder of an agent, with the lock file that may name its source. */
export type InstalledPlace = { lock: string; name: string }

/** `.claude/skills/pdf/SKILL.md`, `app/.agents/skills/pdf/SKILL.md` and the like. Null for any other path. */
export function installedPlace(path: string): InstalledPlace | null {
  const [, base = '', name] = /^(.*\/)?\.[^/]+\/skills\/([^/]+)\/skill\.md$/i.exec(path) ?? []
  return name === undefined ? null : { lock: `${base}skills-lock.json`, name }
}

/** The names that a `skills-lock.json` says come from elsewhere than `repo`. Empty if it cannot be read. */
export function namesFromElsewhere(text: string, repo: string): Set<string> {
  const skills = fieldOf(parse(text), 'skills')
  if (typeof skills !== 'object' || skills === null) return new Set()
  const isElsewhere = (entry: unknown) => {
    const source = fieldOf(entry, 'source')
    if (typeof source !== 'string' || fieldOf(entry, 'sourceType') === 'local') return false
    return repoOf(source)?.toLowerCase() !== repo.toLowerCase()
  }
  return new Set(Object.entries(skills).flatMap(([name, entry]) => (isElsewhere(entry) ? [name] : [])))
}

function repoOf(source: string): string | null {
  const named = readGithubRepo(source)
  if ('value' in named) return named.value
  const linked = readGithubUrl(source)
  return 'value' in linked ? linked.value.repo : null
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
