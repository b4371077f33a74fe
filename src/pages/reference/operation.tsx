import type { View } from '../view.ts'
import { type Answer, type Described, nameOf, type OpenApi, type Parameter, type Schema } from './document.ts'
import { curlOf } from './example.ts'
import { Limits, Properties, TypeOf } from './schema.tsx'
import { Words } from './words.tsx'

/** One operation: what it takes, what it answers, and how it refuses. */
export function OneOperation(p: { view: View; document: OpenApi; operation: Described }) {
  const { view, document, operation } = p
  const { t } = view
  const { operationId: id, method, path, summary, description, parameters = [], security = [] } = operation
  const answers = Object.entries(operation.responses)
  const isProblem = ([status]: [string, Answer]) => Number(status) >= 400
  return (
    <section class="operation" aria-labelledby={id}>
      <h2 id={id}>{summary}</h2>
      <p class="address">
        <b>{method}</b> <code>{path}</code>
      </p>
      {description && <Words text={description} />}
      {security.some((one) => Object.keys(one).length > 0) && (
        <p>
          {t.reference.token}{' '}
          {security
            .flatMap((one) => Object.keys(one))
            .map((name) => document.components.securitySchemes[name]?.description ?? name)
            .join(' ')}
        </p>
      )}
      {parameters.length > 0 && <Parameters view={view} parameters={parameters} />}
      {Object.entries(operation.requestBody?.content ?? {}).map(([type, { schema }]) => (
        <Body view={view} title={t.reference.body} type={type} schema={schema} />
      ))}
      {answers
        .filter((one) => !isProblem(one))
        .flatMap(([status, { description: means, content }]) =>
          Object.entries(content ?? { '': {} }).map(([type, { schema }]) => (
            <Body view={view} title={`${t.reference.answer} ${status}`} type={type} schema={schema} means={means} />
          )),
        )}
      <Refusals view={view} answers={answers.filter(isProblem)} />
      <pre tabindex={0}>
        <code>{curlOf(document, view.origin, operation)}</code>
      </pre>
    </section>
  )
}

function Parameters({ view, parameters }: { view: View; parameters: readonly Parameter[] }) {
  const { t } = view
  return (
    <>
      <h3>{t.reference.parameters}</h3>
      <ul class="fields">
        {parameters.map(({ name, in: place, required, description, schema = {} }) => (
          <li>
            <code>{name}</code> <span class="quiet">{t.reference.places[place as 'path'] ?? place}</span>{' '}
            <span class="type">
              <TypeOf view={view} schema={schema} />
            </span>{' '}
            <Limits view={view} schema={schema} />
            {!required && <span class="quiet">{t.reference.optional}</span>}
            {(description ?? schema.description) && <Words text={description ?? schema.description ?? ''} />}
          </li>
        ))}
      </ul>
    </>
  )
}

function Body(p: { view: View; title: string; type: string; schema?: Schema | undefined; means?: string }) {
  const { view, title, type, schema, means } = p
  return (
    <>
      <h3>
        {title} {type !== '' && <code>{type}</code>}
      </h3>
      {means && means !== 'OK.' && <p lang="en">{means}</p>}
      {schema && (
        <>
          <p class="type">
            <TypeOf view={view} schema={schema} />
          </p>
          <Properties view={view} schema={schema} />
        </>
      )}
    </>
  )
}

function Refusals({ view, answers }: { view: View; answers: readonly [string, Answer][] }) {
  if (answers.length === 0) return null
  return (
    <>
      <h3>{view.t.reference.problems}</h3>
      <ul class="fields">
        {answers.map(([status, { description, content = {} }]) => (
          <li>
            <b>{status}</b>{' '}
            {Object.values(content).map(
              ({ schema }) => schema?.$ref && <a href={`#schema-${nameOf(schema.$ref)}`}>{nameOf(schema.$ref)}</a>,
            )}
            <Words text={description} />
          </li>
        ))}
      </ul>
    </>
  )
}
