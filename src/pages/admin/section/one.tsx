import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { showUnseen } from '../../parts/plain.ts'
import { type AdminEnv, type AdminView, labelOf } from '../admin-view.ts'
import { adminPage } from '../layout/admin-page.tsx'
import { type Field, Fields, loaded, type Values } from '../parts/fields.tsx'
import { faultsOf, type Problem, Refusal } from '../parts/refusal.tsx'
import { Value, wordIn } from '../parts/value.tsx'
import { mayChange } from './list.tsx'
import { type Action, below, idOf, type Section, type Thing } from './spec.ts'

/** Which form the API refused, why, and what had been filled in. */
export type Refused = { form: string; problem: Problem; values: Values }

/** A thing with its fields, the form that changes it, and what else can be done with it. */
export async function showThing(c: Context<AdminEnv>, section: Section, refused?: Refused) {
  const { api, view } = c.var
  const ref = c.req.param('ref') ?? ''
  const [thing, edit] = await Promise.all([
    api.get<Thing>(below(section.api, ref)),
    loaded(api, section.edit ?? [], ref),
  ])
  const canChange = mayChange(view, section)
  const open = (section.actions ?? []).filter(({ when }) => canChange && (when?.(thing) ?? true))
  const [actions, more] = await Promise.all([
    Promise.all(open.map(async (one) => ({ ...one, fields: await loaded(api, one.fields ?? [], ref) }))),
    section.more?.({ api, view, thing }),
  ])
  const texts = view.t.admin.sections[section.name]
  const path = below(`/admin/${section.name}`, (section.refOf ?? idOf)(thing))
  const title = showUnseen(wordIn(view, section.titled ?? 'id', String(thing[section.titled ?? 'id'])))
  const shown = canChange ? [...edit.map(({ name }) => name), ...(section.leftOut ?? [])] : (section.leftOut ?? [])
  const body = (
    <>
      <p>
        <a href={`/admin/${section.name}`}>{texts.title}</a>
      </p>
      <h1>{title}</h1>
      {refused && <Refusal view={view} problem={refused.problem} />}
      <FactsOf view={view} thing={thing} leftOut={shown} fields={edit} />
      {more}
      {canChange && edit.length > 0 && (
        <section aria-labelledby="edit">
          <h2 id="edit">{view.t.admin.edit}</h2>
          <EditForm view={view} path={path} thing={thing} fields={edit} refused={refused} />
        </section>
      )}
      {actions.map((action) => (
        <ActionForm view={view} path={path} action={action} refused={refused} />
      ))}
    </>
  )
  const status = (refused?.problem.status ?? 200) as ContentfulStatusCode
  return adminPage(c, { title: `${title} · ${texts.title}` }, body, status)
}

type InFacts = { view: AdminView; thing: Thing; leftOut: readonly string[]; fields: readonly Field[] }

function FactsOf({ view, thing, leftOut, fields }: InFacts) {
  const shown = Object.entries(thing).filter(([name]) => !leftOut.includes(name))
  return (
    <dl class="properties">
      {shown.map(([name, value]) => (
        <div>
          <dt>{labelOf(view, name)}</dt>
          <dd class={name.endsWith('error') && value !== null ? 'bad' : undefined}>
            <Value
              view={view}
              name={name}
              value={value}
              choices={fields.find((field) => field.name === name)?.choices ?? []}
            />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function EditForm(p: { view: AdminView; path: string; thing: Thing; fields: Field[]; refused: Refused | undefined }) {
  const { view, path, thing, fields } = p
  const refused = p.refused?.form === 'edit' ? p.refused : undefined
  const was = Object.fromEntries(
    fields.map(({ name, kind }) => [name, kind === 'lines' ? (thing[name] ?? []) : thing[name]]),
  )
  return (
    <form method="post" action={path}>
      <input type="hidden" name="was" value={JSON.stringify(was)} />
      <Fields
        view={view}
        fields={fields}
        values={{ ...thing, ...refused?.values }}
        faults={faultsOf(refused?.problem)}
        prefix="edit"
      />
      <button type="submit">{view.t.admin.save}</button>
    </form>
  )
}

function ActionForm(p: { view: AdminView; path: string; action: Action; refused: Refused | undefined }) {
  const { view, path, action } = p
  const refused = p.refused?.form === action.name ? p.refused : undefined
  const { button, lead } = view.t.admin.actions[action.name]
  const form = (
    <form method="post" action={`${path}/${action.name}`}>
      <p class="quiet">{lead}</p>
      <Fields
        view={view}
        fields={action.fields ?? []}
        values={refused?.values ?? {}}
        faults={faultsOf(refused?.problem)}
        prefix={action.name}
      />
      <button type="submit" class="second">
        {button}
      </button>
    </form>
  )
  if (!action.grave)
    return (
      <section class="action">
        <h2>{button}</h2>
        {form}
      </section>
    )
  return (
    <details class="action" open={refused !== undefined}>
      <summary>{button} …</summary>
      {form}
    </details>
  )
}
