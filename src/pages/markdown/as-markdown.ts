import type { Context, Next } from 'hono'
import { Failure } from '../../http/failure.ts'
import type { Ask } from '../api.ts'

/** The page of a file has the name of the file, which may end in `.md`. Its Markdown is the file itself. */
const isFilePage = (path: string) => /^\/\w+\/skills\/[^/]+\/files\//.test(path)

const KEPT = ['Cache-Control', 'Cache-Tag']

/**
 * Answers `PAGE.md` with what the page has between its header and its footer, as Markdown. It is made of the page itself, so
 * the two say the same. The page's own address is its canonical one.
 */
export const asMarkdown = (ask: Ask) =>
  async function asMarkdown(c: Context, next: Next) {
    const url = new URL(c.req.url)
    if (!url.pathname.endsWith('.md') || isFilePage(url.pathname)) return next()
    url.pathname = url.pathname.slice(0, -'.md'.length).replace(/^\/(\w+)\/index$/, '/$1')
    const answer = await ask(c, new Request(url, { headers: { Accept: 'text/html', 'X-Request-Id': c.var.requestId } }))
    if (!answer.ok) throw new Failure('not_found', 'There is nothing at this address.')
    const { toMarkdown } = await import('./to-markdown.ts')
    const headers: Record<string, string> = { 'Content-Type': 'text/markdown; charset=utf-8' }
    headers.Link = `<${url}>; rel="canonical"`
    for (const name of KEPT) headers[name] = answer.headers.get(name) ?? 'no-store'
    return c.body(toMarkdown(await answer.text(), url), 200, headers)
  }
