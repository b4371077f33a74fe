/** The parts of a JSON Schema from which values are made. */
export type Schema = {
  $ref?: string
  type?: string
  format?: string
  pattern?: string
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  enum?: unknown[]
  const?: unknown
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  anyOf?: Schema[]
}

type Content = Record<string, { schema: Schema }>
type Described = {
  operationId: string
  tags: string[]
  parameters?: { name: string; in: 'path' | 'query'; schema: Schema }[]
  requestBody?: { required?: boolean; content: Content }
  responses: Record<string, { content?: Content }>
}
export type OpenApi = {
  paths: Record<string, Record<string, Described>>
  components: { schemas: Record<string, Schema> }
}

export type Operation = {
  id: string
  method: string
  /** The path template, such as `/v1/skills/{ref}`. */
  path: string
  isAdmins: boolean
  pathNames: string[]
  query: { name: string; schema: Schema }[]
  body: { schema: Schema; required: boolean; asForm: boolean } | null
  /** The documented status codes. */
  statuses: number[]
}

/** All operations of the document, in its order. */
export const operationsOf = ({ paths }: OpenApi): Operation[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => operationOf(path, method.toUpperCase(), described)),
  )

function operationOf(path: string, method: string, p: Described): Operation {
  const parameters = p.parameters ?? []
  const json = p.requestBody?.content['application/json']
  return {
    id: p.operationId,
    method,
    path,
    isAdmins: p.tags.includes('admin'),
    pathNames: parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name),
    query: parameters.filter((parameter) => parameter.in === 'query'),
    body: json
      ? {
          schema: json.schema,
          required: p.requestBody?.required ?? false,
          asForm: 'application/x-www-form-urlencoded' in (p.requestBody?.content ?? {}),
        }
      : null,
    statuses: Object.keys(p.responses).map(Number),
  }
}

/** Follows a reference to its schema. */
export function resolve(document: OpenApi, schema: Schema): Schema {
  const found = schema.$ref && document.components.schemas[schema.$ref.replace('#/components/schemas/', '')]
  return found ? resolve(document, found) : schema
}

/** Returns the operation at a path. A twisted path may reach another one than intended. HEAD reaches a GET. */
export function operationAt(operations: readonly Operation[], method: string, pathname: string): Operation | null {
  const asked = method === 'HEAD' ? 'GET' : method
  const segments = pathname.split('/')
  const fits = ({ method, path }: Operation) => {
    const parts = path.split('/')
    const isAlike = (part: string, i: number) => (part.startsWith('{') ? segments[i] !== '' : part === segments[i])
    return method === asked && parts.length === segments.length && parts.every(isAlike)
  }
  const placeholders = ({ pathNames }: Operation) => pathNames.length
  return operations.filter(fits).sort((a, b) => placeholders(a) - placeholders(b))[0] ?? null
}
