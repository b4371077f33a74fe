import type { Context } from 'hono'
import type { AppEnv } from '../http/app-env.ts'
import type { Api } from './api.ts'
import { type Lang, TEXTS, type Texts } from './texts/index.ts'

/** What every part of a page needs to know. */
export type View = {
  lang: Lang
  t: Texts
  /** The address of the page without its language: `/skills/acme--tidy-rows`. */
  path: string
  /** The query of the page with its question mark, or nothing. */
  search: string
  origin: string
  now: Date
}

export type PageEnv = AppEnv & { Variables: { view: View; api: Api } }

/** The context as the floors below know it. Its type may be written to, so that TypeScript takes no richer one in its place. */
export const appContext = (c: Context<PageEnv>) => c as unknown as Context<AppEnv>

/** Returns the view of a request for `/LANG/PATH`. */
export function viewOf(c: Context<AppEnv>, lang: Lang): View {
  const { pathname, search, origin } = new URL(c.req.url)
  const path = pathname.slice(lang.length + 1)
  return { lang, t: TEXTS[lang], path: path === '/' ? '' : path, search, origin, now: c.var.now }
}

/** The address of a page in the language of the view. */
export const to = (view: Pick<View, 'lang'>, path: string): string => `/${view.lang}${path}`

export const skillPath = (slug: string) => `/skills/${encodeURIComponent(slug)}`
export const publisherPath = (handle: string) => `/publishers/${encodeURIComponent(handle)}`
/** Below a skill or a publisher: what has happened to it. */
export const eventsOf = (path: string) => `${path}/events`
export const categoryPath = (key: string) => `/categories/${encodeURIComponent(key)}`
export const tagPath = (key: string) => `/tags/${encodeURIComponent(key)}`
