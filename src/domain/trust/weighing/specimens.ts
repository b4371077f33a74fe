import { type Document, headingsAbove, headOfTable, lineOf, positionAt, zoneAt } from '../reading/document.ts'
import type { Folder } from '../reading/folder.ts'
import type { View } from '../reading/view.ts'
import { isAboutSecurity, isList } from './context.ts'
import { isOrder, ordersElsewhere, ownLines, withoutItsOwn } from './own-words.ts'

const OF_ATTACKS =
  "(?:malicious|hostile|evil|bad|fake|infected|poisoned|compromised|injected|vulnerable|dangerous|suspicious|harmful|insecure|unsafe|attack(?:er)?s?(?:'s)?|adversarial|phishing|obfuscated|hijacked|trojan\\w{0,5}|hacked|exploit)"
const THINGS =
  '(?:skills?|prompts?|commands?|code|scripts?|snippets?|examples?|samples?|payloads?|lines?|texts?|strings?|phrases?|patterns?|packages?|prerequisites?|installers?|updates?|cron\\w{0,4}|hooks?|entr(?:y|ies)|pages?|mails?|messages?|issues?|workflows?|techniques?|chains?|vectors?|behaviou?rs?|comments?|instructions?|steps?|branch(?:es)?|commits?)'
/** What is an attack by its name alone. */
const ATTACKS =
  '(?:red flags?|indicators? of (?:compromise|attack)|iocs?|web ?shells?|reverse shells?|bind shells?|(?:download )?cradles?|lures?|clickfix|droppers?|kill chain|prompt injections?|jailbreaks?|exfiltration|signs of (?:an? )?(?:attack|compromise|infection|malware|injection)|instruction overrides?|memory poisoning)'
const WHO =
  '(?:an? |the |this )?(?:attackers?|adversar(?:y|ies)|malware|worms?|thie(?:f|ves)|scammers?|intruders?|lures?|droppers?|implants?|phish\\w{0,4}|stealers?)'
const DOES =
  '(?:then |also |now |often |usually )?(?:says?|said|shows?|tells?|told|asks?|asked|runs?|ran|posts?|posted|sends?|sent|writes?|wrote|downloads?|downloaded|executes?|executed|calls?|called|drops?|dropped|installs?|installed|adds?|added|injects?|injected|fetch(?:es|ed)?|might|could|may|would|does|do|did|can|hides?|hid|uses?|used|left|leaves?|want(?:s|ed)?)'
/** Not what protects from them. */
const NOT_AGAINST =
  '(?!\\s{1,3}(?:\\w{2,12}\\s)?(?:protection|prevention|detection|defen[cs]e|remov(?:al|er)|blocker|scanner|guard|filter|cleaner|checker|fix|patch|shield|update|installation|set-?up))'
/** Says that what follows is an attack, seen or made up, and no advice. */
const NAMES_IT = new RegExp(
  `\\b${OF_ATTACKS}\\s{1,3}(?:\\w{2,14}\\s{1,3})?${THINGS}\\b${NOT_AGAINST}|\\b${ATTACKS}\\b${NOT_AGAINST}|\\bwhat (?:an? )?(?:\\w{2,14} ){0,3}${OF_ATTACKS}\\b[^\\n]{0,40}\\blooks? like|\\b(?:how|what) ${WHO}\\b|\\b${WHO} ${DOES}\\b|\\b(?:seen )?in the wild\\b|\\b(?:attempts?|attacks?|probes?|exploits?) (?:\\w{2,12} )?looks? like\\b|\\ban? (?:issue|pull request|branch|comment|commit) (?:titled|named|called|that says|saying)\\b|\\breal(?:-world)? (?:campaigns?|attacks?|incidents?)\\b`,
  'i',
)
/** In a report of what has happened, what the thing in question did. */
const REPORTED = new RegExp(
  `\\b(?:it|they|the (?:\\w{2,14} )?(?:page|site|package|message|mail|script|skill|hook|file|line|workflow|step)) ${DOES}\\b[^\\n]{0,120}:\\s{0,4}$|\\bwhat (?:is|was|stood|came|we found|they left)\\b[^\\n]{0,60}:\\s{0,4}$`,
  'i',
)
/** What names attacks in a text on security, and other things elsewhere. */
const IN_SECURITY =
  /\breal(?:-world)? cases?\b|\b(?:ways?|paths?|routes?) (?:up|out of|to (?:root|higher|admin\w{0,10}|domain admin))\b|\b(?:privilege escalation|lateral movement|post-exploitation|initial access|credential access|defen[cs]e evasion|command and control)\b|\b(?:frequent|observed|captured|logged) (?:inputs?|attempts?)\b|\bpayloads?\b|\b(?:stealers?|ransomware|rootkits?|botnets?)\b|\bsamples? \d{1,3}: [^\n]{0,40}\b(?:loader|implant|miner)\b|\|\s{0,4}(?:inputs?|attempts?|observed)\s{0,4}\|/i
