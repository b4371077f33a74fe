import type { Element, Root } from 'hast'
import rehypeParse from 'rehype-parse'
import { unified } from 'unified'
import type { serveApp } from '../support/api/served-app.ts'

/** What a reader and a browser see of a page. */
export type Seen = {
  status: number
  headers: Headers
  html: string
  /** The text of the first element of this name, its white space made single. Throws if there is none. */
  text(name?: string): string
  /** All elements of this name. */
  all(name: string): Element[]
  /** Where links of this text lead. */
  links(text: string): string[]
}

type App = Awaited<ReturnType<typeof serveApp>>

/** Reads a page as a browser does. */
export async function readPage(app: App, path: string, headers: Record<string, string> = {}): Promise<Seen> {
  const answer = await app.fromApp(path, { headers: { Accept: 'text/html', ...headers } })
  const html = await answer.text()
  const tree = unified().use(rehypeParse).parse(html)
  const all = (name: string) => [...elements(tree)].filter(({ tagName }) => tagName === name)
  return {
    status: answer.status,
    headers: answer.headers,
    html,
    all,
    text: (name = 'main') => {
      const [first] = all(name)
      if (!first) throw new Error(`${path} has no ${name}.`)
      return textOf(first)
    },
    links: (text) =>
      all('a')
        .filter((link) => textOf(link) === text)
        .map(({ properties }) => String(properties.href)),
  }
}

/** The text of an element, its white space made single. */
export const textOf = (node: Element): string => spelled(node).replaceAll(/\s+/g, ' ').trim()

const spelled = (node: Element): string =>
  node.children
    .map((child) => (child.type === 'text' ? child.value : child.type === 'element' ? `${spelled(child)} ` : ''))
    .join('')

function* elements(node: Root | Element): Generator<Element> {
  for (const child of node.children)
    if (child.type === 'element') {
      yield child
      yield* elements(child)
    }
}
