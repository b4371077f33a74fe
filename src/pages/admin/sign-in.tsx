import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { Refused } from '../api.ts'
import type { AdminEnv, AdminView } from './admin-view.ts'
import { adminPage } from './layout/admin-page.tsx'
import { readForm } from './parts/read-form.ts'
import { beginSession, endSession, ownPath } from './session.ts'

type Asked = { view: AdminView; next: string; username?: string; refusal?: string }
type Token = { access_token: string; expires_in: number }

export const signInPage = (c: Context<AdminEnv>) =>
  adminPage(
    c,
    { title: c.var.view.t.admin.login.title },
    <SignIn view={c.var.view} next={ownPath(c, c.req.query('next'))} />,
  )

export async function signIn(c: Context<AdminEnv>) {
  const { api, view } = c.var
  const form = await readForm(c)
  const [username, next] = [form.one('username').trim(), ownPath(c, form.one('next'))]
  try {
    const token = await api.send<Token>('POST', '/v1/admin/login', { username, password: form.one('password') })
    beginSession(c, token)
    return c.redirect(next, 303)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const wait = error.headers.get('Retry-After')
    if (wait !== null) c.header('Retry-After', wait)
    const refusal = refusalOf(view, error, wait)
    const body = <SignIn view={view} next={next} username={username} refusal={refusal} />
    return adminPage(c, { title: view.t.admin.login.title }, body, error.problem.status as ContentfulStatusCode)
  }
}

function refusalOf({ t }: AdminView, { problem }: Refused, wait: string | null): string {
  const { login } = t.admin
  if (problem.status === 429) return login.wait(Number(wait ?? 60))
  return problem.status === 400 || problem.status === 401 ? login.wrong : problem.detail
}

export function signOut(c: Context<AdminEnv>) {
  endSession(c)
  return c.redirect('/admin/login', 303)
}

function SignIn({ view, next, username, refusal }: Asked) {
  const { login } = view.t.admin
  return (
    <form class="sign-in" method="post" action="/admin/login">
      <h1>{login.title}</h1>
      {refusal && (
        <p role="alert" class="flash bad">
          {refusal}
        </p>
      )}
      <input type="hidden" name="next" value={next} />
      <div class="field">
        <label for="username">{login.username}</label>
        <input
          id="username"
          name="username"
          value={username}
          autocomplete="username"
          autocapitalize="none"
          maxlength={100}
          required
          autofocus={refusal === undefined}
        />
      </div>
      <div class="field">
        <label for="password">{login.password}</label>
        <input
          id="password"
          type="password"
          name="password"
          autocomplete="current-password"
          maxlength={1000}
          required
          autofocus={refusal !== undefined}
        />
      </div>
      <button type="submit">{login.button}</button>
      <p class="quiet">{login.lasts}</p>
    </form>
  )
}
