import { type ClawhubSkill, type ClawhubVersion, latestOf, VANISHED, whyGone } from './clawhub-skill.ts'

const REASONS = {
  yanked: (version: ClawhubVersion) =>
    `Version ${version.version} was yanked${version.yankReason ? `: ${version.yankReason}` : '.'}`,
  malicious: ({ version, maliciousReason }: ClawhubVersion) =>
    `A reviewer found version ${version} malicious${maliciousReason ? `: ${maliciousReason}` : '.'}`,
  warned: ({ version }: ClawhubVersion) =>
    `The scan of version ${version} gave a warning, and no reviewer has decided about it yet.`,
  vanished: () => VANISHED,
  link_only: ({ license, sourceUrl }: ClawhubVersion) =>
    `Its licence (${license ?? 'none is named'}) does not permit redistribution. ${sourceUrl ? `Get it from ${sourceUrl}.` : 'Get it from its source.'}`,
  incomplete: () => 'A part of its folder could not be read, so it cannot be installed.',
}

/** Why the files of a version are not given out, in a sentence. Null if they are. */
export const whyWithheld = (version: ClawhubVersion): string | null =>
  version.withheld === null ? null : REASONS[version.withheld](version)

/** Why no version of a skill is installed from here, in a sentence. Null if one is. */
export function whyNotInstalled(skill: ClawhubSkill): string | null {
  if (latestOf(skill)) return null
  if (skill.newest?.withheld === 'malicious') return whyWithheld(skill.newest)
  if (skill.isVanished || !skill.isActive) return whyGone(skill)
  return (skill.newest && whyWithheld(skill.newest)) ?? 'It has no version that can be installed.'
}

/** How `clawhub` installs the latest version: from here, from GitHub if we may only link to it, or not at all. */
export function installAnswer(skill: ClawhubSkill, downloadUrl: (version: string) => string) {
  const { name: slug, newest } = skill
  const latest = latestOf(skill)
  if (latest) {
    const { version } = latest
    return { ok: true, slug, installKind: 'archive', archive: { version, downloadUrl: downloadUrl(version) } } as const
  }
  if (skill.isActive && newest?.withheld === 'link_only' && newest.repo && newest.commit && newest.sourceUrl) {
    const { repo, commit, sourceUrl } = newest
    // Without a hash the client compares none: that of the protocol is another one than ours.
    const github = { repo, path: folderOf(newest.path), commit, contentHash: '', sourceUrl }
    return { ok: true, slug, installKind: 'github', github } as const
  }
  const linked = skill.isActive && newest?.withheld === 'link_only'
  const message = whyNotInstalled(skill) ?? ''
  return linked
    ? ({ ok: false, slug, reason: 'github_source_missing', message, status: 403 } as const)
    : ({ ok: false, slug, reason: 'archive_version_missing', message, status: 410 } as const)
}

/** The folder of a file in its repository. Empty for the root. */
const folderOf = (path: string | null): string => path?.replace(/(^|\/)[^/]*$/, '') ?? ''
