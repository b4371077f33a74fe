import { setTimeout as pause } from 'node:timers/promises'
import pRetry, { AbortError } from 'p-retry'
import { fetchSafely } from '../../../intake/fetch-safely.ts'
import { SourceFault } from '../../../intake/source-fault.ts'

const RETRIES = 4
/** A server that asks for a longer pause has to be asked again by a later run. */
const MAX_REST_S = 120

/** Faults that a retry cannot fix. */
const FINAL: readonly string[] = ['refused', 'too_large']

export type Answer = { status: number; headers: Headers; bytes: Uint8Array }

/** `expected`: statuses beside 200 that `read` understands. What `read` throws is a damaged answer, which is asked for again. */
export type Asked<T> = {
  read: (answer: Answer) => T | Promise<T>
  expected?: readonly number[]
  maxBytes: number
  timeoutMs: number
}

/** Asks the origin for a path. Retries temporary faults up to four times, then throws. */
export type SourceClient = <T>(path: string, asked: Asked<T>) => Promise<T>

/** The server did not answer, or only with a temporary fault. */
export class NoAnswer extends Error {
  override name = 'NoAnswer'
}

/** The server asks for a pause, which then holds for all requests. */
class Overloaded extends NoAnswer {
  readonly seconds: number
  constructor(message: string, seconds: number) {
    super(message)
    this.seconds = Math.min(seconds, MAX_REST_S)
  }
}

export function sourceClient(p: {
  origin: string
  stopping: AbortSignal
  onRetry: (reason: string) => void
}): SourceClient {
  let rest: Promise<unknown> = Promise.resolve()
  return (path, asked) =>
    pRetry(
      async (attempt) => {
        await rest
        return asked.read(await ask(p.origin, path, attempt, asked))
      },
      {
        retries: RETRIES,
        minTimeout: 500,
        signal: p.stopping,
        onFailedAttempt: ({ error, retriesLeft }) => {
          if (retriesLeft === 0) return
          p.onRetry(error.message)
          // The requests that wait for it report that they were stopped.
          if (error instanceof Overloaded && error.seconds > 0)
            rest = pause(error.seconds * 1000, undefined, { signal: p.stopping }).catch(() => {})
        },
      },
    )
}

async function ask(
  origin: string,
  path: string,
  attempt: number,
  { expected = [], maxBytes, timeoutMs }: Omit<Asked<unknown>, 'read'>,
): Promise<Answer> {
  try {
    // The first answer may have come from a cache that holds a damaged copy.
    const headers: Record<string, string> = attempt > 1 ? { 'Cache-Control': 'no-cache' } : {}
    const answer = await fetchSafely(new URL(path, origin).href, { origins: [origin], maxBytes, timeoutMs, headers })
    const { status } = answer
    if (status === 200 || expected.includes(status)) return answer
    const fault = `GET ${path} returned ${status}.`
    if (status !== 429 && status < 500) throw new AbortError(fault)
    throw new Overloaded(fault, retryAfterOf(answer.headers))
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error
    const fault = `GET ${path}: ${error.message}`
    throw FINAL.includes(error.kind) ? new AbortError(fault) : new NoAnswer(fault)
  }
}

/** The seconds that `Retry-After` asks for: a number, or a date. 0 if it asks for none. */
function retryAfterOf(headers: Headers): number {
  const value = headers.get('Retry-After') ?? ''
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000
  return Number.isFinite(seconds) ? Math.max(0, seconds) : 0
}
