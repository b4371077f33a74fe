import type { Api } from '../../api.ts'
import { showUnseen } from '../../parts/plain.ts'
import type { Choice, Field } from '../parts/fields.tsx'

type Named = { items: { id: string; name: string; key?: string }[] }

// A list as long as one answer. What is beyond it can be named in the API.
const readAll = async (api: Api, path: string): Promise<Choice[]> =>
  (await api.get<Named>(path, { size: 100 })).items.map(({ id, name }) => ({ value: id, text: showUnseen(name) }))

export const category: Field = { name: 'category_id', load: (api) => readAll(api, '/v1/admin/categories') }
export const source: Field = { name: 'source_id', load: (api) => readAll(api, '/v1/admin/sources') }

/** A field of which the API knows the values. They are shown as they are where no word is known for them. */
export const oneOf = (name: string, values: readonly string[], more: Partial<Field> = {}): Field => ({
  name,
  choices: values.map((value) => ({ value, text: value })),
  ...more,
})
