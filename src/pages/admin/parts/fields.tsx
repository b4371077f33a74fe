import type { Api } from '../../api.ts'
import { type AdminView, labelOf, wordOf } from '../admin-view.ts'
import type { Form } from './read-form.ts'

export type Choice = { value: string; text: string }

/** A field of a form and of the body that is made of it. */
export type Field = {
  name: string
  kind?: 'long' | 'number' | 'flag' | 'lines' | 'password'
  required?: boolean
  /** Empty means null. Otherwise an empty field is not sent. */
  clears?: boolean
  choices?: readonly Choice[]
  /** Reads the choices. `ref` names the thing whose page it is. */
  load?: (api: Api, ref: string) => Promise<Choice[]>
  max?: number
  /** Where somebody begins to write. */
  autofocus?: boolean
}

/** Reads the choices of fields. */
export const loaded = (api: Api, fields: readonly Field[], ref = ''): Promise<Field[]> =>
  Promise.all(fields.map(async (field) => (field.load ? { ...field, choices: await field.load(api, ref) } : field)))

/** JSON values by the names of fields. */
export type Values = Record<string, unknown>

/** What is wrong with a field, by its name. */
export type Faults = Readonly<Record<string, string>>

/** Reads the values of fields as the API takes them. */
export function valuesOf(form: Form, fields: readonly Field[]): Values {
  const read = fields.map((field): [string, unknown] => [field.name, valueIn(form.one(field.name), field)])
  return Object.fromEntries(read.filter(([, value]) => value !== undefined))
}

function valueIn(text: string, { kind, clears, required }: Field): unknown {
  if (kind === 'flag') return text === 'true'
  if (kind === 'lines') {
    const lines = text.split('\n').map((line) => line.trim())
    return lines.filter((line) => line !== '')
  }
  if (text.trim() === '' && !required) return clears ? null : undefined
  // What is no number is sent as it is, so that the API says what is wrong.
  return kind === 'number' && text.trim() !== '' && !Number.isNaN(Number(text)) ? Number(text) : text
}

type Shown = { view: AdminView; fields: readonly Field[]; values: Values; faults?: Faults; prefix: string }

/** The fields of a form, each with what is wrong with it. `prefix` makes their ids unique on the page. */
export function Fields({ view, fields, values, faults = {}, prefix }: Shown) {
  return (
    <>
      {fields.map((field) => (
        <FieldOf view={view} field={field} value={values[field.name]} fault={faults[field.name]} prefix={prefix} />
      ))}
    </>
  )
}

function FieldOf(p: { view: AdminView; field: Field; value: unknown; fault: string | undefined; prefix: string }) {
  const { view, field, value, fault, prefix } = p
  const id = `${prefix}-${field.name}`
  const hint = field.choices ? undefined : (view.t.admin.hints as Record<string, string>)[field.name]
  const described = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ')
  const more = { 'aria-describedby': described || undefined, 'aria-invalid': fault ? ('true' as const) : undefined }
  const control = <Control view={view} id={id} field={field} value={value} more={more} />
  return (
    <div class={field.kind === 'flag' ? 'field flag' : 'field'}>
      {field.kind === 'flag' && control}
      <label for={id}>
        {labelOf(view, field.name)}
        {!field.required && field.kind !== 'flag' && <span class="quiet"> {view.t.admin.optional}</span>}
      </label>
      {field.kind !== 'flag' && control}
      {hint && (
        <p class="quiet" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {fault && (
        <p class="bad" id={`${id}-fault`}>
          {fault}
        </p>
      )}
    </div>
  )
}

const LINES = 4

type InForm = { view: AdminView; id: string; field: Field; value: unknown; more?: Record<string, string | undefined> }

/** The control of a field alone, for a form that names it otherwise. */
export function Control(p: InForm) {
  const { view, id, field, value, more = {} } = p
  const { name, kind, required, choices, load, max, autofocus } = field
  const text = textOf(value)
  const common = { id, name, required, autofocus, ...more }
  if (kind === 'flag') return <input type="checkbox" value="true" checked={value === true} {...common} />
  if (choices)
    return (
      <select {...common}>
        {!required && <option value="" />}
        {choices.map((choice) => (
          <option value={choice.value} selected={choice.value === text}>
            {load === undefined && choice.text === choice.value ? wordOf(view, choice.text) : choice.text}
          </option>
        ))}
        {text !== '' && !choices.some((choice) => choice.value === text) && (
          <option value={text} selected>
            {text}
          </option>
        )}
      </select>
    )
  if (kind === 'long' || kind === 'lines')
    return (
      <textarea rows={LINES} maxlength={max} {...common}>
        {text}
      </textarea>
    )
  const type = kind === 'password' ? 'password' : kind === 'number' ? 'number' : 'text'
  const autocomplete = kind === 'password' ? 'new-password' : 'off'
  return (
    <input
      type={type}
      value={kind === 'password' ? '' : text}
      maxlength={max}
      autocomplete={autocomplete}
      {...common}
    />
  )
}

const textOf = (value: unknown): string =>
  value === null || value === undefined ? '' : Array.isArray(value) ? value.join('\n') : String(value)
