import { type SQL, sql } from 'drizzle-orm'
import type { Kind } from '../../domain/feed/publication.ts'
import type { Db } from '../connect.ts'
import { type JsonText, readJson, rfc3339 } from '../json.ts'

/** The most bytes of payloads on a page, as the database limits its answers. A larger item is a page of its own. */
const MAX_BYTES = 3_000_000

/** The version of the page's text. A new one changes all ETags. */
const SHAPE = 1

/** The only row of feed_state is gone. */
export const NO_STATE = 'The feed has no state.'

export type FeedPage = {
  body: JsonText
  /** Differs whenever the body does. */
  etag: string
  /** True if more changes follow, so the page can never grow. */
  isClosed: boolean
}
/** `gone`: tombstones after that place are deleted. `ahead`: the feed has not reached that place. */
export type FeedAnswer = FeedPage | 'gone' | 'ahead'

// Text, not JSON functions, which would copy the megabytes of a page again and again. None of these values needs
// escaping.
const ITEM = sql`concat('{"seq":', seq, ',"kind":"', kind, '","id":"', source_id, '","deleted":', deleted::text, ',"schema_version":', schema_version,
  ',"payload_hash":"', payload_hash, '","payload":', payload, ',"published_at":"', ${rfc3339('published_at')}, '"}')`

// The line that `pageHash` in the domain hashes.
const HASHED_LINE = sql`concat_ws(' ', seq, kind, source_id, deleted::text, payload_hash) || E'\\n'`

/** How long the oldest waiting change has waited for its place in the feed. */
export const LAG_SECONDS = sql`coalesce((select greatest(0, floor(extract(epoch from now() - enqueued_at)))::int
  from publish_outbox where processed_at is null order by id limit 1), 0)`

type Row = {
  items: string
  page_hash: string
  /** The keys of the last item, null for an empty page. */
  last_seq: string | null
  last_id: string | null
  last_kind: string | null
  is_closed: boolean
  latest_seq: string
  pruned_seq: string
  lag_seconds: number
}

/** One page of `candidates`, published items in `order`, with the state of the feed. */
async function readPage(db: Db, p: { candidates: SQL; order: SQL; limit: number }): Promise<Row> {
  const { rows } = await db.execute<Row>(sql`
    with numbered as (
      select *, row_number() over feed as nth, sum(size) over feed as bytes from (${p.candidates}) c
      window feed as (order by ${p.order} rows unbounded preceding) order by ${p.order} limit ${p.limit + 1}
    ), sized as (
      select *, nth <= ${p.limit} and (bytes <= ${MAX_BYTES} or nth = 1) as fits from numbered
    ), page as (
      select coalesce(string_agg(${ITEM}, ',' order by ${p.order}) filter (where fits), '') as items,
        encode(sha256(convert_to(coalesce(string_agg(${HASHED_LINE}, '' order by ${p.order}) filter (where fits), ''), 'UTF8')), 'hex') as page_hash,
        max(nth) filter (where fits) as length, bool_or(not fits) is true as is_closed
      from sized
    )
    select page.items, page.page_hash, page.is_closed, s.seq as last_seq, s.kind as last_kind, s.source_id as last_id,
      f.latest_seq, f.pruned_seq, ${LAG_SECONDS} as lag_seconds
    from feed_state f cross join page left join sized s on s.nth = page.length`)
  const [row] = rows
  if (!row) throw new Error(NO_STATE)
  return row
}

function toPage(row: Row, next: { next_after: number; next_cursor?: string | null }): FeedPage {
  const { items, page_hash, latest_seq, lag_seconds, is_closed: isClosed } = row
  const rest = { ...next, latest_seq: Number(latest_seq), lag_seconds, page_hash }
  return {
    body: `{"items":[${items}],${JSON.stringify(rest).slice(1)}`,
    etag: `"${[SHAPE, page_hash, next.next_after, latest_seq, lag_seconds, isClosed].join('.')}"`,
    isClosed,
  }
}

/** The changes after a place in the feed, tombstones included. Each thing appears once, at its last change. */
export async function readFeed(
  db: Db,
  p: { after: number; kind?: Kind | undefined; limit: number },
): Promise<FeedAnswer> {
  const { after, kind, limit } = p
  // `any` and the order by (kind, seq) make PostgreSQL use the index over both. With an equality it would use the one
  // over seq, and might have to skip all other kinds.
  const ofKind = kind ? sql`and kind = any(array[${kind}])` : sql``
  const candidates = sql`select * from published_items where seq > ${after}::bigint ${ofKind}`
  const row = await readPage(db, { candidates, order: kind ? sql`kind, seq` : sql`seq`, limit })
  if (after < Number(row.pruned_seq)) return 'gone'
  if (after > Number(row.latest_seq)) return 'ahead'
  return toPage(row, { next_after: Number(row.is_closed ? row.last_seq : row.latest_seq) })
}

/** A bootstrap continues after these keys. `since` is the last place in the feed when it began. */
export type BootstrapKeys = { since: number; kind: string; id: string }

/**
 * A snapshot of all published items by kind and id, without tombstones. A reader who continues with the feed after
 * `next_after` sees every change since the first page. `toCursor` makes a cursor from keys.
 */
export async function readBootstrap(
  db: Db,
  p: {
    kind?: Kind | undefined
    limit: number
    from?: BootstrapKeys | undefined
    toCursor: (keys: BootstrapKeys) => string
  },
): Promise<FeedPage> {
  const { kind, from, limit } = p
  const some = (condition: SQL) =>
    sql`(select * from published_items where not deleted and ${condition} order by kind, source_id limit ${limit + 1})`
  // Two parts, each bounded by one column: PostgreSQL estimates a range of pairs by the first column only.
  const first = from
    ? some(sql`kind = ${from.kind} and source_id > ${from.id}::uuid`)
    : some(kind ? sql`kind = ${kind}` : sql`true`)
  const candidates = from && !kind ? sql`${first} union all ${some(sql`kind > ${from.kind}`)}` : first
  const row = await readPage(db, { candidates, order: sql`kind, source_id`, limit })
  const since = from?.since ?? Number(row.latest_seq)
  const { is_closed: isClosed, last_kind, last_id } = row
  const next_cursor = isClosed && last_kind && last_id ? p.toCursor({ since, kind: last_kind, id: last_id }) : null
  return toPage(row, { next_after: since, next_cursor })
}

/** The newest and the oldest place in the feed, and its lag. */
export async function readFeedState(db: Db): Promise<JsonText> {
  const body = await readJson(
    db,
    sql`
    select json_build_object('latest_seq', f.latest_seq, 'oldest_after', f.pruned_seq,
      'latest_published_at', (select ${rfc3339('published_at')} from published_items where seq is not null order by seq desc limit 1),
      'lag_seconds', ${LAG_SECONDS})::text as body from feed_state f`,
  )
  if (body === null) throw new Error(NO_STATE)
  return body
}
