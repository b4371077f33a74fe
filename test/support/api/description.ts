import { createApp } from '../../../src/app.ts'

export type DescribedParameter = {
  name: string
  schema: { enum?: string[]; format?: string; minimum?: number; maximum?: number; maxLength?: number }
}
type Described = {
  operationId: string
  parameters?: (DescribedParameter & { in: string })[]
  responses: Record<string, { content?: Record<string, { schema: { format?: string } }> }>
}

/** Reads the operations of the OpenAPI document, each with the parameters of its query. */
export const readDescription = async () =>
  (await readOperations()).map(({ path, method, parameters = [] }) => ({
    path,
    method,
    query: parameters.filter((parameter) => parameter.in === 'query'),
  }))

/** The ids of the operations that answer files or archives. */
export const binaryOperations = async () =>
  (await readOperations())
    .filter(({ responses }) => Object.values(responses['200']?.content ?? {}).some((c) => c.schema.format === 'binary'))
    .map(({ operationId }) => operationId)

async function readOperations() {
  const newId = () => crypto.randomUUID()
  const app = createApp({
    now: () => new Date(),
    random: Math.random,
    sleep: async () => {},
    newId,
    newSecret: newId,
    write: () => {},
  })
  const { paths } = await (await app.request('/openapi.json')).json<{
    paths: Record<string, Record<string, Described>>
  }>()
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({ path, method: method.toUpperCase(), ...described })),
  )
}
