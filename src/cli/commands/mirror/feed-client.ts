import pRetry, { AbortError } from 'p-retry'
import * as z from 'zod'
import { fetchSafely } from '../../../intake/fetch-safely.ts'
import { SourceFault } from '../../../intake/source-fault.ts'
import { type Page, parsePage } from './page.ts'
import type { Place } from './place.ts'

const MAX_BYTES = 32 * 1024 * 1024
const TIMEOUT_MS = 30_000
const RETRIES = 4

/** Faults that a retry cannot fix. */
const FINAL: readonly string[] = ['refused', 'too_large']

const FeedState = z.object({ latest_seq: z.int() })

type Answer = { status: number; bytes: Uint8Array }

export type FeedClient = {
  /** Returns the page at a place. Returns `gone` if the feed has dropped changes after it, or no longer knows its cursor. */
  readPage: (place: Place) => Promise<Page | 'gone'>
  readLatestSeq: () => Promise<number>
}

/** Reads the feed of an origin. Retries temporary faults up to four times, then throws. */
export function feedClient(p: {
  origin: string
  limit: number
  stopping: AbortSignal
  onRetry: (reason: string) => void
}): FeedClient {
  const get = <T>(path: string, read: (answer: Answer) => T | Promise<T>, expected: number[] = []): Promise<T> =>
    pRetry(async (attempt) => read(await ask(p.origin, path, attempt, expected)), {
      retries: RETRIES,
      minTimeout: 500,
      signal: p.stopping,
      onFailedAttempt: ({ error, retriesLeft }) => {
        if (retriesLeft > 0) p.onRetry(error.message)
      },
    })
  return {
    readPage: (place) =>
      get<Page | 'gone'>(
        pathOf(place, p.limit),
        ({ status, bytes }) => (status === 200 ? parsePage(bytes, place) : 'gone'),
        place.cursor === null ? [410] : [410, 400],
      ),
    readLatestSeq: () =>
      get('/v1/feed/latest', ({ bytes }) => FeedState.parse(JSON.parse(new TextDecoder().decode(bytes))).latest_seq),
  }
}

function pathOf({ after, cursor }: Place, limit: number): string {
  const query = new URLSearchParams({ limit: String(limit) })
  if (after !== null) query.set('after', String(after))
  else if (cursor !== null) query.set('cursor', cursor)
  return `/v1/feed?${query}`
}

async function ask(origin: string, path: string, attempt: number, expected: number[]): Promise<Answer> {
  try {
    // The first answer may have come from a cache that holds a damaged copy.
    const headers: Record<string, string> = attempt > 1 ? { 'Cache-Control': 'no-cache' } : {}
    const limits = { origins: [origin], maxBytes: MAX_BYTES, timeoutMs: TIMEOUT_MS, headers }
    const answer = await fetchSafely(new URL(path, origin).href, limits)
    const { status } = answer
    if (status === 200 || expected.includes(status)) return answer
    const fault = new Error(`GET ${path} returned ${status}.`)
    throw status === 429 || status >= 500 ? fault : new AbortError(fault)
  } catch (error) {
    if (!(error instanceof SourceFault)) throw error
    const fault = new Error(`GET ${path}: ${error.message}`)
    throw FINAL.includes(error.kind) ? new AbortError(fault) : fault
  }
}
