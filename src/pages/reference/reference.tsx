import type { Context } from 'hono'
import { notFound } from '../../http/failure.ts'
import { page } from '../layout/page.tsx'
import { type PageEnv, to, type View } from '../view.ts'
import { type Described, type OpenApi, operationsOf, schemasIn } from './document.ts'
import { OneOperation } from './operation.tsx'
import { Limits, Properties, TypeOf } from './schema.tsx'
import { Words } from './words.tsx'

const read = (c: Context<PageEnv>) => c.var.api.get<OpenApi>('/openapi.json')

/** All operations by their tags. */
export async function reference(c: Context<PageEnv>) {
  const { view } = c.var
  const { t } = view
  const document = await read(c)
  const body = (
    <>
      <h1>{t.reference.title}</h1>
      <p>
        {t.reference.lead} <a href={to(view, '/docs/search')}>{t.reference.begin}</a>{' '}
        <a href="/openapi.json">{t.reference.document}</a>
      </p>
      {t.docs.onlyEnglish !== '' && <p class="quiet">{t.docs.onlyEnglish}</p>}
      {document.tags.map(({ name, description }) => (
        <section aria-labelledby={name}>
          <h2 id={name} lang="en">
            <a href={to(view, `/reference/${name}`)}>{name}</a>
          </h2>
          <Words text={description} />
          <Contents view={view} operations={operationsOf(document, name)} of={to(view, `/reference/${name}`)} />
        </section>
      ))}
    </>
  )
  return page(c, { title: t.reference.title, description: t.reference.lead, json: '/openapi.json' }, body)
}

/** The operations of a tag, and the schemas that they name. */
export async function referenceOf(c: Context<PageEnv>) {
  const { view } = c.var
  const { t } = view
  const document = await read(c)
  const name = c.req.param('tag') ?? ''
  const tag = document.tags.find((one) => one.name === name)
  if (!tag) throw notFound('part of the reference', name)
  const operations = operationsOf(document, name)
  const title = `${t.reference.title}: ${name}`
  const body = (
    <>
      <p class="quiet">
        <a href={to(view, '/reference')}>{t.reference.title}</a>
      </p>
      <h1 lang="en">{name}</h1>
      <Words text={tag.description} />
      <nav aria-label={t.docs.contents}>
        <Contents view={view} operations={operations} of="" />
      </nav>
      {operations.map((operation) => (
        <OneOperation view={view} document={document} operation={operation} />
      ))}
      <h2 id="schemas">{t.reference.schemas}</h2>
      {schemasIn(document, operations).map((schema) => (
        <OneSchema view={view} document={document} name={schema} />
      ))}
    </>
  )
  return page(c, { title, description: tag.description, json: '/openapi.json' }, body)
}

/** The table of contents of a part. `of` is the address of its page. */
const Contents = ({ view, operations, of }: { view: View; operations: readonly Described[]; of: string }) => (
  <table class="contents" lang="en">
    <thead class="unseen">
      <tr>
        <th scope="col">{view.t.reference.method}</th>
        <th scope="col">{view.t.reference.path}</th>
        <th scope="col">{view.t.reference.does}</th>
      </tr>
    </thead>
    <tbody>
      {operations.map(({ operationId, method, path, summary }) => (
        <tr>
          <td>
            <b>{method}</b>
          </td>
          <td>
            <code>{path}</code>
          </td>
          <td>
            <a href={`${of}#${operationId}`}>{summary}</a>
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

function OneSchema({ view, document, name }: { view: View; document: OpenApi; name: string }) {
  const schema = document.components.schemas[name] ?? {}
  return (
    <section aria-labelledby={`schema-${name}`}>
      <h3 id={`schema-${name}`}>{name}</h3>
      {schema.description && <Words text={schema.description} />}
      <p class="type">
        <TypeOf view={view} schema={schema} /> <Limits view={view} schema={schema} />
      </p>
      <Properties view={view} schema={schema} />
    </section>
  )
}
