import { type SQL, sql } from 'drizzle-orm'
import { batch, onlyRow } from '../changes.ts'
import type { Db } from '../connect.ts'
import { rfc3339 } from '../json.ts'
import { lockCatalogue, lockSubmissions } from '../locks.ts'

/** The bytes that crawls may read a UTC day of what nobody but an anonymous sender has asked for. */
export type SubmittedBytes = { all: number; bySender: number }

/** For how long a submitted repository is kept if no reviewer decides about it. */
export const SUBMISSION_DAYS = 90

const KIND = 'submission_bytes'
const DAY = sql.raw(`date_bin('1 day', now(), 'epoch')`)

/** Seconds until the budgets of the day are full again. */
export const SECONDS_LEFT = sql.raw(
  `ceil(extract(epoch from date_bin('1 day', now(), 'epoch') + interval '1 day' - now()))::int`,
)

/** True if nobody but an anonymous sender vouches for source `s`: no admin, list or workflow, and none of its files is a skill. */
const IS_ONLY_SUBMITTED = sql.raw(`(s.submitted_at is not null and s.parent_id is null
  and not exists (select from raw_skills r join skill_source_links l on l.raw_skill_id = r.id where r.source_id = s.id)
  and not exists (select from audit_log a where a.target_type = 'source' and a.target_id = s.id::text and a.action in ('source.create', 'source.update')))`)

/** True if source `s` is deleted once it was submitted long ago: no reviewer has decided about it, and nobody has proven it. */
const IS_TO_EXPIRE = sql`(${IS_ONLY_SUBMITTED}
  and not exists (select from raw_skills r where r.source_id = s.id and (r.reviewed_at is not null or r.status <> 'new'))
  and not exists (select from publications p where p.repository_id = s.github_id)
  and not exists (select from author_hooks h where h.proof_key = s.proof_key)
  and not exists (select from author_challenges h where h.proof_key = s.proof_key and h.proven_at is not null))`

/** When source `s` is deleted if nothing happens to it. NULL if it stays. */
export const KEPT_UNTIL = sql`case when ${IS_TO_EXPIRE} then ${rfc3339(`(s.submitted_at + interval '${SUBMISSION_DAYS} days')`)} end`

/** The submissions of a repository (its address at GitHub, an expression) of today, whoever sent them. */
const submissionsOf = (address: SQL): SQL => sql`m.submitted_at >= ${DAY}
  and lower(${address}) in ('https://github.com/' || m.repo, 'https://github.com/' || lower(m.full_name))`

/** Under which `live_spending` has the bytes of a sender, whose hash is an expression. The column is short. */
const senderKind = (addressHash: SQL): SQL => sql`'b' || left(${addressHash}, 19)`

/** The bytes of today that were charged to a sender, whose hash is an expression. */
export const bytesOfSender = (addressHash: SQL): SQL =>
  sql`coalesce((select b.used from live_spending b where b.kind = ${senderKind(addressHash)} and b.starts_at = ${DAY}), 0)`

/** What of the budgets of today is used up by everybody or by a sender, as a query of the name of the one that is. */
export const bytesUsedUp = (addressHash: string | null, most: SubmittedBytes): SQL => sql`
  select 'everybody' as who where (select used from live_spending where kind = ${KIND} and starts_at = ${DAY}) >= ${most.all}::bigint
  union all select 'address' where ${bytesOfSender(sql`${addressHash}::text`)} >= ${most.bySender}::bigint
  limit 1`

/**
 * The share of the budget of all that is left to what is submitted today. Later crawls of a repository are no sender's any more: one that
 * changes all the time could otherwise use up what everybody has.
 */
const KEPT_FOR_NEW = 0.5

/** From whose budgets a crawl takes its bytes: of the sender if one is known, and of all, on the day on which it began. */
export type Payer = { sender: string | null; isNew: boolean; day: string; retryAfterS: number }

