import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { Failure } from '../../../http/failure.ts'
import { Refused as RefusedByApi } from '../../api.ts'
import { type AdminEnv, type AdminView, labelOf } from '../admin-view.ts'
import { adminPage } from '../layout/admin-page.tsx'
import { Fields, loaded, type Values, valuesOf } from '../parts/fields.tsx'
import { type Form, readForm } from '../parts/read-form.ts'
import { faultsOf, Refusal } from '../parts/refusal.tsx'
import { leaveFlash } from '../session.ts'
import { type Refused, showThing } from './one.tsx'
import { below, idOf, type Section, type Thing } from './spec.ts'

/** The form that makes a thing. Its address may fill in fields. */
export async function showNew(c: Context<AdminEnv>, section: Section, refused?: Refused) {
  const { api, view } = c.var
  const texts = view.t.admin.sections[section.name]
  const [first, ...others] = await loaded(api, section.create ?? [])
  const fields = first ? [{ ...first, autofocus: true }, ...others] : []
  const title = `${view.t.admin.create} · ${texts.title}`
  const body = (
    <>
      <p>
        <a href={`/admin/${section.name}`}>{texts.title}</a>
      </p>
      <h1>{view.t.admin.create}</h1>
      {refused && <Refusal view={view} problem={refused.problem} />}
      <form method="post" action={`/admin/${section.name}/new`}>
        <Fields
          view={view}
          fields={fields}
          values={refused?.values ?? { ...section.initial, ...c.req.query() }}
          faults={faultsOf(refused?.problem)}
          prefix="new"
        />
        <button type="submit">{view.t.admin.create}</button>
      </form>
    </>
  )
  return adminPage(c, { title }, body, (refused?.problem.status ?? 200) as ContentfulStatusCode)
}

export async function create(c: Context<AdminEnv>, section: Section) {
  const values = valuesOf(await readForm(c), section.create ?? [])
  return refusing(
    c,
    async () => {
      const made = await c.var.api.send<Thing>('POST', section.api, values)
      return finish(c, section, made, { good: true, text: c.var.view.t.admin.created })
    },
    (problem) => showNew(c, section, { form: 'new', problem, values }),
  )
}

/** Changes the fields of a thing that somebody has changed in the form. Others may have changed the rest meanwhile. */
export async function edit(c: Context<AdminEnv>, section: Section) {
  const form = await readForm(c)
  const ref = c.req.param('ref') ?? ''
  const values = valuesOf(form, section.edit ?? [])
  const changed = changedIn(values, wasIn(form))
  const { t } = c.var.view
  if (Object.keys(changed).length === 0) {
    leaveFlash(c, { good: true, text: t.admin.nothingChanged })
    return c.redirect(below(`/admin/${section.name}`, ref), 303)
  }
  return refusing(
    c,
    async () => {
      const now = await c.var.api.send<Thing>('PATCH', below(section.api, ref), changed)
      return finish(c, section, now, { good: true, text: t.admin.saved })
    },
    (problem) => showThing(c, section, { form: 'edit', problem, values }),
  )
}

function wasIn(form: Form): Values {
  try {
    const was = JSON.parse(form.one('was'))
    if (typeof was === 'object' && was !== null) return was
  } catch {}
  throw new Failure('invalid', 'The form does not say what it changes. Open the page again.')
}

const changedIn = (values: Values, was: Values): Values =>
  Object.fromEntries(
    Object.entries(values).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(was[name])),
  )

/** Does something with a thing, and says what came of it. */
export async function act(c: Context<AdminEnv>, section: Section) {
  const [ref, name] = [c.req.param('ref') ?? '', c.req.param('action')]
  const action = section.actions?.find((one) => one.name === name)
  if (!action) throw new Failure('not_found', 'There is nothing at this address.')
  const values = valuesOf(await readForm(c), action.fields ?? [])
  const { method, path, body } = action.ask(below(section.api, ref), values, ref)
  const { view } = c.var
  return refusing(
    c,
    async () => {
      const answer = (await c.var.api.send<Thing | undefined>(method, path, body)) ?? {}
      const text = action.done?.(answer, view) ?? view.t.admin.done(view.t.admin.actions[action.name].button)
      const isGone = action.name === 'delete'
      if (typeof answer.secret === 'string') return showSecret(c, section, answer)
      leaveFlash(c, { good: answer.status !== 'failed', text })
      return c.redirect(`/admin/${section.name}${isGone ? '' : below('', ref)}`, 303)
    },
    (problem) => showThing(c, section, { form: action.name, problem, values }),
  )
}

/** Shows a refusal in the form that was sent. What nobody can mend there has a page of its own. */
async function refusing(
  c: Context<AdminEnv>,
  work: () => Promise<Response>,
  show: (problem: RefusedByApi['problem']) => Promise<Response> | Response,
): Promise<Response> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof RefusedByApi) || ![400, 409, 413, 503].includes(error.problem.status)) throw error
    const wait = error.headers.get('Retry-After')
    if (wait !== null) c.header('Retry-After', wait)
    return show(error.problem)
  }
}

function finish(c: Context<AdminEnv>, section: Section, thing: Thing, flash: { good: boolean; text: string }) {
  if (typeof thing.secret === 'string') return showSecret(c, section, thing)
  leaveFlash(c, flash)
  return c.redirect(below(`/admin/${section.name}`, (section.refOf ?? idOf)(thing)), 303)
}

/** A secret that is never shown again stands in this answer alone: no cookie and no address may keep it. */
function showSecret(c: Context<AdminEnv>, section: Section, thing: Thing) {
  const { view } = c.var
  const title = labelOf(view, 'secret')
  return adminPage(c, { title }, <Secret view={view} section={section} thing={thing} />)
}

function Secret({ view, section, thing }: { view: AdminView; section: Section; thing: Thing }) {
  const { secret } = view.t.admin
  return (
    <>
      <h1>{secret.title}</h1>
      <p class="flash bad">{secret.once}</p>
      <div class="command">
        <pre tabindex={0}>
          <code id="secret">{String(thing.secret)}</code>
        </pre>
        <button type="button" hidden data-copy="secret" data-done={view.t.common.copied}>
          {view.t.common.copy}
        </button>
      </div>
      <p>
        <a href={below(`/admin/${section.name}`, (section.refOf ?? idOf)(thing))}>{secret.kept}</a>
      </p>
    </>
  )
}
