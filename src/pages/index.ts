import { type Context, Hono, type MiddlewareHandler, type Next } from 'hono'
import type { AppEnv } from '../http/app-env.ts'
import { Failure } from '../http/failure.ts'
import { conditionalReads } from '../http/public-reads.ts'
import { adminPages } from './admin/index.ts'
import { type Ask, apiFor } from './api.ts'
import { assets } from './assets/assets.ts'
import { authorPages } from './authors/index.ts'
import { badge } from './badge/badge.ts'
import { embed, mayBeFramed } from './badge/embed.tsx'
import { publisherEvents, publisherEventsFeed } from './events/events.tsx'
import { home } from './home/home.tsx'
import { onErrorAsPage } from './layout/error-page.tsx'
import { pageSecurity } from './layout/security.ts'
import { machines } from './machines/index.ts'
import { asMarkdown } from './markdown/as-markdown.ts'
import { addressFor, formOf, withoutLanguage } from './negotiate.ts'
import { publisherFeed } from './publisher/atom.ts'
import { publisherLog, publisherLogFeed } from './publisher/log.tsx'
import { publisher } from './publisher/publisher.tsx'
import { search } from './search/search.tsx'
import { sections } from './sections.ts'
import { skillPages } from './skill/index.ts'
import { LANGS, type Lang } from './texts/index.ts'
import { appContext, type PageEnv, viewOf } from './view.ts'

/** All pages, each at an address of its language. They read the API through `ask`. */
export function pages(ask: Ask) {
  const provideView: MiddlewareHandler<PageEnv> = async (c, next) => {
    c.set('view', viewOf(appContext(c), c.req.path.split('/')[1] as Lang))
    c.set('api', apiFor(appContext(c), ask))
    await next()
  }
  const conditional = conditionalReads as unknown as MiddlewareHandler<PageEnv>

  const site = new Hono<PageEnv>()
  site.onError(onErrorAsPage)
  site.use(pageSecurity, conditional, provideView)
  site.get('*', asMarkdown(ask))

  site.get('/', home)
  site.get('/search', search)
  site.route('/skills', skillPages)
  site.route('/authors', authorPages(ask))
  site.route('/', sections)
  site.get('/publishers/:feed{[^/]+\\.atom}', publisherFeed)
  site.get('/publishers/:handle', publisher)
  site.get('/publishers/:handle/events', publisherEvents)
  site.get('/publishers/:handle/events.atom', publisherEventsFeed)
  site.get('/publishers/:handle/log', publisherLog)
  site.get('/publishers/:handle/log.atom', publisherLogFeed)
  site.all('*', () => {
    throw new Failure('not_found', 'There is nothing at this address.')
  })

  const framed = new Hono<PageEnv>()
  framed.onError(onErrorAsPage)
  framed.get('/:slug', mayBeFramed, conditional, provideView, embed)

  const all = new Hono<AppEnv>()
  all.get('/', toHome)
  for (const [kind, section] of Object.entries(SCOPES)) all.use(`/${kind}/:scope`, toPage(section))
  all.use('/assets/*', pageSecurity as unknown as MiddlewareHandler<AppEnv>)
  all.route('/assets', assets)
  // Nobody keeps these, so they need no address of their language.
  all.route('/admin', adminPages(ask))
  all.route('/', machines(ask))
  all.route('/', withoutLanguage)
  all.route('/badge', badge(ask))
  for (const lang of LANGS) {
    all.route(`/${lang}/embed`, framed as unknown as Hono<AppEnv>)
    all.route(`/${lang}`, site as unknown as Hono<AppEnv>)
  }
  return all
}

/** What clients install from at `/s/SLUG` and the like, and which section has its page. */
const SCOPES = { s: 'skills', p: 'publishers', c: 'categories', t: 'tags' }

/** Sends a browser that opens an address for clients to the page. Clients find there what they always found. */
const toPage = (section: string) =>
  async function toPage(c: Context<AppEnv>, next: Next) {
    if (c.req.method !== 'GET' || formOf(c) !== 'text/html') return next()
    // `slug@name` is the skill with this slug.
    const scope = c.req.param('scope')?.replace(/@[^@]*$/, '') ?? ''
    c.header('Vary', 'Accept, Accept-Language')
    return c.redirect(addressFor(c, `/${section}/${encodeURIComponent(scope)}`), 302)
  }

/** Browsers and readers of Markdown are sent to the home page; everybody else gets the description of the service. */
async function toHome(c: Context<AppEnv>, next: () => Promise<void>) {
  if (formOf(c) === 'application/json') return next()
  c.header('Vary', 'Accept, Accept-Language')
  return c.redirect(addressFor(c, ''), 302)
}
