import type { Element, Nodes, Root } from 'hast'
import { type RenderedText, renderMarkdown } from '../markdown/render-markdown.ts'
import { to, type View } from '../view.ts'
import { docOf } from './library.ts'

export type Section = { id: string; title: string }

/**
 * Renders a document of ours by the renderer of all texts, without its title. Its headings get anchors by the rules of GitHub, and
 * its links to other documents lead to their pages, so that the same links work here and in the repository.
 */
export function renderDoc(view: Pick<View, 'lang'>, text: string): { rendered: RenderedText; sections: Section[] } {
  const sections: Section[] = []
  const rendered = renderMarkdown(text, (tree) => {
    const title = tree.children.findIndex((node) => node.type === 'element' && node.tagName === 'h2')
    tree.children.splice(title, 1)
    const taken = new Map<string, number>()
    walk(tree, (node) => {
      const level = Number(/^h([3-6])$/.exec(node.tagName)?.[1])
      if (level) {
        const title = textOf(node)
        const id = anchorOf(title, taken)
        node.tagName = `h${level - 1}`
        node.properties.id = id
        if (level === 3) sections.push({ id, title })
      }
      if (node.tagName === 'a') mend(view, node)
      // A column without a name has no header.
      if (node.tagName === 'th' && textOf(node).trim() === '') node.tagName = 'td'
    })
  })
  return { rendered, sections }
}

/** We wrote these links, so search engines may follow them. */
function mend(view: Pick<View, 'lang'>, link: Element): void {
  delete link.properties.rel
  const [, name = '', anchor = ''] = /^([\w-]+)\.md(#.*)?$/.exec(String(link.properties.href)) ?? []
  if (docOf(name) !== undefined) link.properties.href = to(view, `/docs/${name}${anchor}`)
}

/** The anchor that GitHub gives a heading. Headings of the same text are numbered. */
function anchorOf(title: string, taken: Map<string, number>): string {
  const anchor = title
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-')
  const earlier = taken.get(anchor) ?? 0
  taken.set(anchor, earlier + 1)
  return earlier === 0 ? anchor : `${anchor}-${earlier}`
}

const textOf = (node: Nodes): string =>
  node.type === 'text' ? node.value : 'children' in node ? node.children.map(textOf).join('') : ''

function walk(node: Root | Element, see: (element: Element) => void): void {
  for (const child of node.children)
    if (child.type === 'element') {
      see(child)
      walk(child, see)
    }
}
