import { Hono, type MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { AppEnv } from '../../http/app-env.ts'
import { privateNoStore } from '../../http/cache-for.ts'
import { Failure } from '../../http/failure.ts'
import { limitBody } from '../../http/input/body-limit.ts'
import { type Ask, apiFor } from '../api.ts'
import { refuseForeignWrites } from '../foreign-writes.ts'
import { pageSecurity } from '../layout/security.ts'
import { languageOf } from '../negotiate.ts'
import { isLang } from '../texts/index.ts'
import { appContext, viewOf } from '../view.ts'
import { confirmDevice, device } from './account/device.tsx'
import { changePassword, me } from './account/me.tsx'
import type { AdminEnv, Me } from './admin-view.ts'
import { onErrorInAdmin } from './layout/on-error.tsx'
import { alerts } from './operations/alerts.tsx'
import { job, jobs, runJob } from './operations/jobs.tsx'
import { statistics } from './operations/statistics.tsx'
import { readForm } from './parts/read-form.ts'
import { review } from './review/index.ts'
import { sectionRoutes } from './section/routes.ts'
import { decisions } from './sections/decisions.tsx'
import { audit, runs, unfinished } from './sections/history.tsx'
import { reports } from './sections/reports.ts'
import { accounts, sites } from './sections/sites.ts'
import { skills } from './sections/skills.tsx'
import { sources } from './sections/sources.tsx'
import { aliases, categories, tags } from './sections/taxonomy.ts'
import { HOME, sessionOf, signInPath, takeFlash, whereOneWas } from './session.ts'
import { signIn, signInPage, signOut } from './sign-in.tsx'

const SECTIONS = [
  reports,
  decisions,
  skills,
  sources,
  categories,
  tags,
  aliases,
  sites,
  accounts,
  runs,
  unfinished,
  audit,
]

/** As much as the API takes of a skill. */
const MAX_BYTES = 4 * 1024 * 1024
const YEAR_S = 31_536_000

/** The pages for admins and reviewers. They read and write the API with the token of whoever has signed in. */
export function adminPages(ask: Ask) {
  const site = new Hono<AdminEnv>()
  site.onError(onErrorInAdmin)
  site.use(async function provideView(c, next) {
    const chosen = getCookie(c, 'lang') ?? ''
    const lang = isLang(chosen) ? chosen : languageOf(c)
    const { pathname } = new URL(c.req.url)
    c.set('view', { ...viewOf(appContext(c as never), lang), path: pathname, me: null, flash: takeFlash(c) })
    c.set('api', apiFor(appContext(c as never), ask))
    await next()
    c.header('X-Robots-Tag', 'noindex')
  })
  site.use(pageSecurity, privateNoStore as unknown as MiddlewareHandler<AdminEnv>)
  site.use(refuseForeignWrites, limitBody(MAX_BYTES))

  site.get('/login', signInPage).post('/login', signIn).post('/logout', signOut)
  site.post('/language', async (c) => {
    const lang = (await readForm(c)).one('lang')
    if (isLang(lang)) setCookie(c, 'lang', lang, { path: '/admin', sameSite: 'Lax', httpOnly: true, maxAge: YEAR_S })
    return c.redirect(whereOneWas(c), 303)
  })

  site.use(async function requireSession(c, next) {
    const token = sessionOf(c)
    if (token === undefined) return c.redirect(signInPath(c), 303)
    const api = apiFor(appContext(c as never), ask, token)
    c.set('api', api)
    c.set('view', { ...c.var.view, me: await api.get<Me>('/v1/admin/me') })
    await next()
  })
  site.get('/', (c) => c.redirect(HOME, 302))
  site.route('/review', review)
  for (const section of SECTIONS) site.route(`/${section.name}`, sectionRoutes(section))
  site.get('/alerts', alerts)
  site.get('/jobs', jobs).get('/jobs/:name', job).post('/jobs/:name', runJob)
  site.get('/statistics', statistics)
  site.get('/device', device).post('/device', confirmDevice)
  site.get('/me', (c) => me(c)).post('/me/password', changePassword)
  site.all('*', () => {
    throw new Failure('not_found', 'There is nothing at this address.')
  })
  return site as unknown as Hono<AppEnv>
}
