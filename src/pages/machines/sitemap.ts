import type { Context } from 'hono'
import type { z } from 'zod'
import { keepFor } from '../../http/cache-for.ts'
import type { Addresses, AddressPages } from '../../routes/catalogue/addresses.ts'
import type { Taxonomy } from '../../routes/catalogue/taxonomy.ts'
import { docNames } from '../docs/library.ts'
import { LANGS } from '../texts/index.ts'
import { appContext, categoryPath, type PageEnv, publisherPath, skillPath } from '../view.ts'

type Entry = { path: string; changedAt?: string }

/** The maps that there are. Skills and publishers have one for every so many of them. */
export async function sitemapIndex(c: Context<PageEnv>) {
  const { skills, publishers } = await c.var.api.get<z.output<typeof AddressPages>>('/v1/addresses')
  const { origin } = new URL(c.req.url)
  const maps = (kind: string, starts: readonly string[]) => [
    `${origin}/sitemaps/${kind}.xml`,
    ...starts.map((after) => `${origin}/sitemaps/${kind}.xml?after=${encodeURIComponent(after)}`),
  ]
  const all = [`${origin}/sitemaps/pages.xml`, ...maps('skills', skills), ...maps('publishers', publishers)]
  const lines = all.map((address) => `<sitemap><loc>${address}</loc></sitemap>`)
  return xml(c, ['<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">', ...lines, '</sitemapindex>'])
}

/** Pages that are neither of a skill nor of a publisher. */
export async function sitemapOfPages(c: Context<PageEnv>) {
  const { categories } = await c.var.api.get<z.output<typeof Taxonomy>>('/v1/taxonomy')
  const paths = [
    ...[
      '',
      '/categories',
      '/tags',
      '/boards',
      '/docs',
      '/docs/rules',
      '/reference',
      '/status',
      '/repositories',
      '/submit',
      '/reports',
    ],
    ...categories.map(({ key }) => categoryPath(key)),
    ...docNames().map((name) => `/docs/${name}`),
  ]
  return urls(
    c,
    paths.map((path) => ({ path })),
  )
}

const PATH_OF = { skills: skillPath, publishers: publisherPath }

/** The pages of skills or publishers after a key. */
export const sitemapOfAddresses = (kind: keyof typeof PATH_OF) =>
  async function sitemapOfAddresses(c: Context<PageEnv>) {
    const after = c.req.query('after')
    const { items } = await c.var.api.get<z.output<typeof Addresses>>(`/v1/addresses/${kind}`, { after })
    return urls(
      c,
      items.map(({ name, changed_at }) => ({ path: PATH_OF[kind](name), changedAt: changed_at })),
    )
  }

/** Each page in each language, with the others as its alternates. */
function urls(c: Context<PageEnv>, entries: readonly Entry[]) {
  const { origin } = new URL(c.req.url)
  const lines = entries.flatMap(({ path, changedAt }) => {
    const alternates = [
      ...LANGS.map((lang) => alternate(lang, `${origin}/${lang}${path}`)),
      alternate('x-default', `${origin}${path || '/'}`),
    ].join('')
    const lastmod = changedAt === undefined ? '' : `<lastmod>${changedAt}</lastmod>`
    return LANGS.map((lang) => `<url><loc>${origin}/${lang}${path}</loc>${lastmod}${alternates}</url>`)
  })
  return xml(c, [
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ...lines,
    '</urlset>',
  ])
}

const alternate = (lang: string, href: string) => `<xhtml:link rel="alternate" hreflang="${lang}" href="${href}"/>`

// Whatever others have named is percent-encoded in the addresses, so nothing is left to escape.
function xml(c: Context<PageEnv>, lines: readonly string[]) {
  const { seconds, tags } = c.var.api.kept()
  if (seconds > 0) keepFor(appContext(c), { seconds, tags: ['pages', ...tags] })
  const body = ['<?xml version="1.0" encoding="utf-8"?>', ...lines, ''].join('\n')
  return c.body(body, 200, { 'Content-Type': 'application/xml; charset=utf-8' })
}
