import type { Context, ErrorHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { judge } from '../../http/problem.ts'
import { Refused } from '../api.ts'
import { appContext, type PageEnv, skillPath, to, type View } from '../view.ts'
import { Document } from './document.tsx'

/** What is said of an error to somebody who looks at a page. */
type Told = { status: number; detail: string; suggestions: readonly string[]; retryAfter: string | null }

/** Answers an error with a page. What was unexpected goes to the log only. */
export const onErrorAsPage: ErrorHandler<PageEnv> = (error, c) => {
  const told = tell(error, c)
  const { t } = c.var.view
  const titles: Record<number, string> = t.errors
  const title = titles[told.status] ?? t.errors.other
  const body = <ErrorBody view={c.var.view} title={title} told={told} requestId={c.var.requestId} />
  const meta = { title, description: title, noIndex: true }
  if (told.retryAfter !== null) c.header('Retry-After', told.retryAfter)
  return c.html(
    `<!doctype html>${<Document view={c.var.view} meta={meta} body={body} />}`,
    told.status as ContentfulStatusCode,
  )
}

function tell(error: Error, c: Context<PageEnv>): Told {
  if (error instanceof Refused) {
    const { status, detail, suggestions = [] } = error.problem
    return { status, detail, suggestions, retryAfter: error.headers.get('Retry-After') }
  }
  const { code, status, detail, failure } = judge(error, appContext(c))
  return {
    status,
    detail: code === 'internal' ? c.var.view.t.errors.unexpected : detail,
    suggestions: failure?.suggestions ?? [],
    retryAfter: failure?.headers['Retry-After'] ?? null,
  }
}

function ErrorBody(p: { view: View; title: string; told: Told; requestId: string }) {
  const { view, title, told, requestId } = p
  const { t } = view
  return (
    <section class="message">
      <h1>{title}</h1>
      <p>{told.status === 404 && told.suggestions.length === 0 ? t.errors.noPage : told.detail}</p>
      {told.suggestions.length > 0 && (
        <>
          <p>{t.errors.suggestions}</p>
          <ul>
            {told.suggestions.map((slug) => (
              <li>
                <a href={to(view, skillPath(slug))}>{slug}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a href={to(view, '')}>{t.errors.home}</a>
      </p>
      <p class="quiet">
        {t.errors.request} <code>{requestId}</code>
      </p>
    </section>
  )
}
