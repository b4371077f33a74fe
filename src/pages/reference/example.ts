import { type Described, nameOf, type OpenApi, type Schema } from './document.ts'

/** A command that calls an operation. What the reader must fill in is in capitals. */
export function curlOf(document: OpenApi, origin: string, operation: Described): string {
  const { method, path, parameters = [], requestBody, security = [] } = operation
  const query = parameters
    .filter((one) => one.in === 'query' && one.required)
    .map(({ name }) => `${name}=${capitals(name)}`)
  const address = `${origin}${path.replaceAll(/\{(\w+)\}/g, (_, name) => capitals(name))}`
  const body = requestBody?.content['application/json']?.schema
  const [type] = Object.keys(requestBody?.content ?? {})
  const token = Object.keys(security[0] ?? {})[0]
  const parts = [
    `curl -s${method === 'GET' ? '' : ` -X ${method}`} '${address}${query.length > 0 ? `?${query.join('&')}` : ''}'`,
    ...(token === undefined ? [] : [`-H 'Authorization: Bearer TOKEN'`]),
    ...(type === undefined ? [] : [`-H 'Content-Type: ${type}'`]),
    ...(body === undefined ? [] : [`-d '${JSON.stringify(exampleOf(document, body)).replaceAll("'", "'\\''")}'`]),
    ...(body === undefined && type !== undefined ? ['--data-binary @FILE'] : []),
  ]
  return parts.join(' \\\n  ')
}

const capitals = (name: string) => name.toUpperCase()

const MAX_DEPTH = 6

/** The least value that a schema accepts, as far as its types say. */
export function exampleOf(document: OpenApi, schema: Schema, depth = 0): unknown {
  if (depth > MAX_DEPTH) return null
  const next = (of: Schema) => exampleOf(document, of, depth + 1)
  if (schema.$ref !== undefined) return next(document.components.schemas[nameOf(schema.$ref)] ?? {})
  if (schema.const !== undefined) return schema.const
  if (schema.default !== undefined) return schema.default
  if (schema.enum) return schema.enum[0]
  const first = (schema.anyOf ?? schema.oneOf)?.[0]
  if (first) return next(first)
  const [type] = [schema.type].flat()
  if (type === 'object') {
    const required = Object.entries(schema.properties ?? {}).filter(([name]) => schema.required?.includes(name))
    return Object.fromEntries(required.map(([name, field]) => [name, next(field)]))
  }
  if (type === 'array') return schema.minItems && schema.items ? [next(schema.items)] : []
  if (type === 'integer' || type === 'number') return safeLeast(schema.minimum)
  if (type === 'boolean') return true
  return BY_FORMAT[schema.format ?? ''] ?? '…'
}

const safeLeast = (least: number | undefined) => (least !== undefined && least > Number.MIN_SAFE_INTEGER ? least : 1)

const BY_FORMAT: Record<string, string> = {
  uuid: '00000000-0000-4000-8000-000000000000',
  'date-time': '2026-01-31T12:00:00Z',
  date: '2026-01-31',
  uri: 'https://example.org/',
}
