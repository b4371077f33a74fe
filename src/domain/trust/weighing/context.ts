import { type Document, headingsAbove, headOfTable, lineOf, positionAt, zoneAt } from '../reading/document.ts'
import type { Folder } from '../reading/folder.ts'
import type { View } from '../reading/view.ts'
import { CONFIDENCES, type Confidence } from '../report.ts'

/** Words of texts that warn of what they quote. */
const WARNS =
  /\b(?:malicious|malware|attack(?:s|er|ers)?|exploit(?:s|ed|ation)?|payloads?|detect(?:s|ed|ion|ing)?|red flags?|suspicious|dangerous|unsafe|vulnerab(?:le|ility|ilities)|phishing|threats?|reverse shells?|injections?|jailbreaks?|never (?:run|do|use|execute|pipe|install)|do not (?:run|execute|pipe|follow|install)|don't (?:run|execute|pipe|follow|install)|avoid|anti-?patterns?|(?<!\b(?:code|following|text|this|the|next|each) )block(?:s|ed|list)?|flag(?:s|ged)?|reject(?:s|ed)?|refuse[sd]?|bad|wrong|insecure|abuse|harmful|scan(?:s|ners?|ning)? (?:for|finds?|flags?|detects?|reports?|rejects?)|blacklist|deny|pentest|privilege escalation|backdoors?|exfiltrat\w{0,6})\b|[❌🚫⛔🚩]/iu
/** What says outright that the thing it introduces is not to be done. */
const FORBIDS =
  /\b(?:never|do not|don't|must not)\s{1,4}(?:ever\s{1,4})?(?:do|run|use|execute|pipe|install|paste|copy|write)\b[^\n]{0,60}:\s{0,4}$|[❌🚫⛔]|\b(?:bad|wrong|insecure|unsafe|dangerous)\b[^\n]{0,30}:\s{0,4}$/imu
/** The same behind a block: the name of what is forbidden is then `it`. */
const FORBIDS_IT =
  /^\W{0,8}(?:never|do not|don't)\s{1,3}(?:run|execute|use|fetch|install|do)\s{1,3}(?:it|this|them|that|these|any of)\b/im
/** What is ordered right behind its block is meant to be done, whatever it was called above. */
const ORDERS_IT =
  /^\W{0,8}(?:now |then |please )?(?:run|execute|paste) (?:it|this|them|that|these)\b(?! (?:through|in a (?:sandbox|vm)|only))/im
/** An instruction to do it now, which a warning beside it does not undo. */
const ORDERS =
  /\b(?:you must|must first|before using|required step|prerequisite|paste (?:this|it|the)|run this (?:command )?(?:first|now))\b/i
const SECURITY =
  /\b(?:security|pentest\w{0,6}|penetration|red[- ]team\w{0,4}|blue[- ]team\w{0,4}|audit\w{0,4}|hack(?:ing|er|ers)?|ctf|malware|forensic\w{0,2}|vulnerabilit\w{1,3}|exploit\w{0,6}|attacks?|threats?|injection|scanner|vett(?:er|ing)|guard|firewall|defen[cs]e|metasploit|privilege escalation|reverse engineer\w{0,3}|osint|xss|sql injection|bug bounty|hardening|reverse shells?|honeypots?|yara|sigma|siem|incident|intrusion|kerberoast\w{0,3}|as-rep|dcsync|mimikatz|bloodhound|privesc|engagements?|adversar(?:y|ies|ial)|malicious|phish\w{0,4}|jailbreaks?|compromised?|hacked|payloads?|post-?mortem|threat model\w{0,4}|iocs?|risky|web ?shells?|iam|least privilege|intruders?|stealers?|botnets?|deobfuscat\w{1,4}|obfuscated|soc analysts?|att&ck|unpinned|skimmers?|paste-?jacking|hijack\w{0,3}|dropper|over-?broad|semgrep|codeql|falco|suricata|snort|dfir|oscp|offsec|offensive|infosec|seguridad|sécurité|sicherheit\p{L}{0,12}|schadcode|schadsoftware|cyber\w{3,12})\b|安全|审计|审查|可疑|渗透|靶场|逆向|恶意|漏洞|攻击|入侵|セキュリティ|マルウェア|脆弱性|攻撃|検体|보안|악성|취약점|공격|침해/iu

/**
 * True if the skill says of itself that it is about security: its name or its title, or its description in more than a word. Anyone can
 * write that, so it counts little.
 */
export const isAboutSecurity = (folder: Folder): boolean =>
  SECURITY.test(`${folder.name.replaceAll('-', ' ')} ${folder.skill?.headings[0]?.text ?? ''}`) ||
  new Set(folder.description.toLowerCase().match(new RegExp(SECURITY, 'giu')) ?? []).size > 1

/** How many steps the text around a place takes from the confidence: 0 to 2. */
export function stepsDown(folder: Folder, view: View, start: number): number {
  // A script runs, whatever the skill is about.
  const about = view.document.kind !== 'script' && isAboutSecurity(folder) ? 1 + (isList(folder, view) ? 1 : 0) : 0
  return about + (isSample(folder, view) ? 1 : 0) + quotedSteps(view, start)
}

const SAMPLES = /(?:^|\/)(?:tests?|fixtures|testdata|test-data|__fixtures__|samples)\//i

/** A text that a program's tests are about, and that nothing in the folder tells anybody to read. What runs is none. */
function isSample(folder: Folder, { document }: View): boolean {
  const { path, kind } = document
  if (document === folder.skill || kind === 'script' || kind === 'manifest' || !SAMPLES.test(path)) return false
  const known = UNREAD.get(document) ?? !folder.documents.some((other) => other !== document && names(other, path))
  UNREAD.set(document, known)
  return known
}

const UNREAD = new WeakMap<Document, boolean>()

/** True if a text names the file, or the folder of samples. A SKILL.md is in each folder, so its name alone says nothing. */
function names({ text }: Document, path: string): boolean {
  const base = path.slice(path.lastIndexOf('/') + 1)
  const samples = SAMPLES.exec(path)?.[0].replace(/^\//, '') ?? ''
  return text.includes(samples) || (!/^skill\.md$/i.test(base) && text.includes(base))
}

/** A file that a skill about security compares texts with. */
export const isList = (folder: Folder, { document }: View): boolean =>
  document !== folder.skill &&
  document.kind !== 'script' &&
  /(?:^|[/_.-])(?:patterns?|signatures?|rules?|phrases?|fixtures?|samples?|corpus|cases|(?:block|deny|word)lists?)(?:[/_.-]|$)/i.test(
    document.path,
  )

/** How far the place is quoted as what not to do: its line, its heading or what introduces its block warns of it, or forbids it. */
function quotedSteps(view: View, start: number): number {
  const { document } = view
  const offset = view.at(start)
  const { line } = positionAt(document, offset)
  const runs = document.kind === 'script' && zoneAt(document, offset).language === 'shell'
  // What is said beside a command that runs excuses nothing; a comment that shows one may.
  if (runs && !/^\s{0,60}#/.test(lineOf(document, line))) return 0
  const around = [saidOn(document, line), saidOn(document, line - 1)]
  if (document.kind === 'markdown') {
    around.push(...[...headingsAbove(document, offset), headOfTable(document, line)].map(withoutNames))
    const zone = zoneAt(document, offset)
    if (zone.kind === 'code') {
      const first = positionAt(document, zone.start).line
      for (let above = first - 1, found = 0; above > 0 && above > first - 6 && found < 2; above--) {
        if (lineOf(document, above).trim() === '') continue
        around.push(saidOn(document, above))
        found++
      }
      const last = positionAt(document, zone.end).line
      const behind = `${lineOf(document, last)}\n${lineOf(document, last + 1)}`
      if (FORBIDS_IT.test(behind)) return 2
      if (ORDERS_IT.test(behind)) return 0
    }
  }
  const text = around.map((one) => one.slice(0, 600)).join('\n')
  if (ORDERS.test(text)) return 0
  return FORBIDS.test(text) ? 2 : WARNS.test(text) ? 1 : 0
}

/** What a line says in words. A command, an address and a path are named by their author, so they warn of nothing. */
function saidOn(document: Document, line: number): string {
  const text = lineOf(document, line)
  const { kind, language } = zoneAt(document, document.lineStarts[line - 1] ?? 0)
  const isCommand = kind === 'code' || (kind === 'script' && language === 'shell')
  return withoutNames(isCommand ? (COMMENT.exec(text)?.[0] ?? SIGN.exec(text)?.[0] ?? '') : text)
}

const COMMENT = /(?:^|\s)(?:#|\/\/|<!--|rem\s)[^\n]{0,400}$|^\s{0,40}\*[^\n]{0,400}$/i
const SIGN = /[❌🚫⛔🚩]/u
const NAMES =
  /`[^`\n]{1,300}`|\b[a-z]{2,12}:\/\/[^\s"'`<>)\]]{1,500}|[\w.@~$-]{0,60}[/\\][^\s"'`<>)\]]{1,300}|\b[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}/gi
const withoutNames = (text: string): string => text.slice(0, 600).replace(NAMES, ' ')

export function lowered(confidence: Confidence, steps: number): Confidence {
  return CONFIDENCES[Math.max(0, CONFIDENCES.indexOf(confidence) - steps)] ?? 'low'
}