const REPORT = /\b(?:post-?mortem|incident|worm|breach|compromised|clickfix|phishing|hacked|malware)\b/i
const SETS_UP =
  /\b(?:set-?up|install\w{0,6}|prerequisites?|requirements?|required|quick ?start|getting started|usage|first steps?|before you|step \d|how to (?:use|run|install)|configuration|activation|updates?)\b/i
const COLUMNS =
  /\b(?:quote|flag|abuse|misuse|evidence|matched|signature|verdict|threat|how an? attacker\b[^|]{0,20}|attack|example of abuse)\b/i

const KNOWN = new WeakMap<View, Map<number, boolean>>()

/**
 * True if a text shows the place as what others do: a heading, what introduces it or the head of its table calls it an attack, and the
 * author's own words order it nowhere. Who wants it to be run has to say so, and then it is no specimen.
 */
export function isSpecimen(folder: Folder, view: View, start: number): boolean {
  const { document } = view
  // What has no ending is read as Markdown, too, and its comments are no headings.
  if (document.kind !== 'markdown' || !/\.(?:md|markdown|mdx|mdc|rst|adoc)$/i.test(document.path)) return false
  const offset = view.at(start)
  const known = KNOWN.get(view) ?? new Map<number, boolean>()
  KNOWN.set(view, known)
  const before = known.get(offset)
  if (before !== undefined) return before
  const { kind } = zoneAt(document, offset)
  const is =
    (kind === 'prose' || kind === 'code') &&
    (isNamed(folder, document, offset) || (isList(folder, view) && isAboutSecurity(folder))) &&
    !isOrdered(folder, document, offset)
  known.set(offset, is)
  return is
}

function isNamed(folder: Folder, document: Document, offset: number): boolean {
  if (/^(?:yara|sigma|snort|suricata|kql|spl)$/.test(zoneAt(document, offset).language)) return true
  const headings = headingsAbove(document, offset)
  const nearest = headings[0] ?? ''
  if (SETS_UP.test(nearest.replace(new RegExp(NAMES_IT.source, 'gi'), ' '))) return false
  const intro = introductionsOf(document, offset)
  if ([...headings, ...intro].some((text) => NAMES_IT.test(text))) return true
  const head = headOfTable(document, positionAt(document, offset).line)
  if (COLUMNS.test(head)) return true
  if (isAboutSecurity(folder) && [...headings, ...intro, head].some((text) => IN_SECURITY.test(text))) return true
  return intro.some((text) => REPORTED.test(text)) && headings.some((text) => REPORT.test(text))
}

/** What introduces a place: what its line says before it, and the two lines above it or above its block. */
function introductionsOf(document: Document, offset: number): string[] {
  const { line, column } = positionAt(document, offset)
  const zone = zoneAt(document, offset)
  const found = [
    lineOf(document, line)
      .slice(0, column - 1)
      .slice(-300),
  ]
  let above = zone.kind === 'code' ? positionAt(document, zone.start).line : line
  while (/^\s{0,8}>/.test(lineOf(document, above - 1))) above--
  const last = above - 40
  for (above--; above > 0 && above > last; above--) {
    const text = lineOf(document, above).slice(0, 600)
    const { kind } = zoneAt(document, document.lineStarts[above - 1] ?? 0)
    if (kind === 'prose' && /^#{1,6}\s/.test(text)) break
    // Two lines above the place, and what introduces anything above it in its section.
    if (text.trim() !== '' && (found.length < 3 || (kind === 'prose' && /:\s{0,4}$/.test(text)))) found.push(text)
  }
  return found
}

/** Whether the author's own words order what stands there: near it, or from elsewhere in the folder. */
function isOrdered(folder: Folder, document: Document, offset: number): boolean {
  const heading = document.headings.findLast(({ start }) => start <= offset)
  const from = heading?.start ?? 0
  const to = document.headings.find(({ start }) => start > offset)?.start ?? document.text.length
  const isNear = (start: number) => start > from && start < to && Math.abs(start - offset) < NEAR
  const isItsLine = (start: number) => positionAt(document, start).line === positionAt(document, offset).line
  const isOrdering = ({ start, own }: { start: number; own: string }) =>
    isOrder(own) && (isItsLine(start) || isOrder(withoutItsOwn(document, start, own)))
  if (ownLines(document).some((line) => line.own !== '' && isNear(line.start) && isOrdering(line))) return true
  return [document, folder.skill].some((one) => one?.kind === 'markdown' && ordersElsewhere(one, heading?.text ?? ''))
}

const NEAR = 3000
