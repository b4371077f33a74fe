import type { Context, ErrorHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { z } from 'zod'
import { isUnavailable } from '../db/errors.ts'
import { describeError } from '../log.ts'
import type { AppEnv } from './app-env.ts'
import { Failure, type FailureCode } from './failure.ts'

const PROBLEMS: Record<FailureCode | 'internal', { status: ContentfulStatusCode; title: string }> = {
  invalid: { status: 400, title: 'The request has fields that are not valid' },
  malformed_json: { status: 400, title: 'The body is no JSON' },
  unauthorized: { status: 401, title: 'A token is needed' },
  invalid_credentials: { status: 401, title: 'Wrong credentials' },
  invalid_token: { status: 401, title: 'The token is not valid' },
  token_expired: { status: 401, title: 'The token has expired' },
  forbidden: { status: 403, title: 'Not permitted' },
  origin_not_allowed: { status: 403, title: 'The site does not allow this origin' },
  site_paused: { status: 403, title: 'The site is paused' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'The method is not supported here' },
  conflict: { status: 409, title: 'In conflict with what is there' },
  gone: { status: 410, title: 'What came after this place is no longer kept' },
  payload_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The content type is not supported' },
  rate_limited: { status: 429, title: 'Too many requests' },
  quota_exceeded: { status: 429, title: 'The site has reached its daily quota' },
  unavailable: { status: 503, title: 'Out of reach for a moment' },
  internal: { status: 500, title: 'Something went wrong on our side' },
}

/** RFC 9457 problem details, as every error of this API is answered. */
export const Problem = z
  .object({
    type: z.string().meta({ description: 'Stable name of the kind of problem, a URN.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    request_id: z.string(),
    errors: z
      .array(z.object({ in: z.enum(['body', 'query', 'path', 'header']), pointer: z.string(), message: z.string() }))
      .optional(),
    bootstrap: z.string().optional().meta({ description: 'Where to begin anew, for whoever follows the feed.' }),
  })
  .meta({ ref: 'Problem' })

function problem(c: Context<AppEnv>, code: keyof typeof PROBLEMS, detail: string, failure?: Failure) {
  const { status, title } = PROBLEMS[code]
  const body = {
    type: `urn:agent-skills:problem:${code}`,
    title,
    status,
    detail,
    request_id: c.var.requestId,
    ...(failure?.errors && { errors: failure.errors }),
    ...(failure?.bootstrap && { bootstrap: failure.bootstrap }),
  }
  return c.body(JSON.stringify(body), status, { 'Content-Type': 'application/problem+json', ...failure?.headers })
}

/** Turns whatever was thrown into a problem. The message of an unforeseen error goes to the log and to nobody else. */
export const onError: ErrorHandler<AppEnv> = (error, c) => {
  if (error instanceof Failure) return problem(c, error.code, error.message, error)
  if (error instanceof HTTPException && error.status === 400)
    return problem(c, 'malformed_json', 'The body could not be read as JSON.')
  if (isUnavailable(error)) {
    c.var.log('error', 'database_unavailable', describeError(error))
    const failure = new Failure('unavailable', '', { headers: { 'Retry-After': '5' } })
    return problem(c, 'unavailable', 'The database did not answer. Please try again.', failure)
  }
  c.var.log('error', 'unhandled_error', describeError(error))
  return problem(c, 'internal', 'The error was logged under this request_id.')
}
