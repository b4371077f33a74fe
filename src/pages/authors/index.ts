import { type ErrorHandler, Hono, type MiddlewareHandler } from 'hono'
import { privateNoStore } from '../../http/cache-for.ts'
import { limitBody } from '../../http/input/body-limit.ts'
import { type Ask, apiFor, Refused } from '../api.ts'
import { refuseForeignWrites } from '../foreign-writes.ts'
import { onErrorAsPage } from '../layout/error-page.tsx'
import { appContext, type PageEnv, to } from '../view.ts'
import { ownHook, removeHook, testHook } from './hook.tsx'
import { addHook, ownHooks } from './hooks.tsx'
import { decideOffer, ownSkills } from './list.tsx'
import { ownSkill, sendAct } from './one.tsx'
import { AUTHORS } from './paths.ts'
import { askChallenge, checkChallenge, proveForm, signOut } from './prove.tsx'
import { authorTokenOf, endAuthor } from './session.ts'

/** The longest text that the API takes, with all of its characters encoded. */
const MAX_FORM_BYTES = 64 * 1024

/** The pages for authors. They read and write the API with the token of what somebody has proven. */
export function authorPages(ask: Ask) {
  const site = new Hono<PageEnv>()
  site.onError(onErrorForAuthors)
  site.use(async function hideFromSearch(c, next) {
    await next()
    c.header('X-Robots-Tag', 'noindex')
  })
  site.use(privateNoStore as unknown as MiddlewareHandler<PageEnv>)
  site.use(refuseForeignWrites as unknown as MiddlewareHandler<PageEnv>, limitBody(MAX_FORM_BYTES))

  site.get('/', proveForm)
  site.post('/challenge', askChallenge).post('/check', checkChallenge).post('/out', signOut)

  site.use(async function requireAuthor(c, next) {
    const token = authorTokenOf(c)
    if (token === undefined) return c.redirect(to(c.var.view, AUTHORS), 303)
    c.set('api', apiFor(appContext(c), ask, token))
    await next()
  })
  site.get('/skills', ownSkills)
  site.get('/skills/:slug', ownSkill)
  site.post('/skills/:slug/:act', sendAct)
  site.post('/offers/:id/:decision', decideOffer)
  site.get('/hooks', ownHooks).post('/hooks', addHook)
  site.get('/hooks/:id', ownHook).post('/hooks/:id/remove', removeHook).post('/hooks/:id/test', testHook)
  return site
}

/** A token that has expired leads to where one is proven. */
const onErrorForAuthors: ErrorHandler<PageEnv> = (error, c) => {
  if (!(error instanceof Refused) || error.problem.status !== 401) return onErrorAsPage(error, c)
  endAuthor(c)
  return c.redirect(to(c.var.view, AUTHORS), 303)
}
