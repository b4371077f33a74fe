import type { Context, ErrorHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import * as z from 'zod'
import { isUnavailable } from '../db/errors.ts'
import { describeError } from '../log.ts'
import type { AppEnv } from './app-env.ts'
import { Failure, type FailureCode } from './failure.ts'

const PROBLEMS: Record<FailureCode | 'internal', { status: ContentfulStatusCode; title: string }> = {
  invalid: { status: 400, title: 'The request is not valid' },
  malformed_json: { status: 400, title: 'The body is not valid JSON' },
  unauthorized: { status: 401, title: 'A token is required' },
  invalid_credentials: { status: 401, title: 'The credentials are wrong' },
  invalid_token: { status: 401, title: 'The token is not valid' },
  token_expired: { status: 401, title: 'The token has expired' },
  unknown_issuer: { status: 401, title: 'The issuer of the token is not known here' },
  wrong_audience: { status: 401, title: 'The token is meant for somebody else' },
  token_replayed: { status: 401, title: 'The token has been used already' },
  ref_not_allowed: { status: 403, title: 'The workflow did not run for the default branch' },
  fork_not_allowed: { status: 403, title: 'The repository is a fork' },
  private_repository: { status: 403, title: 'The repository is not public' },
  repository_moved: { status: 403, title: 'The repository has moved since the token was issued' },
  stale_commit: { status: 409, title: 'The commit is not the last one of the default branch' },
  challenge_not_met: { status: 409, title: 'The challenge is not where it has to be' },
  invalid_signature: { status: 401, title: 'The signature is missing or wrong' },
  forbidden: { status: 403, title: 'Not allowed' },
  origin_not_allowed: { status: 403, title: 'The site does not allow this origin' },
  site_paused: { status: 403, title: 'The site is paused' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'The method is not allowed here' },
  withheld: { status: 403, title: 'These files are not given out' },
  conflict: { status: 409, title: 'Conflict with the current state' },
  gone: { status: 410, title: 'This place in the feed is no longer available' },
  withdrawn: { status: 410, title: 'These files are no longer given out' },
  payload_too_large: { status: 413, title: 'The body is too large' },
  range_not_satisfiable: { status: 416, title: 'The file has no such range' },
  unsupported_media_type: { status: 415, title: 'The content type is not supported' },
  repository_missing: { status: 422, title: 'There is no such public repository' },
  repository_empty: { status: 422, title: 'The repository is empty' },
  repository_fork: { status: 422, title: 'The repository is a fork' },
  repository_declined: { status: 422, title: 'The repository does not want to be listed' },
  repository_stopped: { status: 422, title: 'The repository is not crawled any more' },
  host_not_read: { status: 422, title: 'Repositories at this host cannot be read here' },
  rate_limited: { status: 429, title: 'Too many requests' },
  quota_exceeded: { status: 429, title: 'The site has reached its daily quota' },
  unavailable: { status: 503, title: 'Temporarily unavailable' },
  internal: { status: 500, title: 'Something went wrong on our side' },
}

/** RFC 9457 problem details. Every error of this API has this form. */
export const Problem = z
  .object({
    type: z.string().meta({ description: 'A URN that names the kind of problem. It never changes.' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    request_id: z.string(),
    errors: z
      .array(z.object({ in: z.enum(['body', 'query', 'path']), pointer: z.string(), message: z.string() }))
      .optional(),
    suggestions: z
      .array(z.string())
      .optional()
      .meta({ description: 'With a 404: up to 3 slugs, handles or keys that may be meant.' }),
    bootstrap: z
      .string()
      .optional()
      .meta({ description: 'With a 410 of the feed: the address from which to start over.' }),
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
    ...(failure?.suggestions && { suggestions: failure.suggestions }),
    ...(failure?.bootstrap && { bootstrap: failure.bootstrap }),
  }
  return c.body(JSON.stringify(body), status, { 'Content-Type': 'application/problem+json', ...failure?.headers })
}

type Judged = { code: keyof typeof PROBLEMS; status: ContentfulStatusCode; detail: string; failure?: Failure }

/** What is said of an error, and with which status. The message of an unexpected error goes to the log only. */
export function judge(error: Error, c: Context<AppEnv>): Judged {
  const judged = codeOf(error, c)
  return { ...judged, status: PROBLEMS[judged.code].status }
}

function codeOf(error: Error, c: Context<AppEnv>): Omit<Judged, 'status'> {
  if (error instanceof Failure) return { code: error.code, detail: error.message, failure: error }
  if (error instanceof HTTPException && error.status === 400)
    return { code: 'malformed_json', detail: 'The body could not be parsed as JSON.' }
  if (isUnavailable(error)) {
    c.var.log('error', 'database_unavailable', describeError(error))
    const failure = new Failure('unavailable', '', { headers: { 'Retry-After': '5' } })
    return { code: 'unavailable', detail: 'The database did not answer. Please try again.', failure }
  }
  c.var.log('error', 'unhandled_error', describeError(error))
  const detail = 'The error was logged under this request_id. Please report it if it happens again.'
  return { code: 'internal', detail }
}

/** Turns an error into a problem. */
export const onError: ErrorHandler<AppEnv> = (error, c) => {
  const { code, detail, failure } = judge(error, c)
  return problem(c, code, detail, failure)
}

/** Turns an error into plain text, for a client that prints what it gets. */
export const onErrorInText: ErrorHandler<AppEnv> = (error, c) => {
  const { code, status, detail, failure } = judge(error, c)
  if (code === 'internal') return c.text(`${detail} request_id: ${c.var.requestId}`, status)
  // The client turns this one word into an advice to log in.
  return c.text(status === 401 ? 'Unauthorized' : detail, status, failure?.headers)
}
