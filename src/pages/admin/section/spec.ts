import type { Child } from 'hono/jsx'
import type { Api } from '../../api.ts'
import type { AdminTexts } from '../../texts/en/admin.ts'
import type { AdminView } from '../admin-view.ts'
import type { Field, Values } from '../parts/fields.tsx'

export type SectionName = keyof AdminTexts['sections']
export type ActionName = keyof AdminTexts['actions']

/** What the API answers of a thing. */
export type Thing = Record<string, unknown>

export type Asked = { method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'; path: string; body?: unknown }

/** Something that can be done with a thing beside changing its fields. */
export type Action = {
  name: ActionName
  fields?: Field[]
  /** Opened first, so that nobody does it by mistake. */
  grave?: true
  when?: (thing: Thing) => boolean
  ask: (path: string, values: Values, thing: string) => Asked
  /** What is said of the answer. Otherwise that it is done. */
  done?: (answer: Thing, view: AdminView) => string
}

/** The pages of one kind of thing: a list, a page each, and forms to make and change them. They are the API's own routes. */
export type Section = {
  name: SectionName
  /** Where the API has the list. A thing is below it. */
  api: string
  /** Where it has the list, if that is not there. */
  list?: string
  /** Which role may change something. The API holds it; others are not shown the forms. */
  changedBy: 'admin' | 'reviewer'
  filters?: Field[]
  columns: string[]
  /** The column that leads to the page of a thing. Null: a thing has no page. */
  titled: string | null
  refOf?: (thing: Thing) => string
  create?: Field[]
  initial?: Values
  edit?: Field[]
  actions?: Action[]
  /** Fields of the answer that are shown elsewhere. */
  leftOut?: string[]
  more?: (p: { api: Api; view: AdminView; thing: Thing }) => Promise<Child> | Child
}

export const idOf = (thing: Thing): string => String(thing.id)

/** An address below another, of which a part is not known. */
export const below = (path: string, ...parts: string[]): string => [path, ...parts.map(encodeURIComponent)].join('/')
