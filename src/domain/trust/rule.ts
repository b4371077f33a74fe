import type { Folder } from './reading/folder.ts'
import type { View } from './reading/view.ts'
import type { ZoneKind } from './reading/zones.ts'
import type { Confidence, Severity } from './report.ts'

export const FAMILIES = [
  'remote-code',
  'fake-prerequisites',
  'obfuscation',
  'exfiltration',
  'injection',
  'hidden-text',
  'persistence',
  'destruction',
  'imposture',
  'dependency',
  'permissions',
  'secrets',
] as const
export type Family = (typeof FAMILIES)[number]

/** A text is that of a SKILL.md; a record has the texts of a folder by their paths. */
export type Example = string | Readonly<Record<string, string>>

/** What a rule found, in the text of a view. */
export type Hit = {
  view: View
  start: number
  end: number
  /** Instead of the rule's own, where the match itself says more. */
  severity?: Severity
  confidence?: Confidence
  /** True if the text around the match must not lower its confidence. */
  isPlain?: boolean
  /** What the excerpt says instead of the line, where the line alone says too little. */
  note?: string
}

/** The texts of a rule are public: each rule is a line of the documentation. */
export type RuleText = {
  /** `family.name`; it never changes. */
  id: string
  version: number
  severity: Severity
  confidence: Confidence
  /** One sentence: what it looks for. */
  looksFor: string
  why: string
  fix: string
  /** Each becomes a test: what must be found, and what is worth a note at most. */
  examples: { match: readonly Example[]; pass: readonly Example[] }
}

/** Finds by patterns near words that must be there. */
export type Pattern = {
  /** In lower case. A text without any of them is not looked at; with none here, each is. */
  words: readonly string[]
  /** With the flags `g` and `i` as needed. Each is bounded, so that its work grows with the length of the text alone. */
  pattern: RegExp
  /** Where it may be. Default: everywhere. */
  in?: readonly ZoneKind[]
  /** Languages of scripts and fences that it is for. Default: all. */
  languages?: readonly string[]
  /** Returns false if the match is none after all, or what it says of severity and confidence. */
  judge?: Judge
}
/** Where a match stands. */
export type At = { view: View; folder: Folder; start: number }
export type Judge = (match: RegExpMatchArray, at: At) => boolean | Judged
export type Judged = { severity?: Severity; confidence?: Confidence; isPlain?: boolean }

export type Rule = RuleText & ({ patterns: readonly Pattern[] } | { find: (folder: Folder) => Hit[] })
