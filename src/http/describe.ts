import { describeRoute, resolver } from 'hono-openapi'
import type { ZodType } from 'zod'
import { REPR_DIGEST } from '../domain/files/repr-digest.ts'
import { Problem } from './problem.ts'
import { SIGNATURE } from './signing/signing-keys.ts'

type Success = {
  status?: 200 | 201 | 202 | 204 | 206
  schema?: ZodType
  means?: string
  /** The type of an answer that is bytes. */
  bytes?: string
  /** Other forms of the answer by their types. */
  forms?: Record<string, ZodType>
  /** Carries a signature, if the registry has a key. */
  isSigned?: boolean
}

type Description = {
  id: string
  summary: string
  /** Whole sentences, for what the summary leaves out. */
  details?: string
  tag: 'catalogue' | 'authors' | 'clients' | 'rankings' | 'feed' | 'events' | 'admin' | 'service'
  /** The successful answers. One without a schema has no body. If there are several, `means` tells them apart. */
  ok?: Success | readonly Success[]
  /** The errors are plain text, as the client of this protocol prints them. */
  inText?: boolean
  /** The status codes of the problems that this operation can answer. */
  problems?: readonly (400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 416 | 422 | 429 | 503)[]
  requestBody?: Parameters<typeof describeRoute>[0]['requestBody']
  /** Names of security schemes. Default: `bearer` for the tag `admin`, none for the others. */
  security?: Record<string, string[]>[]
}

const SUCCESSES = {
  200: 'OK.',
  201: 'Created.',
  202: 'Accepted.',
  206: 'The range that was asked for.',
  204: 'Done. The answer has no body.',
} as const

const textHeader = (name: string, description: string) => ({
  [name]: { description, schema: { type: 'string' as const } },
})

const SIGNED = textHeader(SIGNATURE, 'A detached JWS over the bytes of the answer, if the registry has a key.')
const HASHED = textHeader(REPR_DIGEST, 'The SHA-256 of the whole file or archive, as RFC 9530 writes it.')

const REASONS: Record<number, string> = {
  400: 'The request is not valid. `errors` lists each fault with its place.',
  401: 'The credentials are missing, wrong or expired.',
  403: 'The account, site or page may not do this, or what is asked for is not given out.',
  404: 'Not found.',
  409: 'The request conflicts with the current state. `detail` says how.',
  410: 'No longer available. `detail` says why; in the feed, start over from `bootstrap`.',
  413: 'The body is too large.',
  415: 'The content type of the body is not supported.',
  416: 'The file has no such range.',
  422: 'The request is well formed, but what it names is not taken. `type` and `detail` say why.',
  429: 'Too many requests. `Retry-After` says how many seconds to wait.',
  503: 'The database or an outside source is temporarily unavailable. `Retry-After` says how many seconds to wait.',
}

const REASONS_IN_TEXT: Record<number, string> = {
  400: 'The request is not valid. The text names each fault with its place.',
  409: 'Several publishers have a skill of this name. The text is a JSON object that lists them.',
  410: 'No longer available. The text says why.',
}

/** Documents an operation in OpenAPI by the schemas of its answers. */
export function describe(p: Description) {
  const successes = [p.ok ?? {}].flat().map((success) => {
    const { status = 200, schema, bytes, forms = {}, isSigned, means = SUCCESSES[status] } = success
    const inJson = Object.entries({ ...(schema && { 'application/json': schema }), ...forms })
    const content = {
      ...Object.fromEntries(inJson.map(([type, form]) => [type, { schema: resolver(form) }])),
      ...(bytes && { [bytes]: { schema: { type: 'string' as const, format: 'binary' } } }),
    }
    const headers = isSigned ? SIGNED : bytes && HASHED
    return [status, { description: means, ...(headers && { headers }), ...((schema || bytes) && { content }) }]
  })
  const problem = p.inText
    ? { 'text/plain': { schema: { type: 'string' as const } } }
    : { 'application/problem+json': { schema: resolver(Problem) } }
  const reasons = p.inText ? { ...REASONS, ...REASONS_IN_TEXT } : REASONS
  const problems = (p.problems ?? []).map((code) => [code, { description: reasons[code] ?? '', content: problem }])
  return describeRoute({
    operationId: p.id,
    summary: p.summary,
    ...(p.details && { description: p.details }),
    tags: [p.tag],
    security: p.security ?? (p.tag === 'admin' ? [{ bearer: [] }] : []),
    ...(p.requestBody && { requestBody: p.requestBody }),
    responses: Object.fromEntries([...successes, ...problems]),
  })
}
