import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { Refused } from '../../api.ts'
import type { AdminEnv } from '../admin-view.ts'
import { adminPage } from '../layout/admin-page.tsx'
import { readForm } from '../parts/read-form.ts'
import { below } from '../section/spec.ts'
import { leaveFlash } from '../session.ts'

/** Asks whether a command line may act in one's name. The code in the address is shown, so that it can be compared. */
export const device = (c: Context<AdminEnv>) => showDevice(c, c.req.query('code') ?? '')

function showDevice(c: Context<AdminEnv>, code: string, problem?: Refused['problem']) {
  const { t, me } = c.var.view
  const { device: texts } = t.admin
  const body = (
    <>
      <h1>{texts.title}</h1>
      <p class="lead">{texts.lead(me?.username ?? '')}</p>
      <p class="warned">{texts.warning}</p>
      {problem && (
        <p role="alert" class="flash bad">
          {problem.status === 404 ? texts.unknown : problem.detail}
        </p>
      )}
      <form method="post" action="/admin/device">
        <div class="field">
          <label for="code">{texts.code}</label>
          <input
            id="code"
            name="code"
            value={code}
            required
            maxlength={20}
            autocomplete="off"
            autocapitalize="characters"
          />
        </div>
        <button type="submit">{texts.confirm}</button>
      </form>
    </>
  )
  return adminPage(c, { title: texts.title }, body, (problem?.status ?? 200) as ContentfulStatusCode)
}

export async function confirmDevice(c: Context<AdminEnv>) {
  const code = (await readForm(c)).one('code').trim()
  try {
    await c.var.api.send('POST', `${below('/v1/admin/devices', code)}/approve`)
  } catch (error) {
    if (!(error instanceof Refused) || error.problem.status === 401) throw error
    return showDevice(c, code, error.problem)
  }
  leaveFlash(c, { good: true, text: c.var.view.t.admin.device.done })
  return c.redirect('/admin/device', 303)
}
