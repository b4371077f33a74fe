import type { Form } from '../admin/parts/read-form.ts'
import { withQuery } from '../api.ts'
import type { Texts } from '../texts/index.ts'

export type ActName = keyof Texts['authors']['acts']
export type FieldName = keyof Texts['authors']['fields']
export type Field = { name: FieldName; max: number; required?: boolean; isLong?: boolean }

/** What an author can do, as a form and as what is asked of the API. `path` is below the skill. */
type Act = {
  fields: readonly Field[]
  request: (form: Form) => { method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'; path: string; body?: unknown }
}

const reason: Field = { name: 'reason', max: 1000, required: true, isLong: true }
const version: Field = { name: 'version', max: 100, required: true }

const line = (form: Form, name: FieldName) => form.one(name).trim()
const orNull = (text: string) => (text === '' ? null : text)
const orNone = (text: string) => (text === '' ? undefined : text)
const yankPath = (form: Form) => `/versions/${encodeURIComponent(line(form, 'version'))}/yank`
const answerPath = (form: Form) => `/answers/${encodeURIComponent(form.one('rule'))}`

export const ACTS: Record<ActName, Act> = {
  hide: {
    fields: [{ ...reason, required: false }],
    request: (form) => ({ method: 'PUT', path: '/hidden', body: { reason: orNone(line(form, 'reason')) } }),
  },
  show: { fields: [], request: () => ({ method: 'DELETE', path: '/hidden' }) },
  yank: {
    fields: [version, reason],
    request: (form) => ({ method: 'PUT', path: yankPath(form), body: { reason: form.one('reason') } }),
  },
  unyank: {
    fields: [version, reason],
    request: (form) => ({ method: 'DELETE', path: withQuery(yankPath(form), { reason: form.one('reason') }) }),
  },
  deprecate: {
    fields: [reason, { name: 'successor', max: 400 }],
    request: (form) => ({
      ...{ method: 'PUT', path: '/deprecation' },
      body: { reason: form.one('reason'), successor: orNull(line(form, 'successor')) },
    }),
  },
  undeprecate: { fields: [], request: () => ({ method: 'DELETE', path: '/deprecation' }) },
  rename: {
    fields: [{ name: 'name', max: 64, required: true }],
    request: (form) => ({ method: 'PUT', path: '/name', body: { name: line(form, 'name') } }),
  },
  category: {
    fields: [{ name: 'category', max: 80 }],
    request: (form) => ({ method: 'PATCH', path: '', body: { category: orNull(line(form, 'category')) } }),
  },
  homepage: {
    fields: [{ name: 'homepage', max: 500 }],
    request: (form) => ({ method: 'PATCH', path: '', body: { homepage: orNull(line(form, 'homepage')) } }),
  },
  offer: {
    fields: [{ name: 'to', max: 200, required: true }],
    request: (form) => ({ method: 'PUT', path: '/offer', body: { to: line(form, 'to') } }),
  },
  withdraw: { fields: [], request: () => ({ method: 'DELETE', path: '/offer' }) },
  answer: {
    fields: [{ name: 'answer', max: 1000, required: true, isLong: true }],
    request: (form) => ({ method: 'PUT', path: answerPath(form), body: { answer: form.one('answer') } }),
  },
  unanswer: { fields: [], request: (form) => ({ method: 'DELETE', path: answerPath(form) }) },
  appeal: {
    fields: [
      { ...version, required: false },
      { name: 'text', max: 4000, required: true, isLong: true },
    ],
    request: (form) => ({
      ...{ method: 'POST', path: '/appeals' },
      body: {
        version: orNone(line(form, 'version')),
        rules: form.all('rules').length > 0 ? form.all('rules') : undefined,
        text: form.one('text'),
      },
    }),
  },
}

export const isAct = (name: string): name is ActName => Object.hasOwn(ACTS, name)
