import type { Context, ErrorHandler } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { judge } from '../../http/problem.ts'
import { addressNow, Moved, Refused } from '../api.ts'
import { appContext, categoryPath, type PageEnv, publisherPath, skillPath, tagPath, to, type View } from '../view.ts'
import { Document } from './document.tsx'

/** What is said of an error to somebody who looks at a page. */
type Told = {
  status: number
  detail: string
  suggestions: readonly string[]
  /** The field of the query that the suggestions are for. Undefined if they are for what the address names. */
  field: string | undefined
  retryAfter: string | null
}

/** Answers an error with a page. What was unexpected goes to the log only. */
export const onErrorAsPage: ErrorHandler<PageEnv> = (error, c) => {
  const moved = error instanceof Moved ? addressNow(c.req.url, error) : null
  if (moved !== null) return c.redirect(moved, 301)
  const told = tell(error, c)
  const { t } = c.var.view
  const titles: Record<number, string> = t.errors
  const title = titles[told.status] ?? t.errors.other
  const body = <ErrorBody view={c.var.view} title={title} told={told} requestId={c.var.requestId} />
  const meta = { title, description: title, noIndex: true, noMarkdown: true }
  if (told.retryAfter !== null) c.header('Retry-After', told.retryAfter)
  return c.html(
    `<!doctype html>${<Document view={c.var.view} meta={meta} body={body} />}`,
    told.status as ContentfulStatusCode,
  )
}

function tell(error: Error, c: Context<PageEnv>): Told {
  if (error instanceof Refused) {
    const { status, detail, suggestions = [], errors = [] } = error.problem
    const field = errors[0]?.pointer.slice(1)
    return { status, detail, suggestions, field, retryAfter: error.headers.get('Retry-After') }
  }
  const { code, status, detail, failure } = judge(error, appContext(c))
  return {
    status,
    detail: code === 'internal' ? c.var.view.t.errors.unexpected : detail,
    suggestions: failure?.suggestions ?? [],
    field: failure?.errors?.[0]?.pointer.slice(1),
    retryAfter: failure?.headers['Retry-After'] ?? null,
  }
}

function ErrorBody(p: { view: View; title: string; told: Told; requestId: string }) {
  const { view, title, told, requestId } = p
  const { t } = view
  return (
    <section class="message">
      <h1>{title}</h1>
      <p>{told.status === 404 ? t.errors.noPage : told.detail}</p>
      {told.suggestions.length > 0 && (
        <>
          <p>{t.errors.suggestions}</p>
          <ul>
            {told.suggestions.map((name) => (
              <li>
                <a href={to(view, suggestedPath(view, told.field, name))}>{name}</a>
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

const PATHS: Record<string, (name: string) => string> = {
  skills: skillPath,
  publishers: publisherPath,
  categories: categoryPath,
  tags: tagPath,
}

/** The page of something that may be meant, or this page with another value in its query. */
function suggestedPath({ path, search }: View, field: string | undefined, name: string): string {
  const pathOf = PATHS[path.split('/')[1] ?? '']
  if (pathOf) return pathOf(name)
  const query = new URLSearchParams(search)
  query.set(field ?? 'q', name)
  return `${path}?${query}`
}
