import type { Context } from 'hono'
import { Refused } from '../../api.ts'
import type { AdminEnv } from '../admin-view.ts'
import { valuesOf } from '../parts/fields.tsx'
import { type Form, readForm } from '../parts/read-form.ts'
import { leaveFlash, ownPath } from '../session.ts'
import { OVERRIDES } from './decision.tsx'
import { showFile } from './file.tsx'

type Approval = { skill: { slug: string; owner: string } }

/** Approves the version of a file that was shown, and goes on to the next. */
export async function approve(c: Context<AdminEnv>) {
  const form = await readForm(c)
  const overrides = valuesOf(form, OVERRIDES)
  const body = { overrides, overrule: form.one('overrule') === 'true' }
  return decide(c, form, body, overrides, ({ skill }: Approval) => c.var.view.t.admin.review.approved(skill.slug))
}

/** Rejects the version of a file that was shown, and goes on to the next. */
export async function reject(c: Context<AdminEnv>) {
  const form = await readForm(c)
  const body = { reason: form.one('reason') }
  return decide(c, form, body, body, ({ name }: { name: string | null }) =>
    c.var.view.t.admin.review.rejected(name ?? ''),
  )
}

async function decide<T>(
  c: Context<AdminEnv>,
  form: Form,
  body: Record<string, unknown>,
  values: Record<string, unknown>,
  done: (answer: T) => string,
) {
  const seen = { file_hash: form.one('file_hash') || null, folder_digest: form.one('folder_digest') || null }
  const [id, act] = c.req.path.split('/').slice(-2)
  try {
    const answer = await c.var.api.send<T>('POST', `/v1/admin/raw-skills/${id}/${act}`, { ...seen, ...body })
    leaveFlash(c, { good: true, text: done(answer) })
    return c.redirect(ownPath(c, form.one('next')), 303)
  } catch (error) {
    if (!(error instanceof Refused) || error.problem.status === 401 || error.problem.status === 404) throw error
    return showFile(c, { problem: error.problem, seen, values })
  }
}
