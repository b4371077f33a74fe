import { createConfig, lintFromString } from '@redocly/openapi-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../src/app.ts'
import { pages } from '../src/pages/index.ts'

type Parameter = { name: string; in: string; required?: boolean; schema: Record<string, unknown> }
type Answer = { content?: Record<string, { schema: { $ref?: string } }> }
type Operation = {
  operationId: string
  summary: string
  description?: string
  parameters?: Parameter[]
  requestBody?: { content: Record<string, unknown> }
  responses: Record<string, Answer>
  security: unknown[]
}

const newId = () => crypto.randomUUID()
const app = createApp({
  now: () => new Date(),
  random: Math.random,
  sleep: async () => {},
  newId,
  newSecret: newId,
  write: () => {},
})

let source: string
let operations: Map<string, Operation>
let schemas: Record<string, unknown>
const operation = (name: string) => {
  const found = operations.get(name)
  if (!found) throw new Error(`${name} is not described.`)
  return found
}
const parametersOf = (name: string) =>
  Object.fromEntries((operation(name).parameters ?? []).map((parameter) => [parameter.name, parameter]))

type Schema = { $ref?: string; format?: string; pattern?: string }

/** Returns every schema of a time in a part of the document, those behind references included. */
function timesIn(part: unknown): Schema[] {
  if (typeof part !== 'object' || part === null) return []
  const { $ref, format } = part as Schema
  if (format === 'date-time') return [part]
  const name = $ref?.replace('#/components/schemas/', '')
  return name === undefined ? Object.values(part).flatMap(timesIn) : timesIn(schemas[name])
}

beforeAll(async () => {
  const response = await app.request('/openapi.json')
  expect(response.status).toBe(200)
  source = await response.text()
  const { paths, components } = JSON.parse(source) as {
    paths: Record<string, Record<string, Operation>>
    components: { schemas: Record<string, unknown> }
  }
  schemas = components.schemas
  operations = new Map(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, described]) => [`${method.toUpperCase()} ${path}`, described] as const),
    ),
  )
})

