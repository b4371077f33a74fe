import * as z from 'zod'
import { fetchCode } from '../../runner/fetch-code.ts'

const TIMEOUT_SEC = 30

type Request = {
  method: string
  path: string
  token?: string | undefined
  headers?: Record<string, string> | undefined
  body?: unknown
  timeoutSec?: number | undefined
}
/** `body` is undefined if the answer is not JSON. */
export type Answer = { status: number; headers: Headers; bytes: Uint8Array; body: unknown }

/** Sends a request. Throws NoAnswer if no answer arrives in time. */
export type Client = (request: Request) => Promise<Answer>

/** There was no answer, or not in time. The message gives only the reason. */
class NoAnswer extends Error {
  override name = 'NoAnswer'
}

/** Returns a client of one origin. It follows no redirects, so that no token goes to another origin. */
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
      throw new NoAnswer(`There was no answer${isLate ? ` within ${timeoutSec} s` : fetchCode(error)}.`)
    }
  }

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}

const ProblemDetail = z.object({ type: z.string(), detail: z.string() })

/** Returns the status of an answer, and type and detail of a problem. */
export function statusOf({ status, body }: Answer): string {
  const problem = ProblemDetail.safeParse(body).data
  return problem ? `${status} ${problem.type.replace('urn:agent-skills:problem:', '')}: ${problem.detail}` : `${status}`
}

/** Returns the seconds of `Retry-After`, or null without this header. */
export function retryAfter({ headers }: Answer): number | null {
  const seconds = headers.get('Retry-After')
  return seconds !== null && /^\d+$/.test(seconds) ? Number(seconds) : null
}
