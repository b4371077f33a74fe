import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { Refused } from '../../api.ts'
import { type AdminEnv, wordOf } from '../admin-view.ts'
import { adminPage } from '../layout/admin-page.tsx'
import { type Field, Fields, valuesOf } from '../parts/fields.tsx'
import { readForm } from '../parts/read-form.ts'
import { faultsOf, type Problem, Refusal } from '../parts/refusal.tsx'
import { Value } from '../parts/value.tsx'
import { endSession, leaveFlash } from '../session.ts'

const FIELDS: Field[] = [
  { name: 'current_password', kind: 'password', required: true, max: 1000 },
  { name: 'new_password', kind: 'password', required: true, max: 1000 },
]

/** Who has signed in, and the form for another password. */
export function me(c: Context<AdminEnv>, problem?: Problem) {
  const { view } = c.var
  const { me: texts } = view.t.admin
  const body = (
    <>
      <h1>{view.me?.username}</h1>
      <p>
        {wordOf(view, view.me?.role ?? '')} · {texts.until} <Value view={view} value={view.me?.token_expires_at} />
      </p>
      <h2>{texts.password}</h2>
      <p class="quiet">{texts.passwordLead}</p>
      {problem && <Refusal view={view} problem={problem} />}
      <form method="post" action="/admin/me/password">
        <Fields view={view} fields={FIELDS} values={{}} faults={faultsOf(problem)} prefix="me" />
        <button type="submit">{view.t.admin.save}</button>
      </form>
    </>
  )
  return adminPage(c, { title: texts.title }, body, (problem?.status ?? 200) as ContentfulStatusCode)
}

/** A wrong password is refused by 401 too, and ends no session. */
const isOver = ({ problem: { status, type } }: Refused) => status === 401 && !type.endsWith(':invalid_credentials')

/** Sets another password. All tokens of the account end with that, so this session does too. */
export async function changePassword(c: Context<AdminEnv>) {
  const values = valuesOf(await readForm(c), FIELDS)
  try {
    await c.var.api.send('POST', '/v1/admin/me/password', values)
  } catch (error) {
    if (!(error instanceof Refused) || isOver(error)) throw error
    const wait = error.headers.get('Retry-After')
    if (wait !== null) c.header('Retry-After', wait)
    return me(c, error.problem)
  }
  endSession(c)
  leaveFlash(c, { good: true, text: c.var.view.t.admin.me.changed })
  return c.redirect('/admin/login', 303)
}
