import { type SQL, sql } from 'drizzle-orm'
import { batch, onlyRow } from '../changes.ts'
import type { Db } from '../connect.ts'
import { lockSubmissions } from '../locks.ts'
import { bytesOfSender, bytesUsedUp, SECONDS_LEFT, type SubmittedBytes } from './submitted.ts'

/** The most that anonymous submissions may cause: GitHub requests an hour by all of them, repositories a day by one address, and bytes. */
export type SubmissionLimits = { requestsPerHour: number; perAddressAndDay: number; bytesPerDay: SubmittedBytes }

/**
 * `known`: GitHub was asked a moment ago, or the repository has just been crawled. `pending`: somebody else asks now.
 * `claimed`: the caller may ask. `isFollowed`: a source of the repository is crawled already.
 */
export type SubmissionClaim =
  | { is: 'claimed'; isFollowed: boolean }
  | { is: 'pending' }
  | { is: 'known'; outcome: string; message: string | null; fullName: string }
  | { is: 'used_up'; budget: 'submissions' | 'bytes'; by: 'everybody' | 'address'; retryAfterS: number }

/** How a submission ended. Null: GitHub did not answer, so that the next one asks again. */
export type SubmissionEnd = { outcome: string; message: string | null; fullName: string } | null

/** Longer than any check takes. A Worker may die during one. */
const CLAIM = sql.raw(`interval '1 minute'`)
/** For how long neither GitHub is asked again for a repository nor a crawl begun. */
const REMEMBERED = sql.raw(`interval '10 minutes'`)

const HOUR = sql.raw(`date_bin('1 hour', now(), 'epoch')`)
const KIND = 'submissions'

/** Claims a repository (in lower case) for one check, and takes its cost from the budget of this hour, in one round trip. */
export async function claimSubmission(
  db: Db,
  p: { repo: string; claim: string; addressHash: string | null; cost: number; limits: SubmissionLimits },
): Promise<SubmissionClaim> {
  const { claimed } = await batch(db, {
    lock: lockSubmissions,
    claimed: sql<{ claimed: SubmissionClaim }>`
      with source as materialized (
        select s.crawl_interval_minutes is not null as is_followed, coalesce(s.settings->>'publish' = 'none', false) as is_declined, substr(s.base_url, length('https://github.com/') + 1) as full_name,
          (s.asked_at is null and s.crawl_failures = 0 and s.last_crawled_at > now() - ${REMEMBERED}) or s.asked_at > now() - ${REMEMBERED} as is_fresh
        from skill_sources s where s.type = 'github' and lower(s.base_url) = 'https://github.com/' || ${p.repo}::text
        order by s.crawl_interval_minutes is null, s.created_at limit 1
      ), earlier as materialized (select * from submissions where repo = ${p.repo}
      ), verdict as (
        select coalesce(
          (select json_build_object('is', 'known', 'outcome', case when s.is_declined then 'repository_declined' else 'accepted' end, 'message', case when e.outcome = 'accepted' then e.message end, 'fullName', s.full_name) from source s left join earlier e on true where is_followed and is_fresh),
          (select json_build_object('is', 'known', 'outcome', outcome, 'message', message, 'fullName', coalesce(full_name, repo)) from earlier
            where outcome is not null and checked_at > now() - ${REMEMBERED}),
          (select json_build_object('is', 'pending') from earlier where claimed_until > now()),
          ${usedUpByAddress(p)}, ${usedUpByAll(p)}, ${usedUpBytes(p)},
          json_build_object('is', 'claimed', 'isFollowed', coalesce((select is_followed from source), false))) as verdict
      ), granted as (select from verdict where verdict->>'is' = 'claimed'
      ), claimed as (
        insert into submissions as s (repo, claim, claimed_until, address_hash, paid_by, submitted_at)
        select ${p.repo}, ${p.claim}::uuid, now() + ${CLAIM}, ${p.addressHash}, ${p.addressHash}, now() from granted
        on conflict (repo) do update set claim = excluded.claim, claimed_until = excluded.claimed_until, address_hash = excluded.address_hash,
          -- who has less left does not make the crawls of another sender of today wait
          paid_by = case when s.submitted_at >= date_bin('1 day', now(), 'epoch') and ${bytesOfSender(sql`s.paid_by`)} < ${bytesOfSender(sql`excluded.paid_by`)} then s.paid_by else excluded.paid_by end,
          submitted_at = excluded.submitted_at
      ), spent as (${spend(p.cost, sql`from granted`)})
      select verdict as claimed from verdict`,
  })
  return onlyRow(claimed).claimed
}

const usedUpByAddress = (p: { addressHash: string | null; limits: SubmissionLimits }): SQL => sql`
  (select json_build_object('is', 'used_up', 'budget', 'submissions', 'by', 'address', 'retryAfterS', ceil(extract(epoch from min(submitted_at) + interval '1 day' - now()))::int)
    from submissions where address_hash = ${p.addressHash} and submitted_at > now() - interval '1 day' having count(*) >= ${p.limits.perAddressAndDay})`

const usedUpByAll = (p: { cost: number; limits: SubmissionLimits }): SQL => sql`
  (select json_build_object('is', 'used_up', 'budget', 'submissions', 'by', 'everybody', 'retryAfterS', ceil(extract(epoch from starts_at + interval '1 hour' - now()))::int)
    from live_spending where kind = ${KIND} and starts_at = ${HOUR} and used + ${p.cost} > ${p.limits.requestsPerHour})`

const usedUpBytes = (p: { addressHash: string | null; limits: SubmissionLimits }): SQL => sql`
  (select json_build_object('is', 'used_up', 'budget', 'bytes', 'by', who, 'retryAfterS', ${SECONDS_LEFT}) from (${bytesUsedUp(p.addressHash, p.limits.bytesPerDay)}) b)`

const spend = (cost: number, from = sql``): SQL => sql`
  insert into live_spending as s (kind, starts_at, used) select ${KIND}, ${HOUR}, ${cost} ${from}
  on conflict (kind, starts_at) do update set used = s.used + excluded.used`

/** Takes from the budget of this hour what a crawl has used, also if that is more than there is. */
export async function chargeSubmissions(db: Db, requests: number): Promise<void> {
  if (requests > 0) await db.execute(spend(requests))
}

/** Ends a claim, and remembers what came of it. Safe to repeat. */
export async function endSubmission(db: Db, p: { repo: string; claim: string; end: SubmissionEnd }): Promise<void> {
  const { outcome = null, message = null, fullName = null } = p.end ?? {}
  const checked = p.end
    ? sql`, checked_at = now(), outcome = ${outcome}, message = ${message}, full_name = ${fullName}`
    : sql``
  await db.execute(sql`
    update submissions set claim = null, claimed_until = now() ${checked} where repo = ${p.repo} and claim = ${p.claim}::uuid`)
}
