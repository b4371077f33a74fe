import { type SQL, sql } from 'drizzle-orm'
import { batch, onlyRow } from '../changes.ts'
import type { Db } from '../connect.ts'
import { rfc3339 } from '../json.ts'
import { lockAuthors } from '../locks.ts'

const OF_TRANSFERS = sql.raw(`'offer', 'withdraw', 'accept', 'decline'`)

const STORED = sql`insert into hook_deliveries (id, hook_id, origin, event, data, created_at, next_at)`
const KEPT = sql`insert into author_events (id, publisher_id, skill_id, origin, event, data, at)`

/** What an event keeps of an entry of the feed, which a webhook gets whole: a manifest alone may be long. */
const SHORT = sql`jsonb_build_object('deleted', n.deleted) || case n.kind
  when 'version' then jsonb_build_object('version', n.payload -> 'version', 'verdict', n.payload -> 'verdict', 'yanked_at', n.payload -> 'yanked_at')
  when 'tier' then jsonb_build_object('tier', n.payload -> 'power_rank') else '{}' end`

/** A host or its catalogue may get another owner, whom nobody names. So a hook of a catalogue is active for so long after a proof. */
export const CATALOG_HOOK_DAYS = 90

/**
 * Keeps as events, and makes deliveries of, what the log of acts and the feed have had since the last call, at most `limit` of each. Both
 * are numbered by one writer at a time, so nothing comes before what was seen. Returns whether there is more.
 */
export async function makeDeliveries(db: Db, limit: number): Promise<{ made: number; isMore: boolean }> {
  const { acts, changes } = await batch(db, {
    lock: lockAuthors,
    lapsed: sql`
      update author_hooks set status = 'disabled' where status = 'active' and proof_key like 'catalog:%' and proven_at < now() - make_interval(days => ${CATALOG_HOOK_DAYS}::int)`,
    acts: sql<{ made: number; seen: number }>`
      with next as materialized (
        select w.*, s.slug, p.handle, p.owner_key from author_acts w left join skills s on s.id = w.skill_id left join publishers p on p.id = w.publisher_id
        where w.id > (select act_id from hook_progress) order by w.id limit ${limit}
      ), made as (
        ${STORED} select gen_random_uuid(), h.id, 'act:' || n.id, 'act', json_build_object('act', n.act, 'skill', n.slug, 'publisher', n.handle, 'details', n.details,
          'repository', n.repository, 'at', ${rfc3339('n.at')}), now(), now()
        from next n join lateral (select id from hooks_of_skill(n.skill_id)
          -- who acts, also about no skill; and both sides of a transfer, which has taken the links of the skill by now
          union select h.id from author_hooks h where h.status = 'active' and (h.proof_key = n.proof_key or h.owner_key = n.owner_key and n.act in (${OF_TRANSFERS}))
          union select h.id from publishers p join author_hooks h on h.owner_key = p.owner_key and h.status = 'active'
            where n.act = 'offer' and lower(p.handle) = lower(n.details->>'to')) h on true
        on conflict do nothing returning 1
      ), kept as (
        ${KEPT} select gen_random_uuid(), n.publisher_id, n.skill_id, 'act:' || n.id, 'act', jsonb_build_object('act', n.act, 'details', n.details, 'repository', n.repository), n.at
        from next n on conflict do nothing
      ), moved as (update hook_progress set act_id = (select max(id) from next) where exists (select from next))
      select (select count(*)::int from made) as made, (select count(*)::int from next) as seen`,
    changes: sql<{ made: number; seen: number }>`
      with next as materialized (
        select i.seq, i.kind, i.source_id, i.payload, i.deleted, i.published_at, case i.kind when 'skill' then 'changed' when 'version' then 'version' else 'rank' end as event,
          case i.kind when 'version' then (select v.skill_id from skill_versions v where v.id = i.source_id) else i.source_id end as skill_id
        from published_items i where i.seq > (select feed_seq from hook_progress) order by i.seq limit ${limit}
      ), made as (
        ${STORED} select gen_random_uuid(), h.id, 'feed:' || n.seq, n.event,
          json_build_object('skill', s.slug, 'seq', n.seq, 'deleted', n.deleted, n.kind, n.payload, 'at', ${rfc3339('n.published_at')}), now(), now()
        from next n join skills s on s.id = n.skill_id join lateral hooks_of_skill(n.skill_id) h on true
        where n.kind in ('skill', 'version', 'tier') on conflict do nothing returning 1
      ), kept as (
        ${KEPT} select gen_random_uuid(), s.publisher_id, s.id, 'feed:' || n.seq, n.event, ${SHORT}, n.published_at
        from next n join skills s on s.id = n.skill_id where n.kind in ('skill', 'version', 'tier') and s.publisher_id is not null on conflict do nothing
      ), moved as (update hook_progress set feed_seq = (select max(seq) from next) where exists (select from next))
      select (select count(*)::int from made) as made, (select count(*)::int from next) as seen`,
  })
  const [a, b] = [onlyRow(acts), onlyRow(changes)]
  return { made: a.made + b.made, isMore: a.seen === limit || b.seen === limit }
}

