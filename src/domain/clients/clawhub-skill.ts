import type { VersionChanges } from '../files/changes/version-changes.ts'
import type { ShownVerdict } from '../trust/decisions.ts'

/** A version of a skill. Times are epoch milliseconds, hashes hexadecimal digits. */
export type ClawhubVersion = {
  version: string
  createdAt: number
  license: string | null
  changes: VersionChanges['files'] | null
  isYanked: boolean
  yankReason: string | null
  /** Why a reviewer calls it malicious. */
  maliciousReason: string | null
  withheld: 'malicious' | 'yanked' | 'warned' | 'vanished' | 'link_only' | 'incomplete' | null
  /** Where it was found. `path` is that of its SKILL.md. */
  repo: string | null
  path: string | null
  commit: string | null
  sourceUrl: string | null
  digest: string
  verdict: ShownVerdict | null
  judgedAt: number | null
  /** The rules that found something that counts. */
  rules: string[]
}

/** A skill with its newest version that can be installed, or else the newest of all. */
export type ClawhubSkill = {
  id: string
  /** Of our own addresses. `name` is what the protocol calls a slug. */
  slug: string
  name: string
  owner: string
  title: string
  summary: string | null
  license: string | null
  isActive: boolean
  isVanished: boolean
  createdAt: number
  updatedAt: number
  /** Of the last 30 days. */
  uses: number
  stars: number
  /** What its author says instead of it. `successor` is a slug of our own. */
  deprecated: { reason: string; successor: string | null } | null
  newest: ClawhubVersion | null
}

/** The run of a workflow that has published a version. */
export type ClawhubRun = { issuer: string; workflow: string; run_id: string; run_url: string; published_at: string }

export type ClawhubFile = { path: string; size: number; sha256: string }

/** The version that is installed by default. Null if none can be. */
export const latestOf = ({ isActive, newest }: ClawhubSkill): ClawhubVersion | null =>
  isActive && newest?.withheld === null ? newest : null

/** The protocol knows one licence. All others are named in a text. */
const ONLY_LICENCE = 'MIT-0'
const licenceOf = (license: string | null) => (license === ONLY_LICENCE ? ONLY_LICENCE : null)
const inWords = (license: string | null) => `Licence: ${license ?? 'none is named'}.`

const MAX_NAMED = 3

function pathsOf(what: string, files: readonly { path: string }[]): string[] {
  if (files.length === 0) return []
  const named = files.slice(0, MAX_NAMED).map(({ path }) => path)
  const more = files.length > MAX_NAMED ? ` and ${files.length - MAX_NAMED} more` : ''
  return [`${what} ${named.join(', ')}${more}`]
}

/** What is new in a version, and its licence, in a line. */
function changelogOf({ changes, isYanked, yankReason, license }: ClawhubVersion): string {
  const yanked = isYanked ? [`Yanked${yankReason ? `: ${yankReason.replace(/\.$/, '')}` : ''}.`] : []
  const parts = changes
    ? [
        ...pathsOf('added', changes.added),
        ...pathsOf('changed', changes.changed),
        ...pathsOf('removed', changes.removed),
      ]
    : []
  const said = parts.length > 0 ? [`${parts.join('; ')}.`] : []
  return [...yanked, ...said, inWords(license)].join(' ').replace(/^[a-z]/, (first) => first.toUpperCase())
}

export const versionAnswer = (version: ClawhubVersion) => ({
  version: version.version,
  createdAt: version.createdAt,
  changelog: changelogOf(version),
  license: licenceOf(version.license),
})

export const VANISHED = 'Its source no longer has it, so it can no longer be installed.'

/** Why a skill can no longer be installed that was withdrawn or has vanished, in a sentence. */
export const whyGone = ({ isVanished }: ClawhubSkill): string =>
  isVanished ? VANISHED : 'It was withdrawn from this registry.'

/** That a skill should no longer be used, in a sentence. The protocol has no field for it. */
function deprecatedIn({ deprecated }: ClawhubSkill): string | null {
  if (deprecated === null) return null
  const instead = deprecated.successor && ` Use @${deprecated.successor.replace('--', '/')} instead.`
  return `Deprecated: ${deprecated.reason.replace(/\.?$/, '.')}${instead ?? ''}`
}

/** The summary, behind a deprecation. */
const saidOf = (skill: ClawhubSkill): string | null =>
  skill.deprecated === null ? skill.summary : [deprecatedIn(skill), skill.summary].filter(Boolean).join(' ')

/** What a skill says of itself, with its licence, which the client's own line gives wrongly. */
const summaryOf = (skill: ClawhubSkill) =>
  skill.isActive ? [saidOf(skill), inWords(skill.license)].filter(Boolean).join(' ') : whyGone(skill)

/** A skill without its versions. */
export function skillAnswer(skill: ClawhubSkill) {
  const latest = latestOf(skill)
  return {
    slug: skill.name,
    displayName: skill.isActive ? skill.title : skill.name,
    summary: summaryOf(skill),
    tags: latest ? { latest: latest.version } : {},
    stats: { downloads: skill.uses, installs: skill.uses, stars: skill.stars },
    createdAt: skill.createdAt,
    updatedAt: skill.updatedAt,
  }
}

export const ownerAnswer = ({ owner }: ClawhubSkill) => ({ handle: owner })

/** A skill in a list. Its summary comes alone, since lists show only its beginning. */
export function listedAnswer(skill: ClawhubSkill) {
  const latest = latestOf(skill)
  return {
    ...skillAnswer(skill),
    summary: saidOf(skill),
    ownerHandle: skill.owner,
    ...(latest && { latestVersion: versionAnswer(latest) }),
  }
}

/** A skill that a search found. */
export const hitAnswer = (skill: ClawhubSkill & { score: number }) => ({
  slug: skill.name,
  ownerHandle: skill.owner,
  displayName: skill.title,
  summary: saidOf(skill),
  version: latestOf(skill)?.version ?? null,
  score: skill.score,
  downloads: skill.uses,
  updatedAt: skill.updatedAt,
})
