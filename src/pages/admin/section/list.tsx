import type { Context } from 'hono'
import { type Query, withQuery } from '../../api.ts'
import { type AdminEnv, type AdminView, labelOf } from '../admin-view.ts'
import { adminPage } from '../layout/admin-page.tsx'
import { type Field, loaded } from '../parts/fields.tsx'
import { Filter } from '../parts/filter.tsx'
import { Value } from '../parts/value.tsx'
import { below, idOf, type Section, type Thing } from './spec.ts'

type List = { items: Thing[]; next_cursor: string | null }

export const mayChange = ({ me }: AdminView, { changedBy }: Section) => me?.role === 'admin' || me?.role === changedBy

/** A list of things, narrowed down by the query. */
export async function listThings(c: Context<AdminEnv>, section: Section) {
  const { api, view } = c.var
  const { name, columns, create } = section
  const texts = view.t.admin.sections[name]
  const asked = askedOf(c, section)
  const [filters, list] = await Promise.all([
    loaded(api, section.filters ?? []),
    api.get<List>(section.list ?? section.api, { ...asked, size: 50 }),
  ])
  const body = (
    <>
      <h1>{texts.title}</h1>
      <p class="lead">{texts.lead}</p>
      {create && mayChange(view, section) && (
        <p>
          <a class="button" href={`/admin/${name}/new`}>
            {view.t.admin.create}
          </a>
        </p>
      )}
      {filters.length > 0 && <Filter view={view} fields={filters} values={asked} />}
      {list.items.length === 0 ? (
        <p>{view.t.admin.nothing}</p>
      ) : (
        <table class="dense">
          <caption class="unseen">{texts.title}</caption>
          <thead>
            <tr>
              {columns.map((column) => (
                <th>{labelOf(view, column)}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {list.items.map((thing) => (
              <tr>
                {columns.map((column) => (
                  <Cell view={view} section={section} thing={thing} column={column} filters={filters} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {list.next_cursor !== null && (
        <p>
          <a rel="next" href={withQuery(`/admin/${name}`, { ...asked, cursor: list.next_cursor })}>
            {view.t.admin.further}
          </a>
        </p>
      )}
    </>
  )
  return adminPage(c, { title: texts.title }, body)
}

type InTable = { view: AdminView; section: Section; thing: Thing; column: string; filters: readonly Field[] }

function Cell({ view, section, thing, column, filters }: InTable) {
  const { name, titled, refOf = idOf } = section
  const choices = filters.find((filter) => filter.name === column)?.choices ?? []
  const value = <Value view={view} name={column} value={thing[column]} choices={choices} />
  if (column === titled)
    return (
      <th scope="row">
        <a href={below(`/admin/${name}`, refOf(thing))}>{value}</a>
      </th>
    )
  const isNumber = typeof thing[column] === 'number'
  const isBad = column.endsWith('error') || ['failed', 'error'].includes(String(thing[column]))
  return <td class={isNumber ? 'number' : isBad ? 'bad' : undefined}>{value}</td>
}

/** What of the query the API knows. */
function askedOf(c: Context<AdminEnv>, { filters = [] }: Section): Query {
  const query = c.req.query()
  const names = [...filters.map(({ name }) => name), 'cursor']
  return Object.fromEntries(names.flatMap((name) => (query[name] ? [[name, query[name]]] : [])))
}
