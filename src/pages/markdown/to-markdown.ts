import type { Element, ElementContent, Root } from 'hast'
import rehypeParse from 'rehype-parse'
import rehypeRemark from 'rehype-remark'
import remarkGfm from 'remark-gfm'
import remarkStringify from 'remark-stringify'
import { unified } from 'unified'

/** What means nothing without a screen. Forms and buttons have no place in a text; charts have a table beside them. */
const LEFT_OUT = ['button', 'form', 'input', 'nav', 'aside', 'svg', 'img', 'script']

/** Turns a page of ours into Markdown: what its `main` has. Addresses become absolute. */
export function toMarkdown(html: string, at: URL): string {
  return unified()
    .use(rehypeParse)
    .use(() => (tree: Root) => mainOf(tree, at))
    .use(rehypeRemark)
    .use(remarkGfm)
    .use(remarkStringify, { bullet: '-' })
    .processSync(html)
    .toString()
}

function mainOf(tree: Root, at: URL): Root {
  const main = find(tree, 'main')
  return { type: 'root', children: main ? cleaned(main.children, at) : [] }
}

function find(node: Root | Element, name: string): Element | null {
  for (const child of node.children) {
    if (child.type !== 'element') continue
    const found = child.tagName === name ? child : find(child, name)
    if (found) return found
  }
  return null
}

const cleaned = (nodes: readonly ElementContent[], at: URL): ElementContent[] =>
  nodes.flatMap((node): ElementContent[] => {
    if (node.type !== 'element') return [node]
    if (LEFT_OUT.includes(node.tagName)) return []
    const { href } = node.properties
    const properties = typeof href === 'string' && URL.canParse(href, at) ? { href: new URL(href, at).href } : {}
    return [{ ...node, properties, children: cleaned(node.children, at) }]
  })
