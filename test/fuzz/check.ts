import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { compactJson } from '../../src/domain/text/compact-json.ts'
import type { OpenApi, Operation } from './document.ts'
import type { FuzzRequest } from './draft.ts'
import type { Answer } from './stack.ts'

/** Operations that may answer 503 because an outside source failed. A failed crawl is not one: its report is a 201. */
const ASK_OUTSIDE = ['search', 'submitRepository', 'createChallenge', 'checkChallenge']

const NEEDED_HEADERS: Record<number, string> = {
  401: 'WWW-Authenticate',
  405: 'Allow',
  429: 'Retry-After',
  503: 'Retry-After',
}

/** What a path without an operation may answer. */
const NOWHERE = [400, 401, 403, 404, 405, 413]

const PROBLEM = /^application\/problem\+json$/
/** A refusal to install is an object. */
const IN_TEXT = /^(text\/plain|application\/json)\b/
/** Below these addresses errors are what the `clawhub` command line expects. */
const inText = ({ path }: FuzzRequest) => /^\/api\/(v1|cli)\//.test(new URL(`http://localhost${path}`).pathname)

/** RFC 3339 in UTC with milliseconds: the only form of a time in our answers. */
const UTC_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

/**
 * Returns a function that checks an answer against the document and returns its fault or null. `op` is the operation that the
 * request reached, or null for none.
 */
export function checker(document: OpenApi) {
  const ajv = new Ajv2020({ strict: false, allErrors: false })
  // TypeScript sees a module here, but Node imports the function.
  ;(formats as unknown as (to: Ajv2020) => void)(ajv)
  ajv.addFormat('date-time', UTC_TIME)
  ajv.addSchema(document, 'openapi', false, false)
  const compiled = new Map<string, ValidateFunction>()
  const fault = (pointer: string, body: unknown): string | null => {
    const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `openapi#${pointer}` })
    compiled.set(pointer, validate)
    return validate(body) ? null : ajv.errorsText(validate.errors, { dataVar: 'body' })
  }
  const escaped = (part: string) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'))

  function ofSuccess(op: Operation | null, request: FuzzRequest, { status, headers, text }: Answer): string | null {
    if (request.method === 'OPTIONS') return text === '' ? null : 'OPTIONS has a body.'
    if (!op) return 'It succeeded although there is no operation.'
    if (status === 304)
      return request.headers['If-None-Match'] && text === ''
        ? null
        : 'A 304 was answered without If-None-Match, or with a body.'
    if (!op.statuses.includes(status)) return `${op.id} does not document the status ${status}.`
    if (request.method === 'HEAD' || status === 204) return text === '' ? null : 'It has a body.'
    const type = (headers.get('Content-Type') ?? '').replace(/;.*/, '')
    const documented = document.paths[op.path]?.[op.method.toLowerCase()]?.responses[status]?.content ?? {}
    if (type !== 'application/json')
      return type in documented ? null : 'A success is neither JSON nor of another documented type.'
    const place = [
      'paths',
      op.path,
      op.method.toLowerCase(),
      'responses',
      `${status}`,
      'content',
      'application/json',
      'schema',
    ]
    const body = parse(text)
    if (body === undefined) return 'The body is not compact JSON.'
    return fault(`/${place.map(escaped).join('/')}`, body)
  }

  function ofRefusal(op: Operation | null, request: FuzzRequest, { status, headers, text }: Answer): string | null {
    if (status >= 500 && !(status === 503 && op && ASK_OUTSIDE.includes(op.id))) return 'The server failed.'
    const isText = inText(request)
    if (!(isText ? IN_TEXT : PROBLEM).test(headers.get('Content-Type') ?? ''))
      return `An error is not ${isText ? 'plain text' : 'problem+json'}.`
    const needed = NEEDED_HEADERS[status]
    if (needed && !headers.has(needed)) return `${needed} is missing.`
    if (!(op ? op.statuses : NOWHERE).includes(status))
      return `${op?.id ?? 'A path without an operation'} does not document the status ${status}.`
    if (request.method === 'HEAD') return text === '' ? null : 'HEAD has a body.'
    if (isText) return text === '' ? 'The error says nothing.' : null
    const body = parse(text) as { status?: number; request_id?: string } | undefined
    if (body === undefined) return 'The problem is not compact JSON.'
    if (body.status !== status) return `The problem has the status ${body.status}.`
    if (body.request_id !== headers.get('X-Request-Id')) return 'The request_id differs from the header.'
    return fault('/components/schemas/Problem', body)
  }

  return (op: Operation | null, request: FuzzRequest, answer: Answer): string | null =>
    (answer.status < 400 ? ofSuccess : ofRefusal)(op, request, answer)
}

/** Returns the value of compact JSON. Returns undefined if the text is not JSON, or has white space between tokens. */
function parse(text: string): unknown {
  try {
    return compactJson(text) === text ? JSON.parse(text) : undefined
  } catch {
    return undefined
  }
}
