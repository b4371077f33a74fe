import type { Nodes, Root } from 'hast'
import { common, createLowlight } from 'lowlight'
import { escapeHtml } from '../../parts/escape-html.ts'
import { showUnseen } from '../../parts/plain.ts'
import { classed } from './lines.ts'

const known = createLowlight(common)

/** Endings and names that the languages themselves do not list. */
const OTHERS: Record<string, string> = {
  mdx: 'markdown',
  jsonl: 'json',
  ps1: 'shell',
  dockerfile: 'bash',
  env: 'bash',
  cfg: 'ini',
}

// A rule of a language may take time by the square of what it looks at: longer texts, lines and gaps are shown plain.
const MAX_LENGTH = 40_000
/** These look for the end of a declaration from each of its words. */
const SLOW = /^(c|h|cc|cpp|cxx|hh|hpp|hxx|ino|arduino|cs|csharp|ini|toml)$/
const MAX_LENGTH_OF_SLOW = 10_000
const MAX_LINE = 2_000
const LONG_GAP = /\s{200}/

/** The lines of a text as HTML, with classes for what each part is. Plain if its language is not known, or if it is long. */
export function highlightedLines(path: string, text: string): string[] {
  const shown = showUnseen(text).replace(/\n$/, '')
  const language = languageOf(path)
  const lines = shown.split('\n')
  if (language === null || !isSoonRead(language, shown, lines)) return lines.map(escapeHtml)
  return classed(piecesOf(known.highlight(language, shown)))
}

const isSoonRead = (language: string, text: string, lines: readonly string[]): boolean =>
  text.length <= (SLOW.test(language) ? MAX_LENGTH_OF_SLOW : MAX_LENGTH) &&
  lines.every(({ length }) => length <= MAX_LINE) &&
  !LONG_GAP.test(text)

function languageOf(path: string): string | null {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
  const ending = name.slice(name.lastIndexOf('.') + 1)
  const language = Object.hasOwn(OTHERS, ending) ? OTHERS[ending] : ending
  return language !== undefined && known.registered(language) ? language : null
}

type Piece = { text: string; classes: string }

/** The texts of a tree in their order, each with the classes of the innermost element. Trees may be as deep as a text is long. */
function piecesOf(root: Root): Piece[] {
  const pieces: Piece[] = []
  const left: { node: Nodes; classes: string }[] = [{ node: root, classes: '' }]
  for (let next = left.pop(); next; next = left.pop()) {
    const { node } = next
    if (node.type === 'text') pieces.push({ text: node.value, classes: next.classes })
    if (!('children' in node)) continue
    const own = node.type === 'element' ? [node.properties.className ?? []].flat().join(' ') : ''
    for (const child of node.children.toReversed()) left.push({ node: child, classes: own || next.classes })
  }
  return pieces
}
