import { LIMITS } from './budget.ts'
import { isDocumentation, isSomebody, isStandIn } from './data/hosts.ts'
import { hitsOf } from './matching.ts'
import { lineOf, positionAt, zoneAt } from './reading/document.ts'
import { type Folder, isReferred, readFolder } from './reading/folder.ts'
import type { KnownNames, PublishedAs } from './reading/names.ts'
import type { ScannedFile } from './reading/scanned-file.ts'
import type { View } from './reading/view.ts'
import { CONFIDENCES, type Finding, type Scan, SEVERITIES, type Severity } from './report.ts'
import type { Hit, Rule } from './rule.ts'
import { RULE_SET } from './rule-set.ts'
import { RULES } from './rules/index.ts'
import { maskSecrets } from './secrets/mask.ts'
import { isAboutSecurity, isList, lowered, stepsDown } from './weighing/context.ts'
import { fetchedFrom } from './weighing/fetched.ts'
import { riskOf } from './weighing/risk.ts'
import { isSpecimen } from './weighing/specimens.ts'
import { isUnrun } from './weighing/unrun.ts'
import { verdictOf } from './weighing/verdict.ts'

export type { ScannedFile }

/**
 * Reads a folder by all rules, within a budget of bytes and steps. Pure: the same bytes always give the same scan, held against the same
 * much used names.
 */
export function scanFolder(files: readonly ScannedFile[], names: { known?: KnownNames; as?: PublishedAs } = {}): Scan {
  const folder = readFolder(files, names.known, names.as)
  const referred = new Map<string, boolean>()
  const found = new Map<string, Finding>()
  for (const rule of RULES)
    for (const hit of hitsOf(rule, folder, ({ document }) => markUnread(folder, document.path))) {
      const finding = findingOf(rule, hit, folder, referred)
      const key = `${finding.rule}\n${finding.file}\n${finding.line}`
      const known = found.get(key)
      if (!known || worse(finding, known) < 0) found.set(key, finding)
    }
  const findings = [...found.values()].sort(worse).slice(0, LIMITS.findings)
  return {
    rule_set: RULE_SET,
    verdict: verdictOf(findings),
    risk: riskOf(folder, findings),
    findings,
    coverage: { level: folder.unread.length > 0 ? 'partial' : 'complete', unread: folder.unread },
  }
}

function markUnread(folder: Folder, file: string): void {
  if (!folder.unread.some((one) => one.file === file)) folder.unread.push({ file, reason: 'budget' })
}

function findingOf(rule: Rule, hit: Hit, folder: Folder, referred: Map<string, boolean>): Finding {
  const { view, start } = hit
  const { document } = view
  const position = positionAt(document, view.at(start))
  const isQuoted = isSpecimen(folder, view, start)
  const isShownOnly = isQuoted || isUnrun(folder, view, start)
  const steps = isShownOnly ? 2 : hit.isPlain ? 0 : stepsDown(folder, view, start)
  const said = { severity: hit.severity ?? rule.severity, confidence: hit.confidence ?? rule.confidence }
  const isDoubtful =
    isQuoted && !isAboutSecurity(folder) && verdictOf([said]) === 'warn' && leadsToSomebody(folder, hit)
  const isKnown = referred.get(document.path) ?? isReferred(folder, document.path)
  referred.set(document.path, isKnown)
  return {
    rule: rule.id,
    rule_version: rule.version,
    severity: severityOf(
      said.severity,
      steps,
      isShownOnly || (view.layers.length === 0 && isShown(folder, view, start)),
    ),
    confidence: isDoubtful ? 'medium' : lowered(said.confidence, steps),
    file: document.path,
    ...position,
    excerpt: hit.note === undefined ? excerptOf(hit, position) : visible(hit.note.slice(0, MAX_EXCERPT)),
    why: rule.why,
    fix: rule.fix,
    referred: isKnown,
  }
}

/**
 * True if what is found names an address where somebody may be. Then a skill that is not about security waits for a person, though it only
 * shows it: it could show an address of nobody.
 */
const leadsToSomebody = (folder: Folder, { view, start, end }: Hit): boolean =>
  fetchedFrom(view.text.slice(start, end), folder).some(
    (target) => isSomebody(target) && !/^(?:installer|api)$/.test(target.kind) && !isMadeUp(target.host),
  )

const isMadeUp = (host: string): boolean => isDocumentation(host) || isStandIn(host) || /\.example$/.test(host)

/** What a text on security lists in a sentence is quoted; a block of code is there to be run. */
const severityOf = (severity: Severity, steps: number, isQuoted: boolean): Severity =>
  severity === 'critical' && steps > 1 && isQuoted ? 'high' : severity

/** A sentence, a block that says of itself that it is no code, or a list of signs. */
function isShown(folder: Folder, view: View, start: number): boolean {
  const { kind, language } = zoneAt(view.document, view.at(start))
  return (
    kind === 'prose' ||
    (kind === 'code' && /^(?:text|txt|log|output|plaintext)$/.test(language)) ||
    isList(folder, view)
  )
}

const MAX_EXCERPT = 240

/** The line as it is written; of an encoded layer, what it says. */
function excerptOf({ view, start, end }: Hit, { line, column }: { line: number; column: number }): string {
  if (view.layers.length > 0) return `${view.layers.join(' > ')}: ${cut(maskSecrets(view.text), start, end)}`
  return cut(maskSecrets(lineOf(view.document, line)), column - 1, column - 1 + Math.min(end - start, MAX_EXCERPT))
}

/** The part of a text around a place, in one line. */
function cut(text: string, start: number, end: number): string {
  const from = Math.max(0, Math.min(start, text.length - MAX_EXCERPT, Math.floor((start + end - MAX_EXCERPT) / 2)))
  return visible(text.slice(from, from + MAX_EXCERPT).trim())
}

/** Shows what shows nothing by its code point. */
const visible = (text: string) =>
  text.replace(/\p{Cf}|\p{Cc}|\p{Cs}|\p{Variation_Selector}/gu, (character) =>
    character === '\t' || character === '\n' ? ' ' : `\\u{${character.codePointAt(0)?.toString(16)}}`,
  )

function worse(a: Finding, b: Finding): number {
  return (
    SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity) ||
    CONFIDENCES.indexOf(b.confidence) - CONFIDENCES.indexOf(a.confidence) ||
    (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line) ||
    (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0)
  )
}
