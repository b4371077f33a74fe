import type { ErrorHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { judge } from '../../../http/problem.ts'
import { Refused } from '../../api.ts'
import { appContext } from '../../view.ts'
import type { AdminEnv } from '../admin-view.ts'
import { endSession, HOME, signInPath } from '../session.ts'
import { adminPage } from './admin-page.tsx'

/** Answers an error with a page. A session that is over leads to the sign-in page and from there back. */
export const onErrorInAdmin: ErrorHandler<AdminEnv> = (error, c) => {
  if (error instanceof Refused && error.problem.status === 401) {
    endSession(c)
    return c.redirect(signInPath(c), 303)
  }
  const { view } = c.var
  const { status, detail } = error instanceof Refused ? error.problem : judge(error, appContext(c as never))
  const titles: Record<number, string> = view.t.errors
  const title = titles[status] ?? (status < 500 ? view.t.admin.refused : view.t.errors.other)
  const body = (
    <section class="message">
      <h1>{title}</h1>
      <p>{status === 500 ? view.t.errors.unexpected : detail}</p>
      <p>
        <a href={HOME}>{view.t.admin.toStart}</a>
      </p>
      <p class="quiet">
        {view.t.errors.request} <code>{c.var.requestId}</code>
      </p>
    </section>
  )
  return adminPage(c, { title }, body, status as ContentfulStatusCode)
}
