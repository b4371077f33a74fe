import { type SQL, sql } from 'drizzle-orm'
import { type Changes, intervalFor } from '../../../domain/intake/crawl-schedule.ts'
import type { Db } from '../../connect.ts'
import { heldLease, type Lease } from '../../operations/leases.ts'

/** The fields of a source that a crawl needs. */
export type CrawledSource = {
  id: string
  name: string
  type: string
  baseUrl: string | null
  owner: string | null
  /** GitHub's ids of the repository or account, and of the repository's owner, as far as a crawl has seen them. */
  githubId: number | null
  githubOwnerId: number | null
  /** True if both the source and its parent (a list or an owner) approve by themselves. */
  autoApprove: boolean
  /** True if its list or owner no longer names it. Then only what has vanished is recorded. */
  isMissing: boolean
  intervalMinutes: number | null
  cursor: string | null
  etag: string | null
  /** The error of the last crawl before this one, and the number of failures since the last complete one. */
  error: string | null
  failures: number
  /** When somebody asked for this crawl, to the microsecond. Null if only its schedule did. */
  askedAt: string | null
  /** When the owner of a catalogue last published it, and whether that was just now. */
  publishedAt: string | null
  isPublished: boolean
  /** True if somebody without an account has submitted it. */
  isSubmitted: boolean
  /** How often it changes. Null if its interval is fixed. */
  changes: Changes | null
}

/**
 * True if source `s` is due at a time: its schedule says so, and neither it nor its parent is paused. A source that its
 * parent no longer names is due as long as it had files when it was last looked at.
 */
export const isDueAt = (time: SQL): SQL => sql`(
  s.crawl_interval_minutes is not null and s.status in ('active', 'error')
  and coalesce(s.next_crawl_at, '-infinity') <= ${time}
  and (select up.status from skill_sources up where up.id = s.parent_id) is distinct from 'paused'
  and (s.vanished_at is null or exists (select from raw_skills r where r.source_id = s.id and r.vanished_at is null)))`

const isDue = (now: Date): SQL => isDueAt(sql`${now.toISOString()}::timestamptz`)

/** Which due sources a run takes. `askedFor`: only those for whose crawl somebody asked. `github: false` leaves out repositories. */
export type DueSources = { now: Date; askedFor: boolean; except?: readonly string[]; github?: boolean }

const dueSources = ({ now, askedFor, except = [], github = true }: DueSources): SQL => sql`
  from skill_sources s
  where ${isDue(now)} and s.type in ('catalog', 'list'${github ? sql`, 'github'` : sql``}) ${askedFor ? sql`and s.asked_at is not null` : sql``}
    and s.id not in (select jsonb_array_elements_text(${JSON.stringify(except)}::jsonb)::uuid)`

/** Sources that are due: first those that somebody asked for, then the longest waiting ones. */
export async function listDueSources(
  db: Db,
  p: DueSources & { limit: number },
): Promise<{ id: string; type: string }[]> {
  const { rows } = await db.execute<{ id: string; type: string }>(sql`
    select s.id, s.type ${dueSources(p)}
    order by s.asked_at nulls last, coalesce(s.next_crawl_at, '-infinity'), s.id limit ${p.limit}`)
  return rows
}

export async function countDueSources(db: Db, p: DueSources): Promise<number> {
  const { rows } = await db.execute<{ n: number }>(sql`select count(*)::int as n ${dueSources(p)}`)
  return rows[0]?.n ?? 0
}

/** True if a run would find nothing to crawl. */
export async function isNothingDue(db: Db, p: DueSources): Promise<boolean> {
  const { rows } = await db.execute(sql`select ${dueSources(p)} limit 1`)
  return rows.length === 0
}

/** A crawl that comes later may find what its owner has not published. */
const PUBLISHED = sql.raw(`interval '1 hour'`)

/** Returns the source, or null if it does not exist or, with `dueAt`, is not due then. */
export async function readCrawledSource(db: Db, id: string, dueAt?: Date): Promise<CrawledSource | null> {
  const { rows } = await db.execute<Omit<CrawledSource, 'changes'> & StoredChanges>(sql`
    select s.id, s.name, s.type, s.base_url as "baseUrl", s.owner, s.github_id::float8 as "githubId", s.github_owner_id::float8 as "githubOwnerId", s.auto_approve and coalesce(up.auto_approve, true) as "autoApprove", s.crawl_interval_minutes as "intervalMinutes",
      s.crawl_cursor as cursor, s.crawl_etag as etag, s.crawl_error as error, s.crawl_failures as failures, s.asked_at::text as "askedAt", s.submitted_at is not null as "isSubmitted", s.published_at::text as "publishedAt", coalesce(s.published_at > now() - ${PUBLISHED}, false) as "isPublished",
      s.change_gap_minutes::float8 as "gapMinutes", s.changed_at as "changedAt",
      ${dueAt ? sql`s.vanished_at is not null` : sql`false`} as "isMissing"
    from skill_sources s left join skill_sources up on up.id = s.parent_id where s.id = ${id}::uuid and ${dueAt ? isDue(dueAt) : sql`true`}`)
  const [row] = rows
  return row ? { ...row, changes: changesFrom(row) } : null
}

