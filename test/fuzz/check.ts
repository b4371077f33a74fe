import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import type { OpenApi, Operation } from './document.ts'
import type { FuzzRequest } from './draft.ts'
import type { Answer } from './stack.ts'

/** Where a 503 is right, for an outside source that the answer needs did not give it: a live search asks GitHub. A crawl that fails is a run that has failed: 201. */
const ASK_OUTSIDE = ['search']

const NEEDED_HEADERS: Record<number, string> = {
  401: 'WWW-Authenticate',
  405: 'Allow',
  429: 'Retry-After',
  503: 'Retry-After',
}

/** Of what an address with no such operation may answer. */
const NOWHERE = [400, 401, 403, 404, 405, 413]

/** Holds answers against the document: what is wrong with one, if anything. `op` is what the request has led to; null: to nothing. */
export function checker(document: OpenApi) {
  const ajv = new Ajv2020({ strict: false, allErrors: false })
  // TypeScript sees the module, Node the function in it.
  ;(formats as unknown as (to: Ajv2020) => void)(ajv)
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
    if (!op) return 'There is a success where there is no operation.'
    if (status === 304) return request.headers['If-None-Match'] && text === '' ? null : 'Nobody asked for a 304.'
    if (!op.statuses.includes(status)) return `${op.id} does not say that it answers ${status}.`
    if (request.method === 'HEAD' || status === 204) return text === '' ? null : 'There is a body.'
    if (!/^application\/json\b/.test(headers.get('Content-Type') ?? '')) return 'A success is not JSON.'
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
    if (body === undefined) return 'The body is no JSON.'
    return fault(`/${place.map(escaped).join('/')}`, body)
  }

  function ofRefusal(op: Operation | null, request: FuzzRequest, { status, headers, text }: Answer): string | null {
    if (status >= 500 && !(status === 503 && op && ASK_OUTSIDE.includes(op.id))) return 'The server failed.'
    if (headers.get('Content-Type') !== 'application/problem+json') return 'An error is not problem+json.'
    const needed = NEEDED_HEADERS[status]
    if (needed && !headers.has(needed)) return `${needed} is missing.`
    if (!(op ? op.statuses : NOWHERE).includes(status))
      return `${op?.id ?? 'No operation'} does not say that it answers ${status}.`
    if (request.method === 'HEAD') return text === '' ? null : 'HEAD has a body.'
    const body = parse(text) as { status?: number; request_id?: string } | undefined
    if (body === undefined) return 'The problem is no JSON.'
    if (body.status !== status) return `The problem says ${body.status}.`
    if (body.request_id !== headers.get('X-Request-Id')) return 'The request_id is another one than that of the header.'
    return fault('/components/schemas/Problem', body)
  }

  return (op: Operation | null, request: FuzzRequest, answer: Answer): string | null =>
    (answer.status < 400 ? ofSuccess : ofRefusal)(op, request, answer)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
