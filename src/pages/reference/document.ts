/** The parts of an OpenAPI document that ours has. */
export type Schema = {
  $ref?: string
  type?: string | string[]
  description?: string
  properties?: Record<string, Schema>
  required?: string[]
  additionalProperties?: boolean | Schema
  items?: Schema
  prefixItems?: Schema[]
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  enum?: unknown[]
  const?: unknown
  default?: unknown
  format?: string
  pattern?: string
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
}
type Content = Record<string, { schema?: Schema }>
export type Parameter = { name: string; in: string; required?: boolean; description?: string; schema?: Schema }
export type Answer = { description: string; content?: Content }
export type Operation = {
  operationId: string
  summary: string
  description?: string
  tags: string[]
  parameters?: Parameter[]
  requestBody?: { content: Content }
  responses: Record<string, Answer>
  security?: Record<string, unknown>[]
}
export type OpenApi = {
  info: { version: string }
  tags: { name: string; description: string }[]
  paths: Record<string, Record<string, Operation>>
  components: {
    schemas: Record<string, Schema>
    securitySchemes: Record<string, { description?: string }>
  }
}

/** An operation with its method in capitals and its path. */
export type Described = Operation & { method: string; path: string }

/** The operations with a tag, in the order of the document. */
export const operationsOf = (document: OpenApi, tag: string): Described[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, operation]) => operation.tags.includes(tag))
      .map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })),
  )

const PREFIX = '#/components/schemas/'

/** The name of the schema that is referred to. */
export const nameOf = (ref: string): string => ref.replace(PREFIX, '')

/** The names of all schemas that a part of the document refers to, those behind references included. */
export function schemasIn(document: OpenApi, part: unknown): string[] {
  const found = new Set<string>()
  const visit = (node: unknown) => {
    if (typeof node !== 'object' || node === null) return
    for (const [key, value] of Object.entries(node)) {
      const name = key === '$ref' && typeof value === 'string' ? nameOf(value) : null
      if (name === null) visit(value)
      else if (!found.has(name)) {
        found.add(name)
        visit(document.components.schemas[name])
      }
    }
  }
  visit(part)
  return [...found].sort()
}
