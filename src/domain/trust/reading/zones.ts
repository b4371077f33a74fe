/** What a part of a text is. `code` is a block of code within Markdown. */
export type ZoneKind = 'prose' | 'code' | 'comment' | 'frontmatter' | 'script' | 'config' | 'markup' | 'manifest'

/** A part of a text, by offsets. `language` is that of a script or of a block of code, in lower case; '' if none is said. */
export type Zone = { start: number; end: number; kind: ZoneKind; language: string }

export type Heading = { start: number; text: string }

const FENCE = /^ {0,12}(?:[-*>] {0,3})?(`{3,}|~{3,})\s{0,8}\{?\.?([\w+#.-]{0,30})/

/** Other names of languages of scripts. */
const LANGUAGES: Readonly<Record<string, string>> = {
  bash: 'shell',
  sh: 'shell',
  zsh: 'shell',
  console: 'shell',
  terminal: 'shell',
  'shell-session': 'shell',
  py: 'python',
  python3: 'python',
  js: 'javascript',
  mjs: 'javascript',
  jsx: 'javascript',
  node: 'javascript',
  ts: 'typescript',
  tsx: 'typescript',
  ps1: 'powershell',
  pwsh: 'powershell',
  bat: 'batch',
  cmd: 'batch',
}

/** Divides Markdown into frontmatter, blocks of code, HTML comments and prose. */
export function markdownZones(text: string): { zones: Zone[]; headings: Heading[] } {
  const zones: Zone[] = []
  const headings: Heading[] = []
  let fence: { mark: string; start: number; language: string } | null = null
  let comment = -1
  let prose = 0
  const close = (kind: ZoneKind, start: number, end: number, language = '') => {
    if (start > prose) zones.push({ start: prose, end: start, kind: 'prose', language: '' })
    zones.push({ start, end, kind, language })
    prose = end
  }
  let at = frontmatterEnd(text)
  if (at > 0) close('frontmatter', 0, at)
  for (; at < text.length; ) {
    const newline = text.indexOf('\n', at)
    const end = newline < 0 ? text.length : newline + 1
    const line = text.slice(at, Math.min(end, at + 400))
    if (fence) {
      const closing = FENCE.exec(line)
      if (closing?.[1]?.startsWith(fence.mark) && closing[2] === '') {
        close('code', fence.start, end, fence.language)
        fence = null
      }
    } else if (comment >= 0) {
      const closed = text.slice(at, end).indexOf('-->')
      if (closed >= 0) {
        close('comment', comment, at + closed + 3)
        comment = -1
      }
    } else {
      const opening = FENCE.exec(line)
      if (opening?.[1]) {
        const said = (opening[2] ?? '').toLowerCase()
        fence = {
          mark: opening[1],
          start: at,
          language: Object.hasOwn(LANGUAGES, said) ? (LANGUAGES[said] ?? '') : said,
        }
      } else if (line.includes('<!--')) comment = commentsOf(text, at, end, close)
      else if (/^#{1,6}\s/.test(line)) headings.push({ start: at, text: line.trim() })
      else if (/^(?:={3,}|-{3,})\s*$/.test(line)) {
        const above =
          text
            .slice(Math.max(0, at - 200), Math.max(0, at - 1))
            .split('\n')
            .pop() ?? ''
        if (above.trim() !== '') headings.push({ start: at, text: above.trim() })
      }
    }
    at = end
  }
  if (fence) close('code', fence.start, text.length, fence.language)
  else if (comment >= 0) close('comment', comment, text.length)
  else if (prose < text.length) zones.push({ start: prose, end: text.length, kind: 'prose', language: '' })
  return { zones, headings }
}

/** Closes the comments that begin and end on a line. Returns where one begins that goes on, or -1. */
function commentsOf(
  text: string,
  from: number,
  to: number,
  close: (kind: ZoneKind, start: number, end: number) => void,
): number {
  for (let at = text.indexOf('<!--', from); at >= 0 && at < to; ) {
    if (isInCodeSpan(text, at)) {
      at = text.indexOf('<!--', at + 4)
      continue
    }
    const end = text.indexOf('-->', at + 4)
    if (end < 0 || end >= to) return at
    close('comment', at, end + 3)
    at = text.indexOf('<!--', end + 3)
  }
  return -1
}

/** True if a page shows the place as code, within backticks. Where tags or another paragraph could change that, it is not. */
function isInCodeSpan(text: string, at: number): boolean {
  const from = Math.max(0, at - 1000)
  const paragraph =
    from +
    (
      text
        .slice(from, at)
        .split(/\n[ \t]*\n/)
        .pop() ?? ''
    ).length
  const begin = at - (paragraph - from)
  const before = text.slice(begin, at)
  if (/^\s*<|^ {4}|^\t/.test(before)) return false
  for (let i = 0; i < before.length; ) {
    const mark = /`+/.exec(before.slice(i))
    if (before.slice(i, mark ? i + mark.index : undefined).includes('<') || !mark) return false
    const opened = begin + i + mark.index + mark[0].length
    const closing = new RegExp(`(?<!\`)${mark[0]}(?!\`)`).exec(text.slice(opened, opened + 1000))
    if (!closing) return false
    const closed = opened + closing.index
    if (closed > at) return !/\n[ \t]*\n/.test(text.slice(at, closed))
    i = closed + mark[0].length - begin
  }
  return false
}

function frontmatterEnd(text: string): number {
  const opening = /^\ufeff?---[ \t]{0,8}\r?\n/.exec(text)
  if (!opening) return 0
  const closing = /^(?:---|\.\.\.)[ \t]{0,8}\r?$/m
  const rest = text.slice(opening[0].length, opening[0].length + 65_536)
  const found = closing.exec(rest)
  return found ? opening[0].length + found.index + found[0].length : 0
}

/** Divides HTML and SVG into comments and the rest. Scripts in it are found by their tags. */
export function markupZones(text: string): Zone[] {
  const zones: Zone[] = []
  const lower = text.toLowerCase()
  let at = 0
  for (const match of text.matchAll(/<!--|<script\b[^>]{0,400}>/gi)) {
    if (match.index < at) continue
    const isComment = match[0] === '<!--'
    const closing = lower.indexOf(isComment ? '-->' : '</script', match.index + match[0].length)
    const end = closing < 0 ? text.length : closing + 3
    if (match.index > at) zones.push({ start: at, end: match.index, kind: 'markup', language: '' })
    zones.push(
      isComment
        ? { start: match.index, end, kind: 'comment', language: '' }
        : { start: match.index, end, kind: 'script', language: 'javascript' },
    )
    at = end
    if (zones.length > 2000) break
  }
  if (at < text.length) zones.push({ start: at, end: text.length, kind: 'markup', language: '' })
  return zones
}
