import { baseName } from '../../files/base-name.ts'
import { scriptLanguage } from '../../files/capabilities/scripts.ts'
import { lastAtMost } from '../normalise/mapped.ts'
import { type Heading, markdownZones, markupZones, type Zone, type ZoneKind } from './zones.ts'

export type DocumentKind = 'markdown' | 'script' | 'config' | 'markup' | 'manifest'

/** A text of a folder, with what its parts are. Offsets are those of `text`. */
export type Document = {
  path: string
  kind: DocumentKind
  text: string
  zones: readonly Zone[]
  headings: readonly Heading[]
  lineStarts: readonly number[]
}

const MARKDOWN = /\.(md|markdown|mdx|mdc|txt|rst|adoc)$|(^|\/)(readme|skill|agents|claude|soul|memory|heartbeat)$/i
const MARKUP = /\.(svg|html?|xhtml|xml)$/i
const MANIFEST =
  /(^|\/)(package\.json|pyproject\.toml|setup\.cfg|requirements[\w.-]*\.txt|pipfile|gemfile|cargo\.toml|go\.mod|\.?npmrc|\.?yarnrc(?:\.yml)?|\.?pip\.(?:conf|ini)|\.?goenv|\.?gemrc|\.?gitconfig)$/i
/** Languages that hardly any skill is written in: nobody counts them, but what runs is read. */
const OTHER_CODE =
  /\.(?:vim|el|nim|zig|hs|awk|nu|tcl|vbs|vbe|wsf|groovy|gradle|scala|dart|exs?|clj|cr|pyx|pyw|pth|vue|svelte|command|service|timer|plist|desktop|reg|ahk|au3|sol|vy|move|cairo)$/i
const SHELL_NAMES = /(^|\/)(makefile|justfile|dockerfile|containerfile|\.envrc|\.bashrc|\.zshrc|\.profile)$/i

export function readDocument(path: string, text: string): Document {
  const lineStarts = lineStartsOf(text)
  const shared = { path, text, lineStarts, headings: [] as Heading[] }
  const whole = (kind: DocumentKind & ZoneKind, language = ''): Document => ({
    ...shared,
    kind,
    zones: [{ start: 0, end: text.length, kind, language }],
  })
  if (MANIFEST.test(path)) return whole('manifest')
  if (SHELL_NAMES.test(path)) return whole('script', 'shell')
  const language = scriptLanguage(path, text)
  if (language !== null) return whole('script', language)
  if (OTHER_CODE.test(path)) return whole('script', 'other')
  if (MARKUP.test(path) || /^\s{0,100}<(?:\?xml|svg|!doctype html|html)\b/i.test(text.slice(0, 200)))
    return { ...shared, kind: 'markup', zones: markupZones(text) }
  if (MARKDOWN.test(path) || !baseName(path).includes('.'))
    return { ...shared, kind: 'markdown', ...markdownZones(text) }
  return whole('config')
}

function lineStartsOf(text: string): number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

const NOWHERE: Zone = { start: 0, end: 0, kind: 'config', language: '' }

export function zoneAt(document: Document, offset: number): Zone {
  const { zones } = document
  let low = 0
  let high = zones.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((zones[middle]?.start ?? Infinity) <= offset) low = middle + 1
    else high = middle
  }
  return zones[low - 1] ?? NOWHERE
}

/** Both count from 1. */
export function positionAt(document: Document, offset: number): { line: number; column: number } {
  const line = lastAtMost(document.lineStarts, offset)
  return { line: line + 1, column: offset - (document.lineStarts[line] ?? 0) + 1 }
}

/** The text of a line, which counts from 1. */
export function lineOf(document: Document, line: number): string {
  const start = document.lineStarts[line - 1]
  if (start === undefined) return ''
  const end = document.lineStarts[line] ?? document.text.length + 1
  return document.text.slice(start, Math.min(end - 1, start + 2000))
}

/** The texts of the headings that a place is under, from the nearest up to the title. */
export function headingsAbove(document: Document, offset: number): string[] {
  const above: string[] = []
  let level = 7
  for (let i = document.headings.length - 1; i >= 0 && above.length < 4; i--) {
    const heading = document.headings[i]
    if (!heading || heading.start > offset) continue
    const own = /^#+/.exec(heading.text)?.[0].length ?? 2
    if (own >= level) continue
    above.push(heading.text)
    level = own
  }
  return above
}

/** What the columns of a table are called, if the line is a row of one. */
export function headOfTable(document: Document, line: number): string {
  if (!lineOf(document, line).trimStart().startsWith('|')) return ''
  let first = line
  while (
    first > 1 &&
    first > line - 60 &&
    lineOf(document, first - 1)
      .trimStart()
      .startsWith('|')
  )
    first--
  return lineOf(document, first)
}
