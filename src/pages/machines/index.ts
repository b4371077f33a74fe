import { Hono, type MiddlewareHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { AppEnv } from '../../http/app-env.ts'
import { keepFor } from '../../http/cache-for.ts'
import { type Ask, apiFor, Refused } from '../api.ts'
import { pageSecurity } from '../layout/security.ts'
import { appContext, type PageEnv } from '../view.ts'
import { llms } from './llms.ts'
import { robots } from './robots.ts'
import { sitemapIndex, sitemapOfAddresses, sitemapOfPages } from './sitemap.ts'

const DAY_S = 86_400

/** What search engines and agents read to learn what there is. These have one address for all languages. */
export function machines(ask: Ask) {
  const all = new Hono<PageEnv>()
  all.onError((error, c) => {
    if (!(error instanceof Refused)) throw error
    return c.json(error.problem, error.problem.status as ContentfulStatusCode, {
      'Content-Type': 'application/problem+json',
      'Retry-After': error.headers.get('Retry-After') ?? '60',
    })
  })
  const PATHS = ['/robots.txt', '/llms.txt', '/sitemap.xml', '/sitemaps/*']
  for (const path of PATHS)
    all.use(path, pageSecurity as unknown as MiddlewareHandler<PageEnv>, async function provideApi(c, next) {
      c.set('api', apiFor(appContext(c), ask))
      await next()
    })
  const text = (of: (origin: string) => string) => (c: Parameters<MiddlewareHandler<PageEnv>>[0]) => {
    keepFor(appContext(c), { seconds: DAY_S, tags: ['pages'] })
    return c.text(of(new URL(c.req.url).origin))
  }
  all.get('/robots.txt', text(robots))
  all.get('/llms.txt', text(llms))
  all.get('/sitemap.xml', sitemapIndex)
  all.get('/sitemaps/pages.xml', sitemapOfPages)
  all.get('/sitemaps/skills.xml', sitemapOfAddresses('skills'))
  all.get('/sitemaps/publishers.xml', sitemapOfAddresses('publishers'))
  return all as unknown as Hono<AppEnv>
}
