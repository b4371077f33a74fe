import { type Context, Hono } from 'hono'
import { accepts } from 'hono/accepts'
import type { AppEnv } from '../http/app-env.ts'
import { LANGS, type Lang } from './texts/index.ts'

/** What pages there are, by the first part of their addresses. */
const SECTIONS = [
  'authors',
  'boards',
  'categories',
  'docs',
  'embed',
  'feeds',
  'publishers',
  'reference',
  'reports',
  'repositories',
  'search',
  'skills',
  'status',
  'submit',
  'tags',
]

/** The language of the browser, as far as there are pages in it. */
export const languageOf = (c: Context): Lang =>
  accepts(c, {
    header: 'Accept-Language',
    supports: [...LANGS],
    default: 'en',
    match: (accepted, { supports, default: otherwise }) =>
      [...accepted]
        .sort((a, b) => b.q - a.q)
        .map(({ type }) => type.split('-')[0]?.toLowerCase() ?? '')
        .find((type) => supports.includes(type)) ?? otherwise,
  }) as Lang

const FORMS = ['application/json', 'text/html', 'text/markdown'] as const
type Form = (typeof FORMS)[number]

/** Which form of an address somebody asks for. Browsers name HTML; who takes anything is a program. */
export const formOf = (c: Context): Form =>
  accepts(c, {
    header: 'Accept',
    supports: [...FORMS],
    default: 'application/json',
    match: (accepted, { supports, default: otherwise }) =>
      [...accepted]
        .sort((a, b) => b.q - a.q)
        .map(({ type }) => type.toLowerCase())
        .find((type) => supports.includes(type)) ?? otherwise,
  }) as Form

/** The page of a file. As Markdown there is the file itself. */
const FILE_PAGE = /^\/skills\/([^/]+)\/files\/(.+)$/

/** The address of a page in one language and form: `/en/skills/x` or `/en/skills/x.md`. */
export function addressFor(c: Context, path: string): string {
  const { search } = new URL(c.req.url)
  const isMarkdown = formOf(c) === 'text/markdown'
  const [, slug, file] = (isMarkdown && FILE_PAGE.exec(path)) || []
  if (file !== undefined) return `/v1/skills/${slug}/versions/${c.req.query('version') ?? 'latest'}/files/${file}`
  return `/${languageOf(c)}${isMarkdown ? `${path || '/index'}.md` : path}${search}`
}

/**
 * Redirects an address without a language to the one in the reader's language and form. Caches cannot tell readers apart, so
 * only these addresses look at what the reader accepts, and nobody keeps the redirect.
 */
export const withoutLanguage = new Hono<AppEnv>()
for (const section of SECTIONS)
  withoutLanguage.on('GET', [`/${section}`, `/${section}/*`], (c) => {
    c.header('Vary', 'Accept, Accept-Language')
    return c.redirect(addressFor(c, c.req.path.replace(/\/$/, '')), 302)
  })
