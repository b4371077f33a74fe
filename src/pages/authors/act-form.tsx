import type { Child } from 'hono/jsx'
import type { Form } from '../admin/parts/read-form.ts'
import { faultsOf, type Problem } from '../admin/parts/refusal.tsx'
import { RefusedForm } from '../parts/refused-form.tsx'
import { to, type View } from '../view.ts'
import { ACTS, type ActName, type Field } from './acts.ts'
import { ownPath } from './paths.ts'

/** A form that the API refused, with what was typed. */
export type Failed = { act: ActName; form: Form; problem: Problem }

type Shown = {
  view: View
  slug: string
  act: ActName
  failed: Failed | null
  /** What the fields have in the beginning. */
  values?: Partial<Record<string, string>>
  /** The rule that it is about. Each has a form of its own. */
  rule?: string
  children?: Child
}

/** The form of an act. It is folded away unless the API has refused it. */
export function ActForm({ view, slug, act, failed, values = {}, rule, children }: Shown) {
  const t = view.t.authors
  const { title, means } = t.acts[act]
  const mine = failed?.act === act && (rule === undefined || failed.form.one('rule') === rule) ? failed : null
  const faults = faultsOf(mine?.problem)
  const prefix = rule === undefined ? act : `${act}-${rule}`
  return (
    <details open={mine !== null}>
      <summary>{title}</summary>
      <p class="quiet">{means}</p>
      {mine && <RefusedForm problem={mine.problem}>{t.notDone}</RefusedForm>}
      <form method="post" action={to(view, `${ownPath(slug)}/${act}`)}>
        {rule !== undefined && <input type="hidden" name="rule" value={rule} />}
        {children}
        {ACTS[act].fields.map((field) => (
          <FieldOf
            {...{ view, field, id: `${prefix}-${field.name}`, fault: faults[field.name] }}
            value={mine ? mine.form.one(field.name) : (values[field.name] ?? '')}
          />
        ))}
        <button type="submit">{title}</button>
      </form>
    </details>
  )
}

function FieldOf(p: { view: View; field: Field; id: string; value: string; fault: string | undefined }) {
  const { view, field, id, value, fault } = p
  const common = {
    ...{ id, name: field.name, maxlength: field.max, required: field.required },
    ...(fault && { 'aria-invalid': 'true' as const, 'aria-describedby': `${id}-fault` }),
  }
  return (
    <div class="field">
      <label for={id}>
        {view.t.authors.fields[field.name]}
        {!field.required && <span class="quiet"> {view.t.admin.optional}</span>}
      </label>
      {field.isLong ? (
        <textarea rows={3} {...common}>
          {value}
        </textarea>
      ) : (
        <input value={value} autocomplete="off" {...common} />
      )}
      {fault && (
        <p class="bad" id={`${id}-fault`} lang="en">
          {fault}
        </p>
      )}
    </div>
  )
}
