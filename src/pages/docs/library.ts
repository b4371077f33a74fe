import admin from './admin.md'
import audit from './audit.md'
import authors from './authors.md'
import deploy from './deploy.md'
import events from './events.md'
import feed from './feed.md'
import files from './files.md'
import install from './install.md'
import mcp from './mcp.md'
import operate from './operate.md'
import own from './own.md'
import publish from './publish.md'
import ranking from './ranking.md'
import reports from './reports.md'
import search from './search.md'
import signatures from './signatures.md'
import sourcesAndReview from './sources-and-review.md'
import trust from './trust.md'
import validate from './validate.md'

/** The documentation by groups of readers, each document by the name of its file, in the order in which it is read. */
export const LIBRARY = {
  use: { search, install, trust, reports, audit, mcp },
  publish: { authors, publish, own, validate },
  build: { files, signatures, ranking, events, feed },
  operate: { 'sources-and-review': sourcesAndReview, admin, deploy, operate },
} satisfies Record<string, Record<string, string>>

export type Shelf = keyof typeof LIBRARY

const byName = new Map(Object.values(LIBRARY).flatMap((shelf) => Object.entries(shelf)))

export const docNames = (): string[] => [...byName.keys()]

/** The text of a document in Markdown. */
export const docOf = (name: string): string | undefined => byName.get(name)

/** The title of a document, and the first sentence below it, both without markup. */
export function aboutDoc(text: string): { title: string; sentence: string } {
  const [heading = '', first = ''] = text.split(/\n{2,}/)
  const plain = first
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll('`', '')
    .replaceAll(/\s+/g, ' ')
  return { title: heading.replace(/^#\s*/, ''), sentence: /^.*?[.!?](?= |$)/.exec(plain)?.[0] ?? plain }
}
