import { sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { lockFeed } from '../locks.ts'
import { NO_STATE } from './feed.ts'

/** Outbox rows that were processed, changes that were given a place in the feed, and rows that changed nothing. */
export type Published = { processed: number; published: number; unchanged: number }

/** Of payloads as they are stored, which a round takes at the most, unless it is one row alone. */
const MAX_BYTES = 64_000_000

/** What is published of `n` (kind, source_id), as `i`. Each by its key: it costs what `n` has, however much is published. */
export const JOIN_PUBLISHED = sql`left join lateral (
  select * from published_items where kind = n.kind and source_id = n.source_id offset 0) i on true`

/** Whether `n` is another state than the published `i`: what was never published is no news while it is a tombstone. */
export const IS_CHANGE = sql`case when i.source_id is null then not n.deleted
  else (n.payload_hash, n.deleted) is distinct from (i.payload_hash, i.deleted) end`

/** How many outbox rows wait for their place in the feed. */
export async function countWaiting(db: Db): Promise<number> {
  const { rows } = await db.execute<{ waiting: number }>(
    sql`select count(*)::int as waiting from publish_outbox where processed_at is null`,
  )
  return rows[0]?.waiting ?? 0
}

/**
 * Folds at most `limit` outbox rows into the published items, in one transaction, and gives each real change the next `seq`; tells
 * whether more wait. Rounds take turns, so a reader who sees a `seq` has seen all below it. Safe to repeat: what is processed is not due any more.
 */
export async function publishRound(db: Db, limit: number): Promise<Published & { more: boolean }> {
  const [, { rows }] = await db.batch([
    db.execute(lockFeed),
    db.execute<{ processed: string; published: string; more: boolean }>(sql`
    with waiting as materialized (
      select id, kind, source_id, payload_hash, schema_version, deleted,
        sum(pg_column_size(payload)) over outbox as bytes, row_number() over outbox as nth from publish_outbox
      where processed_at is null and exists (select from feed_state)
      window outbox as (order by id rows unbounded preceding) order by id limit ${limit + 1}
    ), due as materialized (
      select * from waiting where nth <= ${limit} and (bytes <= ${MAX_BYTES} or nth = 1)
    ),
    -- of several states of one thing the last counts; one that is older than what is published comes too late
    newest as (
      select distinct on (kind, source_id) * from due order by kind, source_id, id desc
    ), judged as (
      select n.*, i.seq as old_seq, i.source_id is null as is_new, ${IS_CHANGE} as is_change from newest n ${JOIN_PUBLISHED}
      where n.id > coalesce(i.outbox_id, 0)
    ), numbered as (
      select j.*, case when is_change then f.latest_seq + row_number() over (partition by is_change order by id) else old_seq end as seq
      from judged j cross join feed_state f
    ), changed as (
      insert into published_items as i (kind, source_id, seq, outbox_id, payload, size, payload_hash, schema_version, deleted, published_at)
      select n.kind, n.source_id, n.seq, n.id, o.payload, octet_length(o.payload::text), n.payload_hash, n.schema_version, n.deleted, statement_timestamp()
      from numbered n join publish_outbox o on o.id = n.id where is_change or is_new
      on conflict (kind, source_id) do update set seq = excluded.seq, outbox_id = excluded.outbox_id, payload = excluded.payload,
        size = excluded.size, payload_hash = excluded.payload_hash, schema_version = excluded.schema_version,
        deleted = excluded.deleted, published_at = excluded.published_at
    ), known as (
      -- nothing older than a row that changed nothing may be published either
      update published_items i set outbox_id = n.id from numbered n
      where not (n.is_change or n.is_new) and i.kind = n.kind and i.source_id = n.source_id
    ), given as (
      update feed_state set latest_seq = greatest(latest_seq, (select max(seq) from numbered))
      where exists (select from numbered where is_change)
    ), processed as (
      update publish_outbox set processed_at = now(), payload = null where id = any(array(select id from due))
    )
    select (select count(*) from due) as processed, (select count(*) from numbered where is_change) as published,
      (select count(*) from waiting) > (select count(*) from due) as more
    from feed_state`),
  ])
  const [row] = rows
  if (!row) throw new Error(NO_STATE)
  const [processed, published] = [Number(row.processed), Number(row.published)]
  return { processed, published, unchanged: processed - published, more: row.more }
}
