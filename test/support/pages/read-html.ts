import type { Element, Nodes, Root } from 'hast'
import rehypeParse from 'rehype-parse'
import { unified } from 'unified'

/** A page as a reader has it before them. */
export function readHtml(html: string) {
  const root: Root = unified().use(rehypeParse).parse(html)
  const all = (name: string) => elements(root).filter(({ tagName }) => tagName === name)
  const jsonLd = all('script').find(({ properties }) => properties.type === 'application/ld+json')
  return {
    root,
    everything: elements(root),
    all,
    /** The texts of all elements with a name. */
    texts: (name: string) => all(name).map((element) => textOf(element)),
    /** The text of the first element with a class. */
    text: (name: string) => {
      const found = elements(root).find(({ properties }) => [properties.className].flat().includes(name))
      return found ? textOf(found) : null
    },
    links: all('a').map(({ properties }) => String(properties.href)),
    jsonLd: jsonLd ? JSON.parse(textOf(jsonLd)) : null,
    meta: (name: string) =>
      all('meta').find(({ properties }) => properties.name === name || properties.property === name)?.properties
        .content,
    rel: (name: string) =>
      all('link')
        .filter(({ properties }) => [properties.rel].flat().includes(name))
        .map(({ properties }) => properties.href),
  }
}

/** All elements below a node, in their order. */
export const elements = (node: Nodes): Element[] =>
  'children' in node
    ? node.children.flatMap((child) => (child.type === 'element' ? [child, ...elements(child)] : []))
    : []

/** The text of a node, with single spaces. */
export const textOf = (node: Nodes): string => allText(node).replaceAll(/\s+/g, ' ').trim()

/** The text of nodes as it is written. */
export const rawText = (nodes: readonly Nodes[]): string =>
  nodes.map((node) => (node.type === 'text' ? node.value : 'children' in node ? rawText(node.children) : '')).join('')

const BLOCKS = ['dd', 'div', 'dt', 'h1', 'h2', 'h3', 'li', 'p', 'pre', 'td', 'th', 'tr']

const allText = (node: Nodes): string => {
  if (node.type === 'text') return node.value
  if (!('children' in node)) return ''
  const within = node.children.map(allText).join('')
  return node.type === 'element' && BLOCKS.includes(node.tagName) ? ` ${within} ` : within
}
