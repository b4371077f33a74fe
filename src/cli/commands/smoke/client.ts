import { z } from 'zod'

const TIMEOUT_SEC = 30

export type Request = {
  method: string
  path: string
  token?: string | undefined
  headers?: Record<string, string> | undefined
  body?: unknown
  timeoutSec?: number | undefined
}
/** `body` is undefined where the answer is no JSON. */
export type Answer = { status: number; headers: Headers; bytes: Uint8Array; body: unknown }

/** Sends a request, in bounded time. Throws NoAnswer. */
export type Client = (request: Request) => Promise<Answer>

/** Nothing was answered, or not in time. The message names no more than the reason. */
export class NoAnswer extends Error {
  override name = 'NoAnswer'
}

/** A client of one origin: a redirect is an answer like another, so that no token goes elsewhere. */
export const clientOf =
  (origin: string): Client =>
  async ({ method, path, token, headers, body, timeoutSec = TIMEOUT_SEC }) => {
    try {
      const response = await fetch(new URL(path, origin), {
        method,
        headers: {
          'User-Agent': 'agent-skills-smoke/1',
          ...(token !== undefined && { Authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...headers,
        },
        body: body === undefined ? null : JSON.stringify(body),
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutSec * 1000),
      })
      const bytes = new Uint8Array(await response.arrayBuffer())
      return { status: response.status, headers: response.headers, bytes, body: parsed(bytes) }
    } catch (error) {
      const isLate = error instanceof Error && error.name === 'TimeoutError'
      throw new NoAnswer(`There was no answer${isLate ? ` within ${timeoutSec} s` : codeOf(error)}.`)
    }
  }

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}

/** Such as ECONNREFUSED, which `fetch` keeps in the cause. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && error.cause instanceof Error ? Reflect.get(error.cause, 'code') : undefined
  return typeof code === 'string' ? ` (${code})` : ''
}

const Told = z.object({ type: z.string(), detail: z.string() })

/** The status of an answer, and what a problem says of itself. */
export function statusOf({ status, body }: Answer): string {
  const problem = Told.safeParse(body).data
  return problem ? `${status} ${problem.type.replace('urn:agent-skills:problem:', '')}: ${problem.detail}` : `${status}`
}

/** Seconds to wait, as `Retry-After` says; null: it does not. */
export function retryAfter({ headers }: Answer): number | null {
  const seconds = headers.get('Retry-After')
  return seconds !== null && /^\d+$/.test(seconds) ? Number(seconds) : null
}