/** Something to be told, and to whom. */
export type DueDelivery = { id: string; url: string; secret: string; event: string; data: unknown; createdAt: string }

/** Longer than an attempt takes: if a run dies, another one sends it again. */
const CLAIM = sql.raw(`interval '2 minutes'`)

/** At once, so that one hook with very many does not keep the others waiting. */
const OF_ONE_HOOK = 5

/** Takes deliveries that are due, those first that have waited longest. Nobody else takes them meanwhile. */
export async function claimDeliveries(db: Db, limit: number): Promise<DueDelivery[]> {
  const { claimed } = await batch(db, {
    claimed: sql<DueDelivery>`
      with due as (
        select d.id from hook_deliveries d where d.id in (
          select o.id from author_hooks h cross join lateral (
            select w.id, w.next_at from hook_deliveries w where w.hook_id = h.id and w.next_at <= now() order by w.next_at limit ${OF_ONE_HOOK}) o
          where h.status = 'active' order by o.next_at limit ${limit})
        for update skip locked
      )
      update hook_deliveries d set next_at = now() + ${CLAIM}, attempts = d.attempts + 1 from due, author_hooks h where d.id = due.id and h.id = d.hook_id
      returning d.id, h.url, h.secret, d.event, d.data, ${rfc3339('d.created_at')} as "createdAt"`,
  })
  return claimed
}

/** Makes a delivery to an active hook that tells nothing, and takes it. Its author has proven the hook again by that. Null if there was one within this minute. */
export async function claimTest(db: Db, p: { id: string; hookId: string }): Promise<DueDelivery | null> {
  const { claimed } = await batch(db, {
    proven: sql`update author_hooks set proven_at = now() where id = ${p.hookId}::uuid and status = 'active'`,
    claimed: sql<DueDelivery>`
      with made as (
        insert into hook_deliveries (id, hook_id, origin, event, data, created_at, attempts, next_at)
        select ${p.id}::uuid, h.id, 'test:' || to_char(now() at time zone 'UTC', 'YYYYMMDDHH24MI'), 'test', jsonb_build_object('repository', h.repository), now(), 1, now() + ${CLAIM}
        from author_hooks h where h.id = ${p.hookId}::uuid and h.status = 'active' on conflict do nothing returning *
      ) select d.id, h.url, h.secret, d.event, d.data, ${rfc3339('d.created_at')} as "createdAt" from made d join author_hooks h on h.id = d.hook_id`,
  })
  return claimed[0] ?? null
}

/** How an attempt ended. `status` is null if nobody answered. */
export type Attempt = { id: string; status: number | null; error: string | null }

/** After each attempt that fails: about a day together. After the last one, it is given up. */
const WAITS = sql.raw(
  `array[interval '30 seconds', '5 minutes', '30 minutes', '2 hours', '5 hours', '8 hours', '10 hours']`,
)
/** A hook is disabled if nothing has arrived for so long. */
const PATIENCE = sql.raw(`interval '3 days'`)

/** Records attempts. What has failed is sent again later; a hook that has failed for days is disabled. Safe to repeat. */
export async function recordAttempts(db: Db, attempts: readonly Attempt[]): Promise<void> {
  const given = sql`jsonb_to_recordset(${JSON.stringify(attempts)}::jsonb) as a(id uuid, status int, error text)`
  const ofHooks = (condition: SQL) =>
    sql`select d.hook_id from ${given} join hook_deliveries d on d.id = a.id where ${condition}`
  await batch(db, {
    lock: lockAuthors,
    recorded: sql`
      update hook_deliveries d set last_status = a.status, last_error = a.error, delivered_at = case when a.error is null then now() end,
        next_at = case when a.error is not null then now() + (${WAITS})[d.attempts] end
      from ${given} where d.id = a.id and d.delivered_at is null`,
    arrived: sql`update author_hooks set failing_since = null where failing_since is not null and id in (${ofHooks(sql`a.error is null`)})`,
    failing: sql`
      update author_hooks set failing_since = coalesce(failing_since, now()), status = case when failing_since < now() - ${PATIENCE} then 'disabled' else status end
      where id in (${ofHooks(sql`a.error is not null`)}) and id not in (${ofHooks(sql`a.error is null`)})`,
    givenUp: sql`
      update hook_deliveries set next_at = null where next_at is not null and hook_id in (
        select h.id from author_hooks h where h.status = 'disabled' and h.id in (${ofHooks(sql`true`)}))`,
  })
}

/** Counts what a run would look at. */
export async function countDue(db: Db): Promise<{ due: number; acts: number; changes: number }> {
  const { rows } = await db.execute<{ due: number; acts: number; changes: number }>(sql`
    select (select count(*)::int from hook_deliveries where next_at <= now()) as due,
      (select count(*)::int from (select from author_acts where id > (select act_id from hook_progress) limit 1000) a) as acts,
      (select count(*)::int from (select from published_items where seq > (select feed_seq from hook_progress) limit 1000) c) as changes`)
  return onlyRow(rows)
}
