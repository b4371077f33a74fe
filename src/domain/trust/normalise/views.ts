import type { Budget } from '../budget.ts'
import { type Document, zoneAt } from '../reading/document.ts'
import { makeView, type View } from '../reading/view.ts'
import { layersOf } from './layers.ts'
import { original } from './mapped.ts'
import { normaliseEntities, normaliseMarkdown } from './markdown.ts'
import { expandNames, normaliseShell } from './shell.ts'
import { foldStrings } from './strings.ts'
import { normaliseUnicode } from './unicode.ts'

/** The views of a document: its text as a reader or an interpreter takes it, and the layers that are encoded in it. */
export function viewsOf(
  document: Document,
  p: { budget: Budget; onDeep: (view: View, start: number) => void; onBudget: () => void },
): View[] {
  const plain = normaliseUnicode(original(document.text))
  const read =
    document.kind === 'markdown'
      ? normaliseMarkdown(plain, (offset) => zoneAt(document, offset))
      : document.kind === 'markup'
        ? normaliseEntities(plain)
        : plain
  const joined = normaliseShell(read)
  const shell = isShell(document) ? expandNames(joined) : joined
  const view = makeView(document, foldStrings(shell, { neighbours: document.kind === 'script' }))
  return [view, ...layersOf(view, p)]
}

/** Markdown has shells in its blocks of code. */
const isShell = ({ kind, zones }: Document) =>
  kind === 'markdown' || (kind === 'script' && zones.some(({ language }) => language === 'shell'))
