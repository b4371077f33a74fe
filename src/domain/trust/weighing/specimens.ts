import { type Document, headingsAbove, headOfTable, lineOf, positionAt, zoneAt } from '../reading/document.ts'
import type { Folder } from '../reading/folder.ts'
import type { View } from '../reading/view.ts'
import { canRun } from './abilities.ts'
import {
  COLUMNS,
  DESCRIBED,
  FORBIDDEN,
  IN_SECURITY,
  MENTIONED,
  NAMES_IT,
  REPORT,
  REPORTED,
  RULES,
  SETS_UP,
} from './attack-words.ts'
import { isAboutSecurity, isList } from './context.ts'
import { isOrder, isOrderedBefore, isPlaced, ordersElsewhere, ownLines, withoutItsOwn } from './own-words.ts'

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
  const zone = zoneAt(document, offset)
  if (/^(?:yara|sigma|snort|suricata|kql|spl)$/.test(zone.language)) return true
  const headings = headingsAbove(document, offset)
  const nearest = headings[0] ?? ''
  if (SETS_UP.test(nearest.replace(new RegExp(NAMES_IT.source, 'giu'), ' '))) return false
  if (FORBIDDEN.test(nearest)) return true
  const intro = introductionsOf(document, offset)
  if ([...headings, ...intro].some((text) => NAMES_IT.test(text))) return true
  const head = headOfTable(document, positionAt(document, offset).line)
  if (COLUMNS.test(head)) return true
  if (isAboutSecurity(folder)) {
    const said = [...headings, ...intro, head]
    if (said.some((text) => IN_SECURITY.test(text) || DESCRIBED.test(text))) return true
    if (isMention(document, offset) && said.some((text) => MENTIONED.test(text))) return true
    if (isResult(document, offset) || isOfRule(document, offset)) return true
  }
  const about = [...headings, folder.name.replaceAll('-', ' '), folder.description]
  return intro.some((text) => REPORTED.test(text)) && about.some((text) => REPORT.test(text))
}

/** A part of a rule that detects attacks, or a case that it has to find. */
function isOfRule(document: Document, offset: number): boolean {
  const { kind, language, start, end } = zoneAt(document, offset)
  if (kind !== 'code' || language === 'shell') return false
  const text = document.text.slice(start, Math.min(end, start + 8000))
  return (
    RULES.some((sign) => sign.test(text)) ||
    /(?:#|\/\/)\s{0,4}ruleid:/.test(lineOf(document, positionAt(document, offset).line - 1))
  )
}

/** Code between backticks in a sentence, an item or a cell, or in a block that says of itself that it is text. */
function isMention(document: Document, offset: number): boolean {
  const { kind, language } = zoneAt(document, offset)
  if (kind === 'code') return /^(?:text|txt|log|output|plaintext)$/.test(language)
  const { line, column } = positionAt(document, offset)
  return (
    lineOf(document, line)
      .slice(0, column - 1)
      .split('`').length %
      2 ===
    0
  )
}

const DECODES = /base64|iconv|xxd|b64decode|decompress|FromBase64|unhexlify|cyberchef/i

/** What a block that decodes has found: a line with an arrow right below it. */
function isResult(document: Document, offset: number): boolean {
  const { line } = positionAt(document, offset)
  if (!/^\s{0,8}(?:→|⇒|➜|=>|↳)\s/.test(lineOf(document, line))) return false
  let above = line - 1
  while (above > line - 3 && lineOf(document, above).trim() === '') above--
  const { kind, start, end } = zoneAt(document, document.lineStarts[above - 1] ?? 0)
  return kind === 'code' && DECODES.test(document.text.slice(start, end))
}

/** What introduces a place: what its line says before it, and the two lines above it or above its block. */
function introductionsOf(document: Document, offset: number): string[] {
  const { line } = positionAt(document, offset)
  const zone = zoneAt(document, offset)
  const found = [lineBefore(document, offset)]
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

const lineBefore = (document: Document, offset: number): string => {
  const { line, column } = positionAt(document, offset)
  return lineOf(document, line)
    .slice(0, column - 1)
    .slice(-300)
}

/** Whether the author's own words order what stands there: near it, or from elsewhere in the folder. */
function isOrdered(folder: Folder, document: Document, offset: number): boolean {
  const heading = document.headings.findLast(({ start }) => start <= offset)
  const from = heading?.start ?? 0
  const to = document.headings.find(({ start }) => start > offset)?.start ?? document.text.length
  const isNear = (start: number) => start > from && start < to && Math.abs(start - offset) < NEAR
  const isItsLine = (start: number) => positionAt(document, start).line === positionAt(document, offset).line
  const isOrdering = ({ start, own }: { start: number; own: string }) =>
    isPlaced(own) || (isOrder(own) && (isItsLine(start) || isOrder(withoutItsOwn(document, start, own))))
  if (isOrderedBefore(lineBefore(document, offset))) return true
  if (ownLines(document).some((line) => line.own !== '' && isNear(line.start) && isOrdering(line))) return true
  if (folder.documents.some((one) => one.kind === 'script' && /\.md\b/i.test(one.text) && canRun(folder, one)))
    return true
  return [document, folder.skill].some((one) => one?.kind === 'markdown' && ordersElsewhere(one, heading?.text ?? ''))
}

const NEAR = 3000
