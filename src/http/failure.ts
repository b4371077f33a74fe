import type { RefusalCode } from '../domain/intake/submission.ts'

/** A part of a request. */
export type Place = 'body' | 'query' | 'path'

/** What is wrong with one field. `pointer` is a JSON Pointer into the part of the request that `in` names. */
export type FieldError = { in: Place; pointer: string; message: string }

export type FailureCode =
  | 'invalid'
  | 'malformed_json'
  | 'unauthorized'
  | 'invalid_credentials'
  | 'invalid_token'
  | 'token_expired'
  | 'invalid_signature'
  | 'unknown_issuer'
  | 'wrong_audience'
  | 'token_replayed'
  | 'ref_not_allowed'
  | 'fork_not_allowed'
  | 'private_repository'
  | 'repository_moved'
  | 'stale_commit'
  | 'challenge_not_met'
  | 'host_not_read'
  | 'forbidden'
  | 'origin_not_allowed'
  | 'site_paused'
  | 'not_found'
  | 'method_not_allowed'
  | 'withheld'
  | 'conflict'
  | 'withdrawn'
  | 'gone'
  | RefusalCode
  | 'payload_too_large'
  | 'range_not_satisfiable'
  | 'unsupported_media_type'
  | 'rate_limited'
  | 'quota_exceeded'
  | 'unavailable'

/** A refusal that the caller can act on. Any other error that is thrown becomes a 500. */
export class Failure extends Error {
  readonly code: FailureCode
  readonly errors: FieldError[] | undefined
  readonly headers: Record<string, string>
  /** The address from which a reader of the feed starts over. */
  readonly bootstrap: string | undefined
  /** What the caller may have meant. */
  readonly suggestions: readonly string[] | undefined

  constructor(
    code: FailureCode,
    message: string,
    more: {
      errors?: FieldError[]
      headers?: Record<string, string>
      bootstrap?: string
      suggestions?: readonly string[]
    } = {},
  ) {
    super(message)
    this.code = code
    this.errors = more.errors
    this.headers = more.headers ?? {}
    this.bootstrap = more.bootstrap
    this.suggestions = more.suggestions
  }
}

export const notFound = (kind: string, ref: string, suggestions: readonly string[] = []) => {
  const missing = `There is no ${kind} '${ref.slice(0, 200)}'`
  if (suggestions.length === 0) return new Failure('not_found', `${missing}.`)
  const either = suggestions.map((one) => `'${one}'`).join(' or ')
  return new Failure('not_found', `${missing}; did you mean ${either}?`, { suggestions })
}

/** Returns `thing` unless it is null. Throws Failure `not_found` if it is. */
export function found<T>(thing: T | null, kind: string, ref: string): T {
  if (thing === null) throw notFound(kind, ref)
  return thing
}
