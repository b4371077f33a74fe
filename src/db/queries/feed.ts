import { type SQL, sql } from 'drizzle-orm'
import type { Kind } from '../../domain/publication.ts'
import type { Db } from '../connect.ts'
import { cursorText, type JsonText, readJson, rfc3339 } from '../json.ts'

/** A page ends before its payloads exceed this, unless it is one item alone: an answer of the database has a limit too. */
const MAX_BYTES = 3_000_000

/** Somebody has deleted the row; nothing is right then. */
export const NO_STATE = 'The feed has no state.'

export type FeedPage = {
  body: JsonText
  /** Whether more changes followed it: it then tells all that there is up to its end, for ever. */
  isClosed: boolean
}
/** `gone`: tombstones after that place are no longer kept. `ahead`: this feed has not come that far. */
export type FeedAnswer = FeedPage | 'gone' | 'ahead'

const ITEM = sql`json_build_object('seq', i.seq, 'kind', i.kind, 'id', i.source_id, 'deleted', i.deleted, 'schema_version', i.schema_version,
  'payload_hash', i.payload_hash, 'payload', i.payload, 'published_at', ${rfc3339('i.published_at')})`

// The same lines as `pageHash` in the domain.
const PAGE_HASH = sql`encode(sha256(convert_to(coalesce(string_agg(
  concat_ws(' ', i.seq, i.kind, i.source_id, i.deleted::text, i.payload_hash) || E'\\n', '' order by c.nth), ''), 'UTF8')), 'hex')`

/** How long the oldest change has waited for its place in the feed. */
export const LAG_SECONDS = sql`coalesce((select greatest(0, floor(extract(epoch from now() - enqueued_at)))::int
  from publish_outbox where processed_at is null order by id limit 1), 0)`

/** CTEs up to `page` (items, page_hash, last_seq, last_cursor) and `ended`. `candidates` has (kind, source_id, nth, size), one more than the page. */
const cut = (candidates: SQL, limit: number): SQL => sql`
  candidates as (${candidates}),
  fitting as (
    select kind, source_id, nth from (select *, sum(size) over (order by nth) as bytes from candidates) sized
    where nth <= ${limit} and (bytes <= ${MAX_BYTES} or nth = 1)
  ), ended as (
    select (select max(nth) from candidates) > (select max(nth) from fitting) as is_closed
  ), page as (
    select coalesce(json_agg(${ITEM} order by c.nth), '[]') as items, ${PAGE_HASH} as page_hash, max(i.seq) as last_seq,
      max(json_build_array(i.kind, i.source_id)::text) filter (where c.nth = (select max(nth) from fitting)) as last_key
    from fitting c join published_items i on i.kind = c.kind and i.source_id = c.source_id
  )`

const pageFields = (
  nextAfter: SQL,
): SQL => sql`'items', page.items, 'next_after', ${nextAfter}, 'latest_seq', f.latest_seq,
  'lag_seconds', ${LAG_SECONDS}, 'page_hash', page.page_hash`

/** Changes after a place in the feed, tombstones included, in one statement. Each thing stands where it changed last. */
export async function readFeed(
  db: Db,
  p: { after: number; kind?: Kind | undefined; limit: number },
): Promise<FeedAnswer> {
  const { rows } = await db.execute<{ state: 'kept' | 'gone' | 'ahead'; closed: boolean; body: string }>(sql`
    with ${cut(
      sql`select kind, source_id, size, row_number() over (order by seq) as nth from published_items
        where seq > ${p.after}::bigint ${p.kind ? sql`and kind = ${p.kind}` : sql``} order by seq limit ${p.limit + 1}`,
      p.limit,
    )}
    select case when ${p.after}::bigint < f.pruned_seq then 'gone' when ${p.after}::bigint > f.latest_seq then 'ahead' else 'kept' end as state,
      ended.is_closed is true as closed,
      json_build_object(${pageFields(sql`case when ended.is_closed then page.last_seq else f.latest_seq end`)})::text as body
    from feed_state f cross join ended cross join page`)
  const [row] = rows
  if (!row) throw new Error(NO_STATE)
  return row.state === 'kept' ? { body: row.body, isClosed: row.closed } : row.state
}

/**
 * What there is now, by kind and id, behind the keys of a row; tombstones left out. `since` is the place in the feed that was the last when
 * the first page was read: whoever goes on from there sees all that changed meanwhile.
 */
export async function readBootstrap(
  db: Db,
  p: {
    kind?: Kind | undefined
    limit: number
    from?: { since: number; kind: string; id: string } | undefined
  },
): Promise<JsonText> {
  const behind = p.from ? sql`and (kind, source_id) > (${p.from.kind}, ${p.from.id}::uuid)` : sql``
  return readState(
    db,
    sql`
    with ${cut(
      sql`select kind, source_id, size, row_number() over (order by kind, source_id) as nth from published_items
        where not deleted ${behind} ${p.kind ? sql`and kind = ${p.kind}` : sql``} order by kind, source_id limit ${p.limit + 1}`,
      p.limit,
    )}, started as (select coalesce(${p.from?.since ?? null}::bigint, latest_seq) as since from feed_state)
    select json_build_object(${pageFields(sql`s.since`)},
      'next_cursor', case when ended.is_closed then ${cursorText('feed', ['s.since', p.kind ? `'${p.kind}'` : 'null', 'page.last_key::json'])} end)::text as body
    from feed_state f cross join started s cross join ended cross join page`,
  )
}

/** How far the feed has come, and how far back it goes. */
export const readFeedState = (db: Db): Promise<JsonText> =>
  readState(
    db,
    sql`select json_build_object('latest_seq', f.latest_seq, 'oldest_after', f.pruned_seq,
      'latest_published_at', (select ${rfc3339('published_at')} from published_items where seq is not null order by seq desc limit 1),
      'lag_seconds', ${LAG_SECONDS})::text as body from feed_state f`,
  )

async function readState(db: Db, query: SQL): Promise<JsonText> {
  const body = await readJson(db, query)
  if (body === null) throw new Error(NO_STATE)
  return body
}