/** Who pays for a crawl of the source. Null: it may read as much as it likes. */
export async function findPayer(db: Db, sourceId: string): Promise<Payer | null> {
  const { rows } = await db.execute<Payer>(sql`
    select m.paid_by as sender, m.repo is not null as "isNew", ${DAY}::text as day, ${SECONDS_LEFT} as "retryAfterS"
    from skill_sources s left join lateral (
      select m.repo, m.paid_by from submissions m where ${submissionsOf(sql`s.base_url`)} order by m.submitted_at desc limit 1) m on true
    where s.id = ${sourceId}::uuid and ${IS_ONLY_SUBMITTED}`)
  return rows[0] ?? null
}

/** Takes rows of `n` bytes from the budgets of a payer, or gives them back. */
const spendBytes = ({ sender, day }: Payer, from: SQL): SQL => sql`
  insert into live_spending as s (kind, starts_at, used)
  select k.kind, ${day}::timestamptz, f.n from (${from}) f, (values (${KIND}), (${senderKind(sql`${sender}::text`)})) k(kind)
  where k.kind is not null and f.n <> 0
  on conflict (kind, starts_at) do update set used = s.used + excluded.used`

/** Reserves at most so many bytes for a crawl. Returns how many. What a crawl that dies has reserved counts as used. */
export async function reserveBytes(db: Db, p: { payer: Payer; most: SubmittedBytes; bytes: number }): Promise<number> {
  const { payer, most } = p
  const used = (kind: SQL) =>
    sql`coalesce((select used from live_spending where kind = ${kind} and starts_at = ${payer.day}::timestamptz), 0)`
  const { reserved } = await batch(db, {
    lock: lockSubmissions,
    reserved: sql<{ n: number }>`
      with granted as materialized (
        select greatest(least(${p.bytes}::bigint, ${Math.floor(most.all * (payer.isNew ? 1 : 1 - KEPT_FOR_NEW))}::bigint - ${used(sql`${KIND}`)},
          ${most.bySender}::bigint - ${used(senderKind(sql`${payer.sender}::text`))}), 0) as n
      ), spent as (${spendBytes(payer, sql`select n from granted`)})
      select n::float8 as n from granted`,
  })
  return onlyRow(reserved).n
}

/** Charges bytes beyond those reserved. Fewer than none are given back. */
export async function chargeBytes(db: Db, payer: Payer, bytes: number): Promise<void> {
  if (bytes !== 0) await db.execute(spendBytes(payer, sql`select ${bytes}::bigint as n`))
}

const expired = (before: Date): SQL => sql`
  select s.id from skill_sources s where s.submitted_at < ${before.toISOString()}::timestamptz and s.asked_at is null and ${IS_TO_EXPIRE}
    and not exists (select from category_aliases a where a.source_id = s.id)
    and not exists (select from skill_improvements i where i.source_id = s.id)
    and not exists (select from job_leases k where k.key = 'script:crawl-sources:' || s.id and k.expires_at > now())`

/** Deletes the source that was submitted longest ago, before `before`, and that nobody has reviewed, with its files. Returns how many: 1 or 0. */
export async function deleteSubmitted(db: Db, before: Date): Promise<number> {
  const { deleted } = await batch(db, {
    // No file is stored or approved meanwhile.
    lock: lockCatalogue,
    deleted: sql<{ n: number }>`
      with one as materialized (${expired(before)} order by s.submitted_at limit 1
      ), files as (delete from raw_skills where source_id in (select id from one)
      ), gone as (delete from skill_sources where id in (select id from one) returning 1)
      select count(*)::int as n from gone`,
  })
  return onlyRow(deleted).n
}

/** Counts what that would delete. */
export async function countSubmitted(db: Db, before: Date): Promise<number> {
  const { rows } = await db.execute<{ n: number }>(sql`select count(*)::int as n from (${expired(before)}) s`)
  return onlyRow(rows).n
}
