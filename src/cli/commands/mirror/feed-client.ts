import * as z from 'zod'
import { type Page, parsePage } from './page.ts'
import type { Place } from './place.ts'
import type { Answer, SourceClient } from './source-client.ts'

const LIMITS = { maxBytes: 32 * 1024 * 1024, timeoutMs: 30_000 }

const FeedState = z.object({ latest_seq: z.int() })

export type FeedClient = {
  /** Returns the page at a place. Returns `gone` if the feed has dropped changes after it, or no longer knows its cursor. */
  readPage: (place: Place) => Promise<Page | 'gone'>
  readLatestSeq: () => Promise<number>
}

/** Reads the feed of a source. */
export const feedClient = (ask: SourceClient, limit: number): FeedClient => ({
  readPage: (place) =>
    ask<Page | 'gone'>(pathOf(place, limit), {
      ...LIMITS,
      expected: place.cursor === null ? [410] : [410, 400],
      read: ({ status, bytes }) => (status === 200 ? parsePage(bytes, place) : 'gone'),
    }),
  readLatestSeq: () => ask('/v1/feed/latest', { ...LIMITS, read: latestSeqOf }),
})

const latestSeqOf = ({ bytes }: Answer) => FeedState.parse(JSON.parse(new TextDecoder().decode(bytes))).latest_seq

function pathOf({ after, cursor }: Place, limit: number): string {
  const query = new URLSearchParams({ limit: String(limit) })
  if (after !== null) query.set('after', String(after))
  else if (cursor !== null) query.set('cursor', cursor)
  return `/v1/feed?${query}`
}
