import {
  type ComparedCapabilities,
  compareCapabilities,
  type VersionChanges,
} from '../files/changes/version-changes.ts'
import { cut } from '../text/text.ts'
import type { ShownVerdict } from '../trust/decisions.ts'
import type { LockEntry } from './lockfile.ts'
import { type AuditFinding, RULES, type RuleId, worstOf } from './rules.ts'

/** How an entry was found: by a digest that we give out, by a client's hash of the files, by its version, or only the skill by its source. */
export const MATCHES = ['digest', 'hash', 'version', 'source'] as const
export type Match = (typeof MATCHES)[number]

/** What the registry knows of an entry. Without a `skill` it knows nothing, and all else is null. */
export type Standing = {
  matchedBy: Match | null
  skill: { slug: string; name: string; owner: string } | null
  isWithdrawn: boolean
  vanishedAt: string | null
  /** The version of the entry. Null if only the skill was found. */
  version: {
    version: string
    digest: string
    license: string | null
    yanked: { at: string; reason: string | null } | null
    verdict: ShownVerdict | null
    maliciousReason: string | null
  } | null
  /** The newest that can be installed. */
  latest: { version: string; license: string | null } | null
  versionsBehind: number | null
  /** Of both versions, if they differ and it is known. */
  capabilities: { theirs: ComparedCapabilities; latest: ComparedCapabilities } | null
}

const UNKNOWN: Standing = {
  ...{ matchedBy: null, skill: null, isWithdrawn: false, vanishedAt: null, version: null, latest: null },
  ...{ versionsBehind: null, capabilities: null },
}

/** Says how an entry of a lockfile stands. `standing` is undefined if the registry knows nothing of it. */
export function judgeEntry(entry: LockEntry, standing: Standing = UNKNOWN) {
  const { matchedBy, skill, isWithdrawn, vanishedAt, version, latest, versionsBehind } = standing
  const license = version && latest ? licenseOf(version.license, latest.license) : null
  const capabilities = capabilitiesOf(standing)
  const findings = findingsOf(entry, standing, license?.changed ?? false, capabilities?.added ?? null)
  return {
    ...{ name: entry.name, source: entry.source, found: skill !== null, matched_by: matchedBy, skill },
    ...{ version: version?.version ?? null, digest: version?.digest ?? null, latest_version: latest?.version ?? null },
    ...{ versions_behind: versionsBehind, yanked: version?.yanked ?? null },
    ...{ withdrawn: isWithdrawn, vanished_at: vanishedAt, license, capabilities },
    verdict: version?.verdict ?? null,
    ...{ level: worstOf(findings), findings },
  }
}

export type JudgedEntry = ReturnType<typeof judgeEntry>

const licenseOf = (theirs: string | null, latest: string | null) => ({ theirs, latest, changed: theirs !== latest })

const EMPTY = { scripts: [], languages: [], hosts: [], allowed_tools: [], env: [], bins: [] }

function capabilitiesOf({ version, latest, capabilities }: Standing): VersionChanges['capabilities'] | null {
  if (capabilities) return compareCapabilities(capabilities.theirs, capabilities.latest)
  return version && version.version === latest?.version ? { added: EMPTY, removed: EMPTY } : null
}

type Added = VersionChanges['capabilities']['added'] | null

function findingsOf(entry: LockEntry, standing: Standing, isRelicensed: boolean, added: Added): AuditFinding[] {
  const { skill, isWithdrawn, vanishedAt, version, latest, versionsBehind } = standing
  if (!skill) return [finding('unknown', 'This registry does not know this skill, so it can say nothing about it.')]
  const findings: AuditFinding[] = []
  const add = (rule: RuleId, message: string) => findings.push(finding(rule, message))
  if (version?.verdict === 'malicious') add('malicious', maliciousWords(version))
  if (version?.verdict === 'warn') add('warned', warnedWords(version))
  if (version?.yanked) add('yanked', yankedWords(version, latest))
  if (isWithdrawn) add('withdrawn', `${skill.slug} was withdrawn from this registry.`)
  if (vanishedAt !== null) add('vanished', `Its source has not had ${skill.slug} since ${vanishedAt.slice(0, 10)}.`)
  if (!version) findings.push(...unmatched(entry, skill.slug))
  if (version && latest && isRelicensed)
    add(
      'license-changed',
      `Its licence is ${inWords(version.license)}; that of ${latest.version} is ${inWords(latest.license)}.`,
    )
  const more = added ? addedWords(added) : ''
  if (latest && more !== '') add('capabilities-added', `${latest.version} adds ${more}.`)
  if (version && latest && versionsBehind) {
    const versions = versionsBehind === 1 ? 'one version' : `${versionsBehind} versions`
    add('behind', `${version.version} is ${versions} behind ${latest.version}.`)
  }
  return findings
}

const finding = (rule: RuleId, message: string): AuditFinding => ({ rule, level: RULES[rule].level, message })

function maliciousWords({ version, maliciousReason }: NonNullable<Standing['version']>): string {
  const reason = maliciousReason ? `: ${maliciousReason.replace(/\.$/, '')}` : ''
  return `A reviewer found version ${version} malicious${reason}.`
}

const warnedWords = ({ version }: NonNullable<Standing['version']>): string =>
  `The scan of version ${version} gave a warning. Its report says what was found.`

function yankedWords({ version, yanked }: NonNullable<Standing['version']>, latest: Standing['latest']): string {
  const reason = yanked?.reason ? `: ${yanked.reason.replace(/\.$/, '')}` : ''
  const instead = latest ? `${latest.version} can be installed.` : 'No other version can be installed.'
  return `Version ${version} was yanked${reason}. ${instead}`
}

/** What is said of an entry whose skill was found by its source alone. */
function unmatched({ digests, hashes, version }: LockEntry, slug: string): AuditFinding[] {
  if (digests.length > 0) return [finding('digest-mismatch', `No version of ${slug} has the digest of this entry.`)]
  if (version !== null) return [finding('unknown', `${slug} has no version ${version.slice(0, 100)}.`)]
  if (hashes.length === 0) return []
  // A client also hashes what no folder here has, and a source may have had a state that was never read.
  return [{ rule: 'digest-mismatch', level: 'note', message: `No version of ${slug} has the hash of this entry.` }]
}

const inWords = (license: string | null) => license ?? 'not named'

const MAX_NAMED = 5
const MAX_LENGTH = 80

const short = (item: string) => (item.length > MAX_LENGTH ? `${cut(item, MAX_LENGTH)}…` : item)

const addedWords = (added: NonNullable<Added>): string =>
  Object.entries(added)
    .filter(([, items]) => items.length > 0)
    .map(([what, items]) => {
      const more = items.length > MAX_NAMED ? ` and ${items.length - MAX_NAMED} more` : ''
      return `${what.replace('_', ' ')} ${items.slice(0, MAX_NAMED).map(short).join(', ')}${more}`
    })
    .join('; ')

/** Says how an entry stands that names the registry's own skill, which has no versions. */
export function judgeOwnSkill(entry: LockEntry, isCurrent: boolean): JudgedEntry {
  const findings = isCurrent ? [] : [finding('behind', "The registry's own skill has changed since. Install it again.")]
  const matched_by = isCurrent ? 'digest' : 'source'
  return { ...judgeEntry(entry), found: true, matched_by, level: worstOf(findings), findings }
}
