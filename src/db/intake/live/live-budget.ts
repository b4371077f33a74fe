import { type SQL, sql } from 'drizzle-orm'
import { batch, onlyRow } from '../../changes.ts'
import type { Db } from '../../connect.ts'
import { lockLiveSearch } from '../../locks.ts'

/** The most that all live searches together may use. */
export type LiveLimits = { requestsPerHour: number; bytesPerDay: number }
export type LiveCost = { requests: number; bytes: number }

/** A budget that is used up, and the seconds until it is full again. */
export type UsedUp = { is: 'used_up'; budget: 'requests' | 'bytes'; retryAfterS: number }
/** `missing`: the place was found empty a while ago. `pending`: somebody else is reading it. `claimed`: the caller may read it. */
export type Claim = { is: 'missing' | 'pending' | 'claimed' } | UsedUp

/** Longer than any look-up takes. A Worker may die during one. */
const CLAIM = sql.raw(`interval '2 minutes'`)
/** For how long GitHub is not asked again for a place without skills. */
const REMEMBERED = sql.raw(`interval '1 hour'`)

/** CTEs `budgets` (kind, starts_at, cost, is_used_up, retry_after_s) of this hour and this day. */
const budgetsFor = ({ requests, bytes }: LiveCost, limits: LiveLimits): SQL => sql`
  periods as (
    select 'requests' as kind, date_bin('1 hour', now(), 'epoch') as starts_at, interval '1 hour' as span, ${requests}::bigint as cost, ${limits.requestsPerHour}::bigint as most
    union all
    select 'bytes', date_bin('1 day', now(), 'epoch'), interval '1 day', ${bytes}::bigint, ${limits.bytesPerDay}::bigint
  ), budgets as (
    select p.*, coalesce(s.used, 0) + p.cost > p.most as is_used_up, ceil(extract(epoch from p.starts_at + p.span - now()))::int as retry_after_s
    from periods p left join live_spending s on s.kind = p.kind and s.starts_at = p.starts_at
  )`

const spend = (condition: SQL): SQL => sql`
  insert into live_spending as s (kind, starts_at, used) select kind, starts_at, cost from budgets where cost > 0 and ${condition}
  on conflict (kind, starts_at) do update set used = s.used + excluded.used`

const USED_UP = sql`(select json_build_object('is', 'used_up', 'budget', kind, 'retryAfterS', retry_after_s)
  from budgets where is_used_up order by retry_after_s desc limit 1)`

/**
 * Claims the repository of a place for one look-up, and takes its cost from the budgets, in one round trip. `places`: the
 * repository, then the place in it.
 */
export async function claimLookup(
  db: Db,
  p: { places: readonly [string, string]; claim: string; cost: LiveCost; limits: LiveLimits },
): Promise<Claim> {
  const [repo] = p.places
  const { claimed } = await batch(db, {
    lock: lockLiveSearch,
    claimed: sql<{ claimed: Claim }>`
      with ${budgetsFor(p.cost, p.limits)}, known as (
        select coalesce(bool_or(missing_until > now()), false) as is_missing, coalesce(bool_or(place = ${repo} and claimed_until > now()), false) as is_pending
        from live_lookups where place in (${repo}, ${p.places[1]})
      ), verdict as (
        select case when is_missing then '{"is":"missing"}'::json when is_pending then '{"is":"pending"}'
          else coalesce(${USED_UP}, '{"is":"claimed"}') end as verdict from known
      ), granted as (select from verdict where verdict->>'is' = 'claimed'
      ), claimed as (
        insert into live_lookups as l (place, claim, claimed_until, updated_at) select ${repo}, ${p.claim}::uuid, now() + ${CLAIM}, now() from granted
        on conflict (place) do update set claim = excluded.claim, claimed_until = excluded.claimed_until, missing_until = null, updated_at = now()
      ), spent as (${spend(sql`exists (select from granted)`)})
      select verdict as claimed from verdict`,
  })
  return onlyRow(claimed).claimed
}

/** Takes a cost from the budgets, or nothing if one of them does not have it. */
export async function spendOnLookup(db: Db, cost: LiveCost, limits: LiveLimits): Promise<UsedUp | null> {
  const { spent } = await batch(db, {
    lock: lockLiveSearch,
    spent: sql<{ refused: UsedUp | null }>`
      with ${budgetsFor(cost, limits)}, spent as (${spend(sql`not exists (select from budgets where is_used_up)`)})
      select ${USED_UP} as refused`,
  })
  return onlyRow(spent).refused
}

/** Ends a claim. `missing`: the place that had no skill, which is remembered for a while. Safe to repeat. */
export async function endLookup(db: Db, p: { repo: string; claim: string; missing: string | null }): Promise<void> {
  await batch(db, {
    lock: lockLiveSearch,
    ended: sql`
      update live_lookups set claim = null, claimed_until = now(), updated_at = now() where place = ${p.repo} and claim = ${p.claim}::uuid`,
    remembered: sql`
      insert into live_lookups as l (place, claimed_until, missing_until, updated_at)
      select ${p.missing}, now(), now() + ${REMEMBERED}, now() where ${p.missing}::text is not null
      on conflict (place) do update set missing_until = excluded.missing_until, updated_at = now()`,
  })
}
