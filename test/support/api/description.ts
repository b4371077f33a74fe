import { createApp } from '../../../src/app.ts'

export type DescribedParameter = {
  name: string
  schema: { enum?: string[]; format?: string; minimum?: number; maximum?: number; maxLength?: number }
}
type Described = { parameters?: (DescribedParameter & { in: string })[] }

/** Reads the operations of the OpenAPI document, each with the parameters of its query. */
export async function readDescription() {
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
    Object.entries(methods).map(([method, { parameters = [] }]) => ({
      path,
      method: method.toUpperCase(),
      query: parameters.filter((parameter) => parameter.in === 'query'),
    })),
  )
}
