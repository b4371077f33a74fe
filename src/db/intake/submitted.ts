import { type SQL, sql } from 'drizzle-orm'
import { batch, onlyRow } from '../changes.ts'
import type { Db } from '../connect.ts'
import { rfc3339 } from '../json.ts'
import { lockCatalogue } from '../locks.ts'

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
  and not exists (select from author_hooks h where h.proof_key = s.proof_key))`

/** When source `s` is deleted if nothing happens to it. NULL if it stays. */
export const KEPT_UNTIL = sql`case when ${IS_TO_EXPIRE} then ${rfc3339(`(s.submitted_at + interval '${SUBMISSION_DAYS} days')`)} end`

/** The submissions of a repository (its address at GitHub, an expression) of today, whoever sent them. */
const submissionsOf = (address: SQL): SQL => sql`m.submitted_at >= ${DAY}
  and lower(${address}) in ('https://github.com/' || m.repo, 'https://github.com/' || lower(m.full_name))`

/** What of the budgets of today is used up by everybody or by a sender, as a query of the name of the one that is. */
export const bytesUsedUp = (addressHash: string | null, most: SubmittedBytes): SQL => sql`
  select 'everybody' as who where (select used from live_spending where kind = ${KIND} and starts_at = ${DAY}) >= ${most.all}::bigint
  union all select 'address' where (select sum(bytes) from submissions where address_hash = ${addressHash} and submitted_at >= ${DAY}) >= ${most.bySender}::bigint
  limit 1`

/**
 * The share of the budget of all that is left to what is submitted today. Later crawls of a repository are no sender's any more: one that
 * changes all the time could otherwise use up what everybody has.
 */
const KEPT_FOR_NEW = 0.5

/** How many bytes a crawl of the source may still read, and the seconds until it may read more. Null: as many as it likes. */
export async function readBytesLeft(
  db: Db,
  sourceId: string,
  most: SubmittedBytes,
): Promise<{ bytes: number; retryAfterS: number } | null> {
  const { rows } = await db.execute<{ bytes: number; retryAfterS: number }>(sql`
    select ${SECONDS_LEFT} as "retryAfterS", greatest(least(
        ${most.all}::float8 * case when exists (select from submissions m where ${submissionsOf(sql`s.base_url`)}) then 1 else ${1 - KEPT_FOR_NEW}::float8 end
          - coalesce((select used from live_spending where kind = ${KIND} and starts_at = ${DAY}), 0),
        ${most.bySender}::float8 - coalesce((select sum(o.bytes) from submissions o where o.submitted_at >= ${DAY}
          and o.address_hash in (select m.address_hash from submissions m where ${submissionsOf(sql`s.base_url`)})), 0)), 0)::float8 as bytes
    from skill_sources s where s.id = ${sourceId}::uuid and ${IS_ONLY_SUBMITTED}`)
  return rows[0] ?? null
}

/** Takes what a crawl of the source has read from the budgets of today. */
export async function chargeBytes(db: Db, sourceId: string, bytes: number): Promise<void> {
  if (bytes === 0) return
  await batch(db, {
    all: sql`
      insert into live_spending as s (kind, starts_at, used) values (${KIND}, ${DAY}, ${bytes})
      on conflict (kind, starts_at) do update set used = s.used + excluded.used`,
    sender: sql`
      update submissions m set bytes = m.bytes + ${bytes} from skill_sources s where s.id = ${sourceId}::uuid and ${submissionsOf(sql`s.base_url`)}`,
  })
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