describe('the OpenAPI document', () => {
  it('passes the recommended rules of Redocly', async () => {
    const config = await createConfig({ extends: ['recommended'] })
    const found = await lintFromString({ source, absoluteRef: 'openapi.json', config })
    const warnings = found.map(
      ({ severity, ruleId, message, location }) => `${severity} ${ruleId} ${location[0]?.pointer}: ${message}`,
    )
    // A read without input cannot be refused, so it has no 4xx.
    const withoutInput = [
      ...['~1.well-known~1clawhub.json', '~1.well-known~1jwks.json'],
      ...['~1.well-known~1agent-skills~1index.json', '~1.well-known~1skills~1index.json'],
      ...[
        '~1',
        '~1health',
        '~1health~1ready',
        '~1openapi.json',
        '~1v1~1feed~1latest',
        '~1v1~1addresses',
        '~1v1~1runs',
        '~1v1~1taxonomy',
      ],
    ]
    const expected = withoutInput.map(
      (path) =>
        `warn operation-4xx-response #/paths/${path}/get/responses: Operation must have at least one \`4XX\` response.`,
    )
    // Not ambiguous: no job is called `runs`, and the methods differ.
    const ambiguous =
      'warn no-ambiguous-paths #/paths/~1v1~1admin~1jobs~1{name}~1runs: Paths should resolve unambiguously. ' +
      'Found two ambiguous paths: `/v1/admin/jobs/runs/{run_id}` and `/v1/admin/jobs/{name}/runs`.'
    expect(warnings.toSorted()).toEqual([ambiguous, ...expected].toSorted())
  })

  it('has every route of the API, and no other', () => {
    const ofPages = pages(async () => new Response()).routes.length
    const isOfPages = (index: number) => index >= first && index < first + ofPages
    const first = app.routes.findIndex(({ path, method }) => path === '/' && method === 'GET')
    const routes = app.routes.filter(({ method }, index) => method !== 'ALL' && !isOfPages(index))
    const expected = new Set(
      routes.map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)(\{[^/]*\})?/g, '{$1}')}`),
    )
    expect([...operations.keys()].toSorted()).toEqual([...expected].toSorted())
  })

  it('says what every operation does in a short phrase, and more in whole sentences', () => {
    for (const [name, { summary, description = 'A sentence.' }] of operations) {
      expect(summary, name).toMatch(/^[A-Z].{8,79}[^.]$/)
      expect(description, name).toMatch(/^[A-Z].+\.$/)
    }
  })

  it('names every operation once', () => {
    const ids = [...operations.values()].map(({ operationId }) => operationId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const id of ids) expect(id).toMatch(/^[a-z][A-Za-z]+$/)
  })

  it('describes every error as our problem, or as text where a client prints it', () => {
    for (const [name, { responses }] of operations)
      for (const [status, { content }] of Object.entries(responses)) {
        if (Number(status) < 400) continue
        expect(content, `${name} ${status}`).toEqual(
          // The `clawhub` command line prints errors as they come.
          / \/api\/(v1|cli)\//.test(name)
            ? { 'text/plain': { schema: { type: 'string' } } }
            : { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        )
      }
  })

  it('has a 400 for every operation with input', () => {
    for (const [name, { parameters, requestBody, responses }] of operations) {
      const hasInput = Boolean(parameters?.length || requestBody)
      expect(Object.hasOwn(responses, '400'), name).toBe(hasInput)
    }
  })

  it('requires a token under /v1/admin except for the login, and accepts a site token or none for events', () => {
    const ofOthers: Record<string, unknown> = {
      'GET /api/v1/whoami': [{ bearer: [] }],
      'POST /api/v1/stars/{slug}': [{ bearer: [] }],
      'DELETE /api/v1/stars/{slug}': [{ bearer: [] }],
      'POST /v1/events': [{}, { siteToken: [] }],
      'POST /v1/sites/{key}/token': [{}, { siteSecret: [] }],
      'POST /v1/authors/token': [{ workflow: [] }],
      'POST /v1/publish': [{ workflow: [] }, { author: [] }],
    }
    for (const [name, { security, responses }] of operations) {
      const isAuthors = / \/v1\/authors\/(skills|offers|hooks)/.test(name)
      const isAdmin = name.includes('/v1/admin') && !name.includes('login')
      expect(security, name).toEqual(
        isAdmin ? [{ bearer: [] }] : (ofOthers[name] ?? (isAuthors ? [{ author: [] }] : [])),
      )
      if (isAdmin) expect(Object.keys(responses), name).toEqual(expect.arrayContaining(['401', '403']))
    }
  })

  it('gives every success a schema, unless the answer is empty', () => {
    for (const [name, { responses }] of operations)
      for (const [status, { content }] of Object.entries(responses))
        if (status.startsWith('2'))
          expect(
            Object.values(content ?? {}).some(({ schema }) => schema),
            name,
          ).toBe(status !== '204')
  })

  it('shows pages and sizes as numbers with their bounds and defaults', () => {
    expect(parametersOf('GET /v1/skills').size?.schema).toMatchObject({
      type: 'integer',
      minimum: 1,
      maximum: 100,
      default: 20,
    })
    expect(parametersOf('GET /v1/skills').page?.schema).toMatchObject({ type: 'integer', minimum: 1 })
    expect(parametersOf('GET /v1/rankings').page_size?.schema).toMatchObject({
      type: 'integer',
      maximum: 100,
      default: 20,
    })
    expect(parametersOf('GET /v1/rankings/top').limit?.schema).toMatchObject({
      type: 'integer',
      maximum: 100,
      default: 10,
    })
  })

  it('shows every time in an answer as RFC 3339 in UTC with milliseconds', () => {
    const times = [...operations.values()].flatMap(({ responses }) => timesIn(responses))
    expect(times.length).toBeGreaterThan(50)
    for (const { pattern = '' } of times) {
      expect('2026-02-10T14:30:00.123Z').toMatch(new RegExp(pattern))
      for (const other of ['2026-02-10T14:30:00Z', '2026-02-10T14:30:00.123456Z', '2026-02-10T14:30:00.123+00:00'])
        expect(other).not.toMatch(new RegExp(pattern))
    }
  })

  it('requires all path parameters, and of the query the reason of an act without a body, what clawhub names, and the words', () => {
    const isReason = (name: string, parameter: string) => name.startsWith('DELETE ') && parameter === 'reason'
    const isClawhubs = (name: string, parameter: string) =>
      name.includes(' /api/v1/') && ['q', 'slug', 'hash', 'path'].includes(parameter)
    const isWords = (name: string, parameter: string) =>
      ['GET /v1/skills/facets', 'GET /v1/suggest'].includes(name) && parameter === 'q'
    for (const [name, { parameters }] of operations)
      for (const parameter of parameters ?? [])
        expect(parameter.required ?? false, `${name} ${parameter.name}`).toBe(
          parameter.in === 'path' ||
            isReason(name, parameter.name) ||
            isClawhubs(name, parameter.name) ||
            isWords(name, parameter.name),
        )
  })

  it('accepts a login as JSON and as a form', () => {
    const types = Object.keys(operation('POST /v1/admin/login').requestBody?.content ?? {})
    expect(types).toEqual(['application/json', 'application/x-www-form-urlencoded'])
  })

  it('has patterns that are regular expressions', () => {
    const patterns = [...source.matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)].map(
      ([, json]) => JSON.parse(json ?? '""') as string,
    )
    expect(patterns.length).toBeGreaterThan(0)
    for (const pattern of patterns) expect(() => new RegExp(pattern, 'u'), pattern).not.toThrow()
  })
})
