import { isNull, sql } from 'drizzle-orm'
import { publishOutbox } from '../../../drizzle/schema.ts'
import { batch } from '../changes.ts'
import type { Db } from '../connect.ts'
import { lockFeed } from '../locks.ts'
import { enqueuePurges } from './cache-purges.ts'
import { NO_STATE } from './feed.ts'
import { STALE_KINDS, type StaleKind } from './stale-kinds.ts'

/** Numbers of outbox rows: all processed ones, those published as changes, and those that changed nothing. */
export type Published = { processed: number; published: number; unchanged: number }

/** The most bytes of stored payloads that a round takes. A single larger row is a round of its own. */
const MAX_BYTES = 64_000_000

/** Joins to each row `n` (kind, source_id) its published item `i`. `offset 0` forces an index lookup for each row. */
export const JOIN_PUBLISHED = sql`left join lateral (
  select * from published_items where kind = n.kind and source_id = n.source_id offset 0) i on true`

/** True if row `n` differs from the published item `i`. A tombstone without a published item is not a change. */
export const IS_CHANGE = sql`case when i.source_id is null then not n.deleted
  else (n.payload_hash, n.deleted) is distinct from (i.payload_hash, i.deleted) end`

/** Counts the outbox rows that are not processed yet. */
export const countWaiting = (db: Db): Promise<number> => db.$count(publishOutbox, isNull(publishOutbox.processedAt))

/**
 * Folds at most `limit` outbox rows into the published items and gives each real change the next `seq`. `more` is true
 * if rows are left; `stale` names the kinds whose items are partly of an older schema. Rounds take turns, so a reader who
 * sees a `seq` has seen all lower ones. Caches forget what changed, also while it waited for its first round. Safe to repeat.
 */
export async function publishRound(db: Db, limit: number): Promise<Published & { more: boolean; stale: StaleKind[] }> {
  const { folded } = await batch(db, {
    lock: lockFeed,
    folded: sql<{ processed: string; published: string; more: boolean; stale: StaleKind[] }>`
    with waiting as materialized (
      select id, kind, source_id, payload_hash, schema_version, deleted,
        sum(pg_column_size(payload)) over outbox as bytes, row_number() over outbox as nth from publish_outbox
      where processed_at is null and exists (select from feed_state)
      window outbox as (order by id rows unbounded preceding) order by id limit ${limit + 1}
    ), due as materialized (
      select * from waiting where nth <= ${limit} and (bytes <= ${MAX_BYTES} or nth = 1)
    ),
    -- The last state of a thing counts. States older than the published one are dropped.
    newest as (
      select distinct on (kind, source_id) *, min(payload_hash) over thing <> max(payload_hash) over thing as has_changed
      from due window thing as (partition by kind, source_id) order by kind, source_id, id desc
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
      -- Rows that change nothing also move outbox_id, so that no older state is published later.
      update published_items i set outbox_id = n.id from numbered n
      where not (n.is_change or n.is_new) and i.kind = n.kind and i.source_id = n.source_id
    ), given as (
      update feed_state set latest_seq = greatest(latest_seq, (select max(seq) from numbered))
      where exists (select from numbered where is_change)
    ), purges as (${enqueuePurges(sql`select kind, source_id from numbered where case when is_new then deleted or has_changed else is_change end`)}
    ), processed as (
      update publish_outbox set processed_at = now(), payload = null where id = any(array(select id from due))
    )
    select (select count(*) from due) as processed, (select count(*) from numbered where is_change) as published,
      (select count(*) from waiting) > (select count(*) from due) as more, ${STALE_KINDS} as stale
    from feed_state`,
  })
  const [row] = folded
  if (!row) throw new Error(NO_STATE)
  const [processed, published] = [Number(row.processed), Number(row.published)]
  return { processed, published, unchanged: processed - published, more: row.more, stale: row.stale }
}
