import { type Context, Hono, type MiddlewareHandler } from 'hono'
import type { AppEnv } from '../http/app-env.ts'
import { Failure } from '../http/failure.ts'
import { conditionalReads } from '../http/public-reads.ts'
import { type Ask, apiFor } from './api.ts'
import { assets } from './assets/assets.ts'
import { home } from './home/home.tsx'
import { onErrorAsPage } from './layout/error-page.tsx'
import { pageSecurity } from './layout/security.ts'
import { asMarkdown } from './markdown/as-markdown.ts'
import { addressFor, formOf, withoutLanguage } from './negotiate.ts'
import { search } from './search/search.tsx'
import { LANGS, type Lang } from './texts/index.ts'
import { appContext, type PageEnv, viewOf } from './view.ts'

/** All pages, each at an address of its language. They read the API through `ask`. */
export function pages(ask: Ask) {
  const site = new Hono<PageEnv>()
  site.onError(onErrorAsPage)
  site.use(pageSecurity, conditionalReads as unknown as MiddlewareHandler<PageEnv>)
  site.use(async function provideView(c, next) {
    c.set('view', viewOf(appContext(c), c.req.path.split('/')[1] as Lang))
    c.set('api', apiFor(appContext(c), ask))
    await next()
  })
  site.get('*', asMarkdown(ask))

  site.get('/', home)
  site.get('/search', search)
  site.all('*', () => {
    throw new Failure('not_found', 'There is nothing at this address.')
  })

  const all = new Hono<AppEnv>()
  all.get('/', toHome)
  all.use('/assets/*', pageSecurity as unknown as MiddlewareHandler<AppEnv>)
  all.route('/assets', assets)
  all.route('/', withoutLanguage)
  for (const lang of LANGS) all.route(`/${lang}`, site as unknown as Hono<AppEnv>)
  return all
}

/** Browsers and readers of Markdown are sent to the home page; everybody else gets the description of the service. */
async function toHome(c: Context<AppEnv>, next: () => Promise<void>) {
  if (formOf(c) === 'application/json') return next()
  c.header('Vary', 'Accept, Accept-Language')
  return c.redirect(addressFor(c, ''), 302)
}
