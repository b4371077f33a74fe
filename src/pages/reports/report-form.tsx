import type { Context } from 'hono'
import { REPORT_KINDS } from '../../domain/trust/disputes.ts'
import { Refused } from '../api.ts'
import { page } from '../layout/page.tsx'
import { showUnseen } from '../parts/plain.ts'
import { RefusedForm } from '../parts/refused-form.tsx'
import { readSkill, type Skill, slugOf } from '../skill/skill.ts'
import { type PageEnv, skillPath, to, type View } from '../view.ts'
import { type Dispute, reportPath } from './one.tsx'

type Values = { kind: string; version: string; details: string }
type Fault = Pick<Refused['problem'], 'detail' | 'errors' | 'status'>

export const formPath = (slug: string) => `${skillPath(slug)}/report`

/** The form by which anybody reports a skill. */
export async function reportForm(c: Context<PageEnv>) {
  return show(c, { kind: '', version: c.req.query('version') ?? '', details: '' }, null)
}

/** Sends the report, and leads to where it can be followed. */
export async function sendReport(c: Context<PageEnv>) {
  const form = await c.req.parseBody()
  const field = (name: string) => (typeof form[name] === 'string' ? form[name] : '')
  const values = { kind: field('kind'), version: field('version').trim(), details: field('details') }
  const body = { skill: slugOf(c), ...values, version: values.version || undefined }
  try {
    const { id } = await c.var.api.send<Dispute>('POST', '/v1/reports', body)
    return c.redirect(to(c.var.view, reportPath(id)), 303)
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    return show(c, values, error.problem)
  }
}

async function show(c: Context<PageEnv>, values: Values, fault: Fault | null) {
  const { view } = c.var
  const t = view.t.reports
  const skill = await readSkill(c)
  const title = t.formTitle(showUnseen(skill.name))
  const status = fault === null ? 200 : fault.status === 429 ? 429 : 400
  return page(
    c,
    { title, description: title, noIndex: true },
    <Form {...{ view, skill, values, fault, title }} />,
    status,
  )
}

function Form(p: { view: View; skill: Skill; values: Values; fault: Fault | null; title: string }) {
  const { view, skill, values, fault } = p
  const t = view.t.reports
  return (
    <>
      <h1>{p.title}</h1>
      <p>{t.formLead}</p>
      <p class="quiet">
        {t.forFindings} <a href={to(view, '/docs/reports')}>{t.howToAppeal}</a>
      </p>
      {fault && <RefusedForm problem={fault}>{t.notSent}</RefusedForm>}
      <form method="post" action={to(view, formPath(skill.slug))}>
        <fieldset class="field choice">
          <legend>{t.kind}</legend>
          {REPORT_KINDS.map((kind) => (
            <label>
              <input type="radio" name="kind" value={kind} required checked={values.kind === kind} /> {t.kinds[kind]}
            </label>
          ))}
        </fieldset>
        <div class="field">
          <label for="report-version">{t.version}</label>
          <input id="report-version" name="version" maxlength={100} value={values.version} />
        </div>
        <div class="field">
          <label for="report-details">{t.details}</label>
          <textarea id="report-details" name="details" required maxlength={4000} rows={6}>
            {values.details}
          </textarea>
        </div>
        <button type="submit">{t.send}</button>
      </form>
    </>
  )
}
