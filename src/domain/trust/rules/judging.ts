import { isDocumentation, isHiding, isSomebody, isStandIn } from '../data/hosts.ts'
import { filledIn } from '../flow/filled-in.ts'
import type { Folder } from '../reading/folder.ts'
import { CONFIDENCES, type Confidence, SEVERITIES, type Severity } from '../report.ts'
import type { Judge, Judged } from '../rule.ts'
import { isAboutSecurity } from '../weighing/context.ts'
import { fetchedFrom } from '../weighing/fetched.ts'
import type { Target } from '../weighing/hosts.ts'
import { isNamed } from '../weighing/ties.ts'

/** What runs. */
export const RUNS = ['script', 'manifest'] as const
/** What an agent reads. */
export const READ = ['prose', 'comment', 'frontmatter'] as const

export const says = (severity: Severity, confidence: Confidence): Judged => ({ severity, confidence })

/**
 * Judges a download that runs by where it comes from, the worst of all addresses in it: well-known installers and this machine are fine,
 * and what hides its author is the worst.
 */
export function byOrigin(text: string, folder: Folder): boolean | Judged {
  const targets = fetchedFrom(text, folder)
  if (targets.length === 0) return says('medium', 'medium')
  const asRoot = /\bsudo\b/.test(text)
  return targets.map((target) => ofOrigin(target, folder, asRoot)).reduce((a, b) => (weightOf(b) > weightOf(a) ? b : a))
}

const weightOf = (said: boolean | Judged): number =>
  typeof said === 'boolean'
    ? -1
    : SEVERITIES.indexOf(said.severity ?? 'low') * CONFIDENCES.length + CONFIDENCES.indexOf(said.confidence ?? 'low')

/** What comes from somebody else is judged as `said`; a name that only looks like a placeholder waits for a person. */
export function ofSomebody(targets: readonly Target[], said: true | Judged): boolean | Judged {
  const others = targets.filter(isSomebody)
  return others.length > 0 && (others.every(({ host }) => isStandIn(host)) ? says('high', 'medium') : said)
}

/**
 * A skill that names a host does not vouch for it, since both have one author: what runs waits for a person. A repository is public, and
 * its history too, so one that is called as the skill or its product is worth a note.
 */
function ofOrigin({ host, kind, tie, isPlain, path }: Target, folder: Folder, asRoot: boolean): boolean | Judged {
  if (kind === 'own' || kind === 'placeholder' || kind === 'installer') return false
  if (isStandIn(host)) return says('high', 'medium')
  if (isHiding(kind)) return says('critical', 'high')
  // Nobody is at an address of documentation, so what a text on security has its reader load there is the reader's own.
  if (isDocumentation(host) && TOOLS.test(path) && isAboutSecurity(folder)) return says('high', 'medium')
  if (isPlain) return says('high', 'high')
  if (kind === 'api') return tie === 'own' && !asRoot ? says('medium', 'medium') : says('high', 'medium')
  return says('high', tie === 'none' ? 'high' : 'medium')
}

/** Tools that every course on tests of networks loads from the tester's own machine. */
const TOOLS =
  /\/(?:powerview|powerup|powercat|invoke-(?:mimikatz|kerberoast|bloodhound|powershelltcp|portscan)|rubeus|sharphound|winpeas|linpeas|linenum|lse|pspy\d{0,2}|seatbelt|mimikatz|chisel|nc)(?:any|x64|x86)?\.(?:ps1|exe|sh|bat)\b/i

/** Of a command with a variable for its address, the address that the script gives it. */
export const judgeOrigin: Judge = (match, { folder, view }) => {
  const text = filledIn(match[0], view)
  const targets = fetchedFrom(text, folder)
  const said = byOrigin(text, folder)
  if (view.document.kind !== 'script' || typeof said !== 'object') return said
  // Nobody can tell what a script gets from an address that its text does not show.
  if (targets.length === 0 && /[${]/.test(text)) return says('high', 'medium')
  // What a script gets to run from where no text says is meant to be overlooked.
  return targets.some(({ kind, host }) => kind === 'unknown' && !isNamed(host, folder)) ? says('high', 'high') : said
}

/** True if what stands before a match turns it into its opposite: `never …`, `do not …`. */
export const isNegated = (text: string, start: number): boolean =>
  /\b(?:never|not|n't|avoid|without|refuse to|must not|cannot|no need to|instead of|rather than)\b[^.!?\n]{0,40}$|\w{2}n['’]t\s{1,3}(?:\w{1,10}\s{1,3})?$/i.test(
    text.slice(Math.max(0, start - 60), start),
  )

/** True if some match of a pattern is not negated. */
export function isOrdered(text: string, pattern: RegExp): boolean {
  for (const { index } of text.matchAll(new RegExp(pattern.source, `g${pattern.flags.replace('g', '')}`)))
    if (!isNegated(text, index)) return true
  return false
}

/** True if the match stands in quotes, as a text that is talked about. */
export function isInQuotes(text: string, start: number, end: number): boolean {
  const before = text.slice(Math.max(0, start - 24), start)
  const after = text.slice(end, end + 60)
  return /["'`“”‘’«「|/(][\w\s]{0,20}$/.test(before) && /^[^\n]{0,50}["'`“”‘’»」|/)]/.test(after)
}

/** True if what stands before a match makes it something that others do: `instructions to …`, `attempts to …`. */
export const isDescribed = (text: string, start: number): boolean =>
  /\b(?:instructions?|attempts?|trying|tries|try|asks?|asking|requests?|commands?|phrases?|tells?|told|contents?|prompts?|text) (?:to|that|which|like|such as|you to|the (?:agent|model|assistant) to|it to)\s{1,4}(?:\w{1,12}\s{1,4})?$/i.test(
    text.slice(Math.max(0, start - 60), start),
  )
