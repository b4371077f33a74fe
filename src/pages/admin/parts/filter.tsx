import { type AdminView, labelOf } from '../admin-view.ts'
import { Control, type Field, type Values } from './fields.tsx'

/** A line of fields that narrows a list down. It is a plain form, whose address can be kept. */
export function Filter({ view, fields, values }: { view: AdminView; fields: readonly Field[]; values: Values }) {
  return (
    <form class="filter">
      {fields.map((field) => (
        <div class="field">
          <label for={`filter-${field.name}`}>{labelOf(view, field.name)}</label>
          <Control view={view} id={`filter-${field.name}`} field={field} value={values[field.name]} />
        </div>
      ))}
      <button type="submit" class="second">
        {view.t.admin.filter}
      </button>
    </form>
  )
}
