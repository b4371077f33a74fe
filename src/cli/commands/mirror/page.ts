import { z } from 'zod'
import { canonicalJson, pageHash } from '../../../domain/feed/publication.ts'
import { sha256Hex } from '../../../domain/text/hash.ts'
import type { Item, Place } from './store.ts'

const Hash = z.string().regex(/^[0-9a-f]{64}$/)
/** As it came: a record of Zod's would drop a key named `__proto__`, and its hash would not be that of what was sent. */
const Payload = z.custom<Record<string, unknown>>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'expected an object',
)

/** What a mirror needs of a page. Kinds and fields that it does not know yet are kept like any other. */
const FeedPage = z.object({
  items: z.array(
    z.object({
      seq: z.int().min(1),
      // It may become the name of a folder, and an id that of a file.
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

/** A page that says what it promises to say, and the place behind it. */
export type Page = { items: Item[]; next: Place; latestSeq: number; lagSeconds: number }

/** Reads the page that follows a place. Throws where it is not whole: a hash, the order of its items or the place behind it is wrong. */
export async function parsePage(bytes: Uint8Array, place: Place): Promise<Page> {
  const page = readJson(bytes)
  const { items, latest_seq: latestSeq, lag_seconds: lagSeconds } = page
  if (page.page_hash !== (await pageHash(items))) throw new Error('page_hash is not that of the items.')
  requireOrder(page, place)
  return { items: await Promise.all(items.map(toItem)), next: nextPlace(page, place), latestSeq, lagSeconds }
}

function readJson(bytes: Uint8Array): FeedPage {
  const parsed = FeedPage.safeParse(parseJson(bytes))
  if (parsed.success) return parsed.data
  throw new Error(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '))
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes))
  } catch (cause) {
    // Not the decoder's TypeError, which is not tried again.
    throw new Error('The page is no JSON in UTF-8.', { cause })
  }
}

function requireOrder(page: FeedPage, { after, cursor }: Place): void {
  const { items, next_after: nextAfter, latest_seq: latestSeq } = page
  if (nextAfter > latestSeq) throw new Error(`next_after ${nextAfter} is beyond the end of the feed, ${latestSeq}.`)
  if (after === null) {
    if (cursor !== null && page.next_cursor === cursor) throw new Error('next_cursor leads to the same page again.')
    return
  }
  if (nextAfter === after && latestSeq > after) throw new Error(`next_after ${nextAfter} leads to the same page again.`)
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
    throw new Error(`payload_hash of ${kind} ${id} is not that of its payload.`)
  return { seq, kind, id, deleted, schemaVersion, payloadHash, payload, publishedAt: item.published_at }
}

function nextPlace({ next_cursor: cursor, next_after: after }: FeedPage, { round, after: from }: Place): Place {
  return from === null && cursor ? { round, after: null, cursor } : { round, after, cursor: null }
}
