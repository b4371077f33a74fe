import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { z } from 'zod'
import type { Submission } from '../../routes/intake/submissions.ts'
import { readForm } from '../admin/parts/read-form.ts'
import { Refused } from '../api.ts'
import { Document } from '../layout/document.tsx'
import { page } from '../layout/page.tsx'
import { showUnseen } from '../parts/plain.ts'
import { type PageEnv, to, type View } from '../view.ts'

/** Asks for a repository that is to be listed. */
export function submitForm(c: Context<PageEnv>) {
  const { t } = c.var.view
  const meta = { title: t.repositories.submit, description: t.repositories.submitLead }
  return page(c, meta, <Form view={c.var.view} />, 200, 300)
}

/** Submits it, and leads to its report. What is refused is said above the form. */
export async function submit(c: Context<PageEnv>) {
  const { api, view } = c.var
  const repo = (await readForm(c)).one('repo').trim()
  try {
    const told = await api.send<z.output<typeof Submission>>('POST', '/v1/submissions', { repo })
    return c.redirect(to(view, told.page), 303)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { status, detail, errors } = error.problem
    const retryAfter = error.headers.get('Retry-After')
    if (retryAfter !== null) c.header('Retry-After', retryAfter)
    const meta = { title: view.t.repositories.submit, description: view.t.repositories.submitLead, noIndex: true }
    const body = <Form view={view} repo={repo} refusal={errors?.[0]?.message ?? detail} />
    return c.html(`<!doctype html>${<Document view={view} meta={meta} body={body} />}`, status as ContentfulStatusCode)
  }
}

function Form({ view, repo, refusal }: { view: View; repo?: string; refusal?: string }) {
  const t = view.t.repositories
  return (
    <>
      <h1>{t.submit}</h1>
      <p>{t.submitLead}</p>
      {refusal !== undefined && (
        <p class="warned" role="alert" id="refusal" lang="en">
          {showUnseen(refusal)}
        </p>
      )}
      <form class="line" method="post" action={to(view, '/submit')}>
        <label>
          {t.name}{' '}
          <input
            name="repo"
            required
            maxlength={300}
            placeholder="OWNER/REPO"
            value={repo}
            {...(refusal !== undefined && { 'aria-invalid': 'true', 'aria-describedby': 'refusal' })}
          />
        </label>
        <button type="submit">{t.submitIt}</button>
      </form>
      <p class="quiet">
        {t.submitMeans} <a href={to(view, '/docs/authors')}>{t.submitDocs}</a>
      </p>
    </>
  )
}
