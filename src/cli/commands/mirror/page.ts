import * as z from 'zod'
import { canonicalJson, pageHash } from '../../../domain/feed/publication.ts'
import { sha256Hex } from '../../../domain/text/hash.ts'
import type { Item, Place } from './place.ts'

const Hash = z.string().regex(/^[0-9a-f]{64}$/)
/** The object as it was sent. A record of Zod's would drop a key named `__proto__`, and change the hash. */
const Payload = z.custom<Record<string, unknown>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'expected an object',
)

/** The fields of a page that a mirror needs. It accepts kinds and fields that it does not know. */
const FeedPage = z.object({
  items: z.array(
    z.object({
      seq: z.int().min(1),
      // Users of a mirror may take kinds and ids for file names.
      kind: z.string().regex(/^[a-z][a-z_-]{0,39}$/),
      id: z.guid(),
      deleted: z.boolean(),
      schema_version: z.int(),
      payload_hash: Hash,
      payload: Payload,
      published_at: z.iso.datetime(),
    }),
  ),
  next_cursor: z.string().nullish(),
  next_after: z.int().min(0),
  latest_seq: z.int().min(0),
  lag_seconds: z.int(),
  page_hash: Hash,
})
type FeedPage = z.output<typeof FeedPage>

/** A verified page, and the place after it. */
export type Page = { items: Item[]; next: Place; latestSeq: number; lagSeconds: number }

/** Parses and verifies the page at `place`. Throws if a hash, the order of the items or the next place is wrong. */
export async function parsePage(bytes: Uint8Array, place: Place): Promise<Page> {
  const page = readFeedPage(bytes)
  const { items, latest_seq: latestSeq, lag_seconds: lagSeconds } = page
  if (page.page_hash !== (await pageHash(items))) throw new Error('page_hash does not match the items.')
  requireOrder(page, place)
  return { items: await Promise.all(items.map(toItem)), next: nextPlace(page, place), latestSeq, lagSeconds }
}

function readFeedPage(bytes: Uint8Array): FeedPage {
  const parsed = FeedPage.safeParse(parseUtf8Json(bytes))
  if (parsed.success) return parsed.data
  throw new Error(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '))
}

function parseUtf8Json(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes))
  } catch (cause) {
    // p-retry would not retry after the decoder's own TypeError.
    throw new Error('The page is not JSON in UTF-8.', { cause })
  }
}

function requireOrder(page: FeedPage, { after, cursor }: Place): void {
  const { items, next_after: nextAfter, latest_seq: latestSeq } = page
  if (nextAfter > latestSeq) throw new Error(`next_after ${nextAfter} is beyond the end of the feed, ${latestSeq}.`)
  if (after === null) {
    if (cursor !== null && page.next_cursor === cursor) throw new Error('next_cursor points to the same page again.')
    return
  }
  if (nextAfter === after && latestSeq > after)
    throw new Error(`next_after ${nextAfter} points to the same page again.`)
  let last = after
  for (const { seq } of items) {
    if (seq <= last) throw new Error(`seq ${seq} does not rise above ${last}.`)
    last = seq
  }
  if (nextAfter < last) throw new Error(`next_after ${nextAfter} would repeat seq ${last}.`)
}

async function toItem(item: FeedPage['items'][number]): Promise<Item> {
  const { seq, kind, id, deleted, schema_version: schemaVersion, payload_hash: payloadHash } = item
  const payload = canonicalJson(item.payload)
  if (payloadHash !== (await sha256Hex(payload)))
    throw new Error(`payload_hash of ${kind} ${id} does not match its payload.`)
  return { seq, kind, id, deleted, schemaVersion, payloadHash, payload, publishedAt: item.published_at }
}

function nextPlace({ next_cursor: cursor, next_after: after }: FeedPage, { round, after: from }: Place): Place {
  return from === null && cursor ? { round, after: null, cursor } : { round, after, cursor: null }
}
