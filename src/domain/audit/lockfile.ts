import { digestInAddress, type NamedSkill, namedByRef, namedBySource } from './named-skill.ts'

/** The lockfiles that can be audited: those of the `skills` command line for a project and for a user, that of `clawhub`, and our own list. */
export const LOCK_FORMATS = ['skills_lock', 'skills_global_lock', 'clawhub_lock', 'list'] as const
export type LockFormat = (typeof LOCK_FORMATS)[number]

/** Where each lies by default. */
export const LOCK_PATHS: Record<LockFormat, string> = {
  skills_lock: 'skills-lock.json',
  skills_global_lock: '.agents/.skill-lock.json',
  clawhub_lock: '.clawhub/lock.json',
  list: 'skills.json',
}

/** An entry of a lockfile of the `skills` command line. `hash` is its `computedHash` or `skillFolderHash`. */
export type SkillsEntry = {
  source: string
  sourceType: string
  sourceUrl?: string | undefined
  /** Of a user's lockfile, where `sourceUrl` is the address of the archive. */
  sourceBaseUrl?: string | undefined
  skillPath?: string | undefined
  hash: string
  /** Of the archive, as the index told it. */
  wellKnownDigest?: string | undefined
}

export type ClawhubEntry = {
  version: string | null
  ownerHandle?: string | undefined
  sourceRepository?: string | undefined
  sourcePath?: string | undefined
}

export type ListEntry = {
  name: string
  source?: string | undefined
  version?: string | undefined
  digest?: string | undefined
}

/**
 * What an entry says, whatever lockfile it is in. `digests` are those by which a registry gives out folders and archives, `hashes` what a
 * client made of the files that it installed, both as hexadecimal digits.
 */
export type LockEntry = {
  name: string
  source: string | null
  version: string | null
  digests: string[]
  hashes: string[]
  named: NamedSkill | null
}

/** The format of a lockfile by its first entry, or by its version if it has none. Null if it is none that is known. */
export function lockFormatOf(lockfile: unknown): LockFormat | null {
  if (!isObject(lockfile)) return null
  const { skills, version } = lockfile
  if (Array.isArray(skills)) return 'list'
  if (!isObject(skills)) return null
  const [first] = Object.values(skills)
  if (first === undefined) return version === 3 ? 'skills_global_lock' : 'skills_lock'
  if (!isObject(first)) return null
  if ('computedHash' in first) return 'skills_lock'
  if ('skillFolderHash' in first) return 'skills_global_lock'
  return 'installedAt' in first ? 'clawhub_lock' : null
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The hexadecimal digits of a SHA-256 or of git's SHA-1, with or without a name before them. None of any other text. */
const digitsOf = (text: string | undefined): string[] => {
  const digits = /^(?:sha256:)?([0-9a-f]{64}|[0-9a-f]{40})$/i.exec(text ?? '')?.[1]
  return digits === undefined ? [] : [digits.toLowerCase()]
}

/** Other sources are on the disk of the user, or at hosts of which this registry knows nothing. */
const LOOKED_UP = ['well-known', 'github', 'git']

/** Reads an entry of a project's or a user's lockfile of the `skills` command line. */
export function readSkillsEntry(name: string, entry: SkillsEntry, host: string): LockEntry {
  const { sourceType, sourceUrl, sourceBaseUrl, skillPath: path } = entry
  const source = sourceBaseUrl ?? sourceUrl ?? entry.source
  return {
    ...{ name, source, version: null },
    digests: [...digitsOf(entry.wellKnownDigest), ...digestInAddress(sourceUrl ?? '')],
    hashes: digitsOf(entry.hash),
    named: LOOKED_UP.includes(sourceType) ? namedBySource({ source, name, path, host }) : null,
  }
}

/** Reads an entry of the lockfile of `clawhub`, which holds no hash. */
export function readClawhubEntry(name: string, entry: ClawhubEntry, host: string): LockEntry {
  const { version, ownerHandle, sourceRepository: source, sourcePath: path } = entry
  return {
    ...{ name, source: source ?? null, version, digests: [], hashes: [] },
    named: source === undefined ? namedByRef(name, ownerHandle) : namedBySource({ source, name, path, host }),
  }
}

/** Reads an entry of our own list. */
export function readListEntry({ name, source, version, digest }: ListEntry, host: string): LockEntry {
  return {
    ...{ name, source: source ?? null, version: version ?? null },
    ...{ digests: digitsOf(digest), hashes: [] },
    named: source === undefined ? namedByRef(name) : namedBySource({ source, name, host }),
  }
}
