import type { Element, Nodes, Root } from 'hast'
import { defaultSchema, type Schema } from 'hast-util-sanitize'
import type { Html, Root as MdastRoot } from 'mdast'
import rehypeSanitize from 'rehype-sanitize'
import rehypeStringify from 'rehype-stringify'
import remarkGfm from 'remark-gfm'
import remarkParse from 'remark-parse'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import { showUnseen } from '../parts/plain.ts'
import { soonRendered } from './soon-rendered.ts'

/** Nothing that loads or runs: no images, no forms, and links that lead to the web or within the page alone. */
const SCHEMA: Schema = {
  ...defaultSchema,
  tagNames: (defaultSchema.tagNames ?? []).filter((name) => !['img', 'picture', 'source', 'input'].includes(name)),
  protocols: { href: ['https', 'http', 'mailto'] },
  clobberPrefix: 'text-',
}

/** Safe to show. `isCut`: the text goes on, so a page has to lead to the whole file. */
export type RenderedText = { html: string; isCut: boolean }

/** Made once, and shared by all texts. */
const RENDERER = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(() => showHtml)
  .use(remarkRehype, { clobberPrefix: '' })
  .use(() => tame)
  .use(rehypeSanitize, SCHEMA)
  .use(() => relate)
  .use(rehypeStringify)
  .freeze()

/** Renders what somebody else has written, headings one level below ours. `finish` changes the safe tree last, for texts of our own. */
export function renderMarkdown(text: string, finish: (tree: Root) => void = () => {}): RenderedText {
  const whole = showUnseen(text)
  const shown = soonRendered(whole)
  const tree = RENDERER.runSync(RENDERER.parse(shown))
  finish(tree)
  return { html: RENDERER.stringify(tree), isCut: shown.length < whole.length }
}

/** HTML is shown as it is written: an agent reads its comments too, so that leaving it out would hide them. */
function showHtml(tree: MdastRoot): void {
  const visit = (node: { children?: unknown[] }) => {
    node.children = (node.children ?? []).map((child) => {
      const { type, value } = child as Html
      if (type === 'html') return { type: 'inlineCode', value }
      visit(child as { children?: unknown[] })
      return child
    })
  }
  visit(tree)
}

/** Links by reference may repeat one long address a thousand times. Those beyond this sum lose theirs. */
const MAX_ADDRESSES = 128 * 1024

/** Images become links to them, so that nobody learns who reads the page; headings go below the page's own. */
function tame(tree: Root): void {
  let left = MAX_ADDRESSES
  walk(tree, (node) => {
    const { href, src, title } = node.properties
    left -= [href, src, title].join('').length
    if (left < 0) node.properties = { alt: node.properties.alt }
    if (node.tagName === 'img') {
      const { src, alt } = node.properties
      node.tagName = 'a'
      node.properties = { href: src }
      node.children = [{ type: 'text', value: `[${alt || src || ''}]` }]
    }
    const level = /^h([1-6])$/.exec(node.tagName)?.[1]
    if (level) node.tagName = `h${Math.min(6, Number(level) + 1)}`
  })
}

/** After sanitising: others wrote these links, and they lead away. */
function relate(tree: Root): void {
  walk(tree, (node) => {
    if (node.tagName === 'a' && node.properties.href && !String(node.properties.href).startsWith('#'))
      node.properties.rel = ['nofollow', 'ugc', 'noopener', 'noreferrer']
    if (node.tagName === 'pre' || node.tagName === 'table') node.properties.tabIndex = 0
  })
}

function walk(node: Nodes, see: (element: Element) => void): void {
  if (node.type === 'element') see(node)
  if ('children' in node) for (const child of node.children) walk(child, see)
}
