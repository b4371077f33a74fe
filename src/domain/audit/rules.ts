/** From the worst on. */
export const LEVELS = ['error', 'warning', 'note'] as const
export type Level = (typeof LEVELS)[number]

type Rule = { level: Level; means: string; help: string }

/** What an audit can find. The level is the usual one of a finding. */
export const RULES = {
  malicious: {
    level: 'error',
    means: 'A reviewer has found these files malicious.',
    help: 'Remove it, and look at what it could reach: keys, files and accounts of whoever ran it.',
  },
  warned: {
    level: 'warning',
    means: 'The scan of these files gave a warning.',
    help: 'Read the report of the version before you go on using it.',
  },
  yanked: {
    level: 'error',
    means: 'A reviewer has withdrawn this version.',
    help: 'Replace it with another version, or remove it.',
  },
  withdrawn: {
    level: 'error',
    means: 'The registry has withdrawn this skill.',
    help: 'Remove it, unless you know why it was withdrawn.',
  },
  vanished: {
    level: 'warning',
    means: 'The source of this skill no longer has it.',
    help: 'It gets no more updates. Look for a replacement.',
  },
  'digest-mismatch': {
    level: 'warning',
    means: 'The skill is known, but no version of it has these bytes.',
    help: 'Install it again, and compare what you have with what you get.',
  },
  unknown: {
    level: 'warning',
    means: 'The registry does not know this skill or version.',
    help: 'Nobody here can say whether it was withdrawn. Check it yourself, or submit its source.',
  },
  'license-changed': {
    level: 'warning',
    means: 'The latest version has another licence.',
    help: 'Read the new licence before you update.',
  },
  'capabilities-added': {
    level: 'note',
    means: 'The latest version brings or asks for more than this one.',
    help: 'Compare the two versions before you update.',
  },
  behind: { level: 'note', means: 'There are newer versions.', help: 'Compare the versions, then update.' },
} as const satisfies Record<string, Rule>

export type RuleId = keyof typeof RULES
export const RULE_IDS = Object.keys(RULES) as RuleId[]

export type AuditFinding = { rule: RuleId; level: Level; message: string }

/** The worst level of findings, or `none`. */
export const worstOf = (findings: readonly { level: Level | 'none' }[]): Level | 'none' =>
  LEVELS.find((level) => findings.some((finding) => finding.level === level)) ?? 'none'

/** True if `level` is as bad as `limit`, or worse. */
export const isAsBadAs = (level: Level | 'none', limit: Level): boolean =>
  level !== 'none' && LEVELS.indexOf(level) <= LEVELS.indexOf(limit)
