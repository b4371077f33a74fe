import * as z from 'zod'
import { type Page, parsePage } from './page.ts'
import type { Place } from './place.ts'
import type { SignatureCheck } from './signature-check.ts'
import type { Answer, SourceClient } from './source-client.ts'

const LIMITS = { maxBytes: 32 * 1024 * 1024, timeoutMs: 30_000 }

const FeedState = z.object({ latest_seq: z.int() })

/** A page, and the key that has signed it. */
export type SignedPage = Page & { signer: string | null }

export type FeedClient = {
  /** Returns the page at a place. Returns `gone` if the feed has dropped changes after it, or no longer knows its cursor. */
  readPage: (place: Place) => Promise<SignedPage | 'gone'>
  readLatestSeq: () => Promise<number>
}

/** Reads the feed of a source. `check` throws if the answer to a path is not signed as it should be. */
export const feedClient = (ask: SourceClient, limit: number, check: SignatureCheck): FeedClient => ({
  readPage: (place) => {
    const path = pathOf(place, limit)
    return ask<SignedPage | 'gone'>(path, {
      ...LIMITS,
      expected: place.cursor === null ? [410] : [410, 400],
      read: async (answer) => {
        if (answer.status !== 200) return 'gone'
        const page = await parsePage(answer.bytes, place)
        return { ...page, signer: await check(path, answer) }
      },
    })
  },
  readLatestSeq: () => ask('/v1/feed/latest', { ...LIMITS, read: latestSeqOf }),
})

const latestSeqOf = ({ bytes }: Answer) => FeedState.parse(JSON.parse(new TextDecoder().decode(bytes))).latest_seq

function pathOf({ after, cursor }: Place, limit: number): string {
  const query = new URLSearchParams({ limit: String(limit) })
  if (after !== null) query.set('after', String(after))
  else if (cursor !== null) query.set('cursor', cursor)
  return `/v1/feed?${query}`
}
