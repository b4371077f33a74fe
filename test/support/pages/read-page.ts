import type { Element } from 'hast'
import type { serveApp } from '../api/served-app.ts'
import { readHtml, textOf } from './read-html.ts'

/** What a reader and a browser see of a page. */
export type Seen = {
  status: number
  headers: Headers
  html: string
  /** The text of the first element of this name. Throws if there is none. */
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
  const { all } = readHtml(html)
  return {
    ...{ status: answer.status, headers: answer.headers, html, all },
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
