import { LANGS } from '../texts/index.ts'

/** What search engines may look at: all pages, but no results of searches, of which there is no end. */
export const robots = (origin: string): string =>
  [
    'User-agent: *',
    'Disallow: /admin',
    'Disallow: /v1/admin/',
    ...LANGS.map((lang) => `Disallow: /${lang}/search?`),
    '',
    `Sitemap: ${origin}/sitemap.xml`,
    '',
  ].join('\n')
