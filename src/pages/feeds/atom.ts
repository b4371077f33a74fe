import type { Context } from 'hono'
import { keepFor } from '../../http/cache-for.ts'
import { escapeHtml } from '../parts/escape-html.ts'
import { showUnseen } from '../parts/plain.ts'
import { appContext, type PageEnv, type View } from '../view.ts'

/**
 * `path` is that of a page, without its language. It is the id of what the entry is about, with `part` if a page has several, unless the
 * entry has an `id` of its own.
 */
export type AtomEntry = {
  path: string
  part?: string
  id?: string
  /** A word for programs: what kind of thing has happened. */
  category?: string
  title: string
  author: string
  updated: string
  published?: string
  summary?: string
}

/** `path` is that of the page that the feed is about. `entries` are the newest first, and `older` says where those before them are. */
export type AtomFeed = {
  path: string
  title: string
  subtitle?: string
  older?: string
  entries: readonly AtomEntry[]
}

/** Answers with a feed, kept as long and purged by the same tags as what it was made of. */
export function answerAtom(c: Context<PageEnv>, feed: AtomFeed) {
  const { seconds, tags } = c.var.api.kept()
  if (seconds > 0) keepFor(appContext(c), { seconds, tags: ['pages', ...tags] })
  return c.body(atomOf(c.var.view, feed), 200, { 'Content-Type': 'application/atom+xml; charset=utf-8' })
}

/** A feed by RFC 4287. One without entries has existed unchanged since the beginning of time. */
export function atomOf(view: View, { path, title, subtitle, older, entries }: AtomFeed): string {
  const { origin, lang } = view
  const page = (of: string) => `${origin}/${lang}${of}`
  const updated = entries.reduce((last, entry) => (entry.updated > last ? entry.updated : last), '1970-01-01T00:00:00Z')
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang}">`,
    element('id', `${origin}${path}`),
    element('title', title),
    subtitle ? element('subtitle', subtitle) : '',
    `<link rel="self" type="application/atom+xml" href="${escaped(page(view.path) + view.search)}"/>`,
    `<link rel="alternate" type="text/html" href="${escaped(page(path))}"/>`,
    // RFC 5005
    older === undefined ? '' : `<link rel="next" type="application/atom+xml" href="${escaped(page(older))}"/>`,
    element('updated', updated),
    ...entries.map((entry) => {
      const part = entry.part === undefined ? '' : `#${encodeURIComponent(entry.part)}`
      return [
        '<entry>',
        element('id', entry.id ?? `${origin}${entry.path}${part}`),
        element('title', entry.title),
        `<link rel="alternate" type="text/html" href="${escaped(page(entry.path) + part)}"/>`,
        entry.published ? element('published', entry.published) : '',
        element('updated', entry.updated),
        `<author>${element('name', entry.author)}</author>`,
        entry.category ? `<category term="${escaped(entry.category)}"/>` : '',
        entry.summary ? element('summary', entry.summary) : '',
        '</entry>',
      ].join('')
    }),
    '</feed>\n',
  ].join('\n')
}

const element = (name: string, text: string) => `<${name}>${escaped(text)}</${name}>`

// XML knows no noncharacters, no lone halves of pairs and, even escaped, hardly any control characters.
const NOT_IN_XML = /[\uFFFE\uFFFF]/g

const escaped = (text: string): string => escapeHtml(showUnseen(text.toWellFormed()).replaceAll(NOT_IN_XML, '\uFFFD'))