type StoredChanges = { gapMinutes: number | null; changedAt: string | null }

const changesFrom = ({ gapMinutes, changedAt }: StoredChanges): Changes | null =>
  gapMinutes === null ? null : { gapMinutes, changedAt: changedAt === null ? null : new Date(changedAt) }

/**
 * How a crawl ended. `isPartial`: it may not have seen all files that are there. `error` is for people. `etag` goes into the next request; it is null if the crawl did not take
 * everything. A crawl that is waiting or was cut off has neither failed nor completed.
 */
export type CrawlEnd =
  | {
      is: 'complete'
      etag: string | null
      error: string | null
      nextAt: Date | null
      isPartial: boolean
      /** Null leaves the interval as it is. */
      changes: Changes | null
      /** As GitHub tells it. Undefined leaves it as it is. */
      pushedAt: string | null | undefined
    }
  | { is: 'waiting'; error: string; nextAt: Date | null }
  | { is: 'cut_off'; error: string | null; nextAt: Date | null }
  | { is: 'failed'; error: string; nextAt: Date | null; gone: boolean }

const timeOf = (at: Date | null): SQL => sql`${at?.toISOString() ?? null}::timestamptz`

const told = (error: string | null, failures: number): SQL =>
  sql`crawl_error = ${error}, crawl_failures = ${failures}::int`

const outcome = (error: string | null, nextAt: Date | null, failures: number): SQL =>
  sql`${told(error, failures)}, next_crawl_at = ${timeOf(nextAt)}`

const changesOf = ({ failures, askedAt, publishedAt }: CrawledSource, end: CrawlEnd): SQL => {
  const has = (failed: number) => outcome(end.error, end.nextAt, failed)
  if (end.is === 'waiting') return has(failures)
  // Behind the others that were asked for: they do not wait for a large repository.
  if (end.is === 'cut_off') return sql`${has(failures)}, asked_at = case when s.asked_at is not null then now() end`
  // Who asked during this crawl may have asked for something that it did not see: that stays due.
  const isAnswered = sql`s.asked_at is not distinct from ${askedAt}::timestamptz`
  const answered = sql`published_at = case when s.published_at is distinct from ${publishedAt}::timestamptz then s.published_at end, asked_at = case when ${isAnswered} then null else s.asked_at end,
    next_crawl_at = case when ${isAnswered} then ${timeOf(end.nextAt)} end`
  // An admin may have paused the source meanwhile.
  const status = (next: string) => sql`status = case when s.status = 'paused' then s.status else ${next} end`
  if (end.is === 'complete')
    return sql`${told(end.error, 0)}, ${answered}, ${status('active')}, crawl_etag = ${end.etag}, crawl_cursor = null, last_crawled_at = now() ${learned(end)},
      seen_at = case when ${end.isPartial} then s.seen_at else now() end`
  const forgotten = end.gone ? sql`, crawl_etag = null, crawl_cursor = null` : sql``
  return sql`${told(end.error, failures + 1)}, ${answered}, ${status('error')} ${forgotten}`
}

const learned = ({ changes, pushedAt }: Extract<CrawlEnd, { is: 'complete' }>): SQL => sql`
  ${pushedAt === undefined ? sql`` : sql`, pushed_at = ${pushedAt}::timestamptz`}
  ${changes ? sql`, change_gap_minutes = ${changes.gapMinutes}::real, changed_at = ${timeOf(changes.changedAt)}, crawl_interval_minutes = case when s.change_gap_minutes is null then s.crawl_interval_minutes else ${intervalFor(changes)}::int end` : sql``}`

/**
 * Records a crawl as failed before it begins: if the Worker dies during the crawl, other sources still get their turn
 * first. Returns null if the lease was lost.
 */
export const beginCrawl = (
  db: Db,
  lease: Lease,
  source: CrawledSource,
  p: { error: string; nextAt: Date | null },
): Promise<true | null> => update(db, lease, source, outcome(p.error, p.nextAt, source.failures + 1))

/** Records how a crawl ended, unless the address of the source has changed meanwhile. Returns null if the lease was lost. */
export const endCrawl = (db: Db, lease: Lease, source: CrawledSource, end: CrawlEnd): Promise<true | null> =>
  update(db, lease, source, changesOf(source, end))

/** Records where a crawl of many pages continues. Returns null if the lease was lost. */
export const saveCursor = (db: Db, lease: Lease, source: CrawledSource, cursor: string | null): Promise<true | null> =>
  update(db, lease, source, sql`crawl_cursor = ${cursor}`)

async function update(db: Db, lease: Lease, { id, baseUrl }: CrawledSource, changes: SQL): Promise<true | null> {
  const { rows } = await db.execute(sql`
    with ${heldLease(lease)}, changed as (
      update skill_sources s set ${changes} from lease
      where s.id = ${id}::uuid and s.base_url is not distinct from ${baseUrl}
    ) select token from lease`)
  return rows.length === 1 ? true : null
}
