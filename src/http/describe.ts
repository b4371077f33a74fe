import type { Context } from 'hono'
import { describeRoute, resolver } from 'hono-openapi'
import type { ZodType } from 'zod'
import type { JsonText } from '../db/json.ts'
import { Problem } from './problem.ts'

type Success = { status?: 200 | 201 | 202 | 204; schema?: ZodType; means?: string }

type Description = {
  id: string
  summary: string
  tag: 'catalogue' | 'rankings' | 'feed' | 'events' | 'admin' | 'service'
  /** Status of the success and what it answers with; none for an empty body. Of several each says what it means. */
  ok?: Success | readonly Success[]
  /** The problems that this operation answers with. */
  problems?: readonly (400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 429 | 503)[]
  requestBody?: Parameters<typeof describeRoute>[0]['requestBody']
  /** Who may ask, by the names of the security schemes; left out: anybody, and an admin for what is tagged so. */
  security?: Record<string, string[]>[]
}

const REASONS: Record<number, string> = {
  400: 'A field is not valid; `errors` names each.',
  401: 'No token, or one that is not valid any more.',
  403: 'The account, site or page is not permitted to do this.',
  404: 'There is no such thing.',
  409: 'In conflict with what is there.',
  410: 'What came after this place is no longer kept; `bootstrap` says where to begin anew.',
  413: 'The body is too large.',
  415: 'The body is not of a supported content type.',
  429: 'Too many requests from this address.',
  503: 'The database, or the source that was asked, is out of reach for a moment.',
}

/** Documents an operation from the very schemas that it answers with. */
export function describe(p: Description) {
  const successes = [p.ok ?? {}].flat().map(({ status = 200, schema, means = p.summary }) => {
    const content = schema && { 'application/json': { schema: resolver(schema) } }
    return [status, { description: means, ...(content && { content }) }]
  })
  const problem = { 'application/problem+json': { schema: resolver(Problem) } }
  const problems = (p.problems ?? []).map((code) => [code, { description: REASONS[code] ?? '', content: problem }])
  return describeRoute({
    operationId: p.id,
    summary: p.summary,
    tags: [p.tag],
    security: p.security ?? (p.tag === 'admin' ? [{ bearer: [] }] : []),
    ...(p.requestBody && { requestBody: p.requestBody }),
    responses: Object.fromEntries([...successes, ...problems]),
  })
}

/** Answers with JSON that PostgreSQL wrote, byte for byte. */
export const jsonText = (c: Context, body: JsonText, status: 200 | 201 = 200) =>
  c.body(body, status, { 'Content-Type': 'application/json' })
