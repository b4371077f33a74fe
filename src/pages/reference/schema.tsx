import type { Child } from 'hono/jsx'
import type { View } from '../view.ts'
import { nameOf, type Schema } from './document.ts'
import { Words } from './words.tsx'

/** Schemas nest no deeper. What is deeper has a name, and is referred to. */
const MAX_DEPTH = 8

/** What a value may be, on one line. Named schemas are links. */
export function TypeOf({ view, schema }: { view: View; schema: Schema }): Child {
  const { t } = view
  const either = schema.anyOf ?? schema.oneOf
  if (schema.$ref !== undefined) {
    const name = nameOf(schema.$ref)
    return <a href={`#schema-${name}`}>{name}</a>
  }
  if (either)
    return joined(
      either.map((one) => <TypeOf view={view} schema={one} />),
      ` ${t.reference.or} `,
    )
  if (schema.const !== undefined) return <code>{JSON.stringify(schema.const)}</code>
  if (schema.enum)
    return joined(
      schema.enum.map((value) => <code>{JSON.stringify(value)}</code>),
      ` ${t.reference.or} `,
    )
  if (schema.type === 'array' && schema.items)
    return (
      <>
        {t.reference.listOf} <TypeOf view={view} schema={schema.items} />
      </>
    )
  const map = schema.type === 'object' && typeof schema.additionalProperties === 'object' && !schema.properties
  if (map)
    return (
      <>
        {t.reference.mapOf} <TypeOf view={view} schema={schema.additionalProperties as Schema} />
      </>
    )
  return [schema.type ?? t.reference.any].flat().join(` ${t.reference.or} `)
}

/** The properties of an object, or of the objects that a list or a choice consists of. */
export function Properties({ view, schema, depth = 0 }: { view: View; schema: Schema; depth?: number }): Child {
  if (depth > MAX_DEPTH) return null
  const { properties, required = [] } = schema
  if (properties === undefined)
    return partsOf(schema).map((part) => <Properties view={view} schema={part} depth={depth + 1} />)
  return (
    <ul class="fields">
      {Object.entries(properties).map(([name, field]) => (
        <li>
          <code>{name}</code>{' '}
          <span class="type">
            <TypeOf view={view} schema={field} />
          </span>{' '}
          <Limits view={view} schema={field} />
          {!required.includes(name) && <span class="quiet">{view.t.reference.optional}</span>}
          {field.description && <Words text={field.description} />}
          <Properties view={view} schema={field} depth={depth + 1} />
        </li>
      ))}
    </ul>
  )
}

const partsOf = ({ items, anyOf, oneOf, allOf, additionalProperties }: Schema): Schema[] => [
  ...(items ? [items] : []),
  ...(anyOf ?? oneOf ?? allOf ?? []),
  ...(typeof additionalProperties === 'object' ? [additionalProperties] : []),
]

/** Patterns beyond this length, or of a format that is named, say less than they cost to read. */
const MAX_PATTERN = 60
const ANY_TEXT = '^[^\\0\\p{Cs}]*$'

/** What limits a value: bounds, lengths, format, pattern and default. */
export function Limits({ view, schema }: { view: View; schema: Schema }) {
  const words = [...limitsOf(view, schema), ...(schema.items ? limitsOf(view, schema.items) : [])]
  if (words.length === 0) return null
  return <span class="quiet">{joined(words, ', ')} </span>
}

function limitsOf({ t, lang }: View, schema: Schema): Child[] {
  const { format, pattern, minLength, maxLength, minItems, maxItems } = schema
  const range = (least: number | undefined, most: number | undefined, unit: string) => {
    const [from, to] = [least, most].map((n) => (safe(n) ? n?.toLocaleString(lang) : undefined))
    if (from !== undefined && to !== undefined) return [`${t.reference.range(from, to)}${unit}`]
    if (from !== undefined && from !== '0') return [`${t.reference.atLeast(from)}${unit}`]
    return to === undefined ? [] : [`${t.reference.atMost(to)}${unit}`]
  }
  const isTelling = pattern !== undefined && !format && pattern !== ANY_TEXT && pattern.length <= MAX_PATTERN
  return [
    ...(format ? [format] : []),
    ...range(schema.minimum ?? schema.exclusiveMinimum, schema.maximum, ''),
    ...range(minLength, maxLength, t.reference.characters),
    ...range(minItems, maxItems, t.reference.items),
    ...(isTelling ? [<code>{pattern}</code>] : []),
    ...(schema.default === undefined
      ? []
      : [
          <>
            {t.reference.preset} <code>{JSON.stringify(schema.default)}</code>
          </>,
        ]),
  ]
}

// Each whole number of JavaScript has these bounds, which nobody needs to read.
const safe = (n: number | undefined) => n !== undefined && Math.abs(n) < Number.MAX_SAFE_INTEGER

function joined(parts: readonly Child[], separator: string): Child {
  return parts.map((part, i) => (
    <>
      {i > 0 && separator}
      {part}
    </>
  ))
}
