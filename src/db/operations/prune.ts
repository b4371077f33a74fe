import { type SQL, sql } from 'drizzle-orm'
import { KEY_PERIOD_DAYS } from '../../domain/events/event-keys.ts'
import { batch } from '../changes.ts'
import type { Db } from '../connect.ts'
import { deleteRows } from '../delete-rows.ts'
import { countOldHours } from '../events/fold-hours.ts'
import { lockFeed } from '../locks.ts'
import { countEnded, dropPartition } from './partitions.ts'
import { countOldRuns } from './run-stats.ts'

const earlier = (column: string, time: Date): SQL => sql`${sql.raw(column)} < ${time.toISOString()}::timestamptz`

const IS_PENDING = 'not normalized and dropped_reason is null'

const rawEventsBefore = (before: Date): SQL => sql`${earlier('received_at', before)} and not (${sql.raw(IS_PENDING)})`

/** True if an entry is below place `keep` in both orders. */
const isFar = (entry: string, keep: number): SQL => sql.raw(`least(${entry}.rank, ${entry}.power_position) > ${keep}`)

const longBoardsBefore = (p: { before: Date; keep: number }): SQL => sql`
  snapshot_date < (${p.before.toISOString()}::timestamptz at time zone 'UTC')::date and total > ${p.keep}::int
    and exists (select from skill_rank_snapshots e where e.snapshot_id = b.id and ${isFar('e', p.keep)})`

/**
 * Drops the oldest partition of raw events that ended by `before`. Those that are pending move to the DEFAULT partition.
 * Returns 1, or 0 if there is none.
 */
export const dropRawEvents = (db: Db, before: Date): Promise<number> =>
  dropPartition(db, { table: 'raw_events', before, keeping: IS_PENDING })

/** Deletes at most `limit` raw events of the DEFAULT partition that were received before `before` and are not pending. */
export const deleteRawEvents = (db: Db, p: { before: Date; limit: number }): Promise<number> =>
  deleteRows(db, { table: sql`raw_events_default`, limit: p.limit, condition: rawEventsBefore(p.before) })

/** Deletes at most `limit` events of the DEFAULT partition that occurred before `before`. */
export const deleteEvents = (db: Db, p: { before: Date; limit: number }): Promise<number> =>
  deleteRows(db, {
    table: sql`skill_events_default`,
    key: sql`ctid`,
    limit: p.limit,
    condition: earlier('created_at', p.before),
  })

/** A key is looked up in two periods: its own and the next. */
const keysBefore = (before: Date): SQL =>
  sql`period + ${KEY_PERIOD_DAYS}::int <= (${before.toISOString()}::timestamptz at time zone 'UTC')::date`

/** Deletes at most `limit` keys of events of the DEFAULT partition whose period ended by `before`. */
export const deleteKeys = (db: Db, p: { before: Date; limit: number }): Promise<number> =>
  deleteRows(db, { table: sql`event_keys_default`, key: sql`ctid`, limit: p.limit, condition: keysBefore(p.before) })

/** A day is over once no raw event that was received on it waits to be judged. */
const daysBefore = (before: Date): SQL => sql`
  day < least((${before.toISOString()}::timestamptz at time zone 'UTC')::date, (
    select min((received_at at time zone 'UTC')::date) from raw_events where not normalized and dropped_reason is null))`

/** Deletes at most `limit` counters of addresses, of days before `before` that are over. */
export const deleteAddressDays = (db: Db, p: { before: Date; limit: number }): Promise<number> =>
  deleteRows(db, { table: sql`address_days`, key: sql`ctid`, limit: p.limit, condition: daysBefore(p.before) })

/** The same, of the counters of addresses and skills. */
export const deleteAddressSkillDays = (db: Db, p: { before: Date; limit: number }): Promise<number> =>
  deleteRows(db, { table: sql`address_skill_days`, key: sql`ctid`, limit: p.limit, condition: daysBefore(p.before) })

const positionsBefore = (before: Date): SQL =>
  sql`day < (${before.toISOString()}::timestamptz at time zone 'UTC')::date`

/** Deletes at most `limit` counts of search positions, of days before `before`. */
export const deleteSearchPositions = (db: Db, p: { before: Date; limit: number }): Promise<number> =>
  deleteRows(db, { table: sql`search_positions`, key: sql`ctid`, limit: p.limit, condition: positionsBefore(p.before) })

/**
 * Deletes the entries below place `keep` in both orders, on at most `boards` boards of days before `before`. Returns
 * how many boards it has cut.
 */
export async function cutBoards(db: Db, p: { before: Date; keep: number; boards: number }): Promise<number> {
  const { rows } = await db.execute<{ cut: string }>(sql`
    with long as (
      select id from rank_snapshots b where ${longBoardsBefore(p)} order by snapshot_date limit ${p.boards}
    ), gone as (delete from skill_rank_snapshots e using long where e.snapshot_id = long.id and ${isFar('e', p.keep)})
    select count(*) as cut from long`)
  return Number(rows[0]?.cut ?? 0)
}

/** Deletes at most `limit` outbox rows processed before `before`. It runs once a day, so it needs no index by time. */
export const deleteProcessed = (db: Db, p: { before: Date; limit: number }): Promise<number> =>
  deleteRows(db, {
    table: sql`publish_outbox`,
    limit: p.limit,
    condition: earlier('processed_at', p.before),
  })

/** Deletes at most `limit` purges of the edge cache that were due before `before`: by then it has forgotten by itself. */
export const deletePurges = (db: Db, p: { before: Date; limit: number }): Promise<number> =>
  deleteRows(db, {
    table: sql`cache_purges`,
    key: sql`skill_id`,
    limit: p.limit,
    condition: earlier('due_at', p.before),
  })

/** Deletes at most `limit` login attempts before `before`. The throttle looks back 15 minutes. */
export const deleteLoginAttempts = (db: Db, p: { before: Date; limit: number }): Promise<number> =>
  deleteRows(db, { table: sql`login_attempts`, limit: p.limit, condition: earlier('attempted_at', p.before) })

/** Deletes at most `limit` logins of command lines that expired before `before`. */
export const deleteDeviceLogins = (db: Db, p: { before: Date; limit: number }): Promise<number> =>
  deleteRows(db, { table: sql`device_logins`, limit: p.limit, condition: earlier('expires_at', p.before) })

/** Deletes at most `limit` addresses that logged in before `before`, or have never done and last waited before `waitedBefore`. */
export const deleteLoginAddresses = (db: Db, p: { before: Date; waitedBefore: Date; limit: number }): Promise<number> =>
  deleteRows(db, {
    table: sql`login_addresses`,
    key: sql`ctid`,
    limit: p.limit,
    condition: addressesBefore(p),
  })

const addressesBefore = (p: { before: Date; waitedBefore: Date }): SQL => sql`
  ${earlier(`coalesce(last_login_at, '-infinity')`, p.before)} and ${earlier(`coalesce(turn_at, '-infinity')`, p.waitedBefore)}`

/** Deletes at most `limit` runs for single sources that began before `before`. Each crawl leaves one. */
export const deleteSourceRuns = (db: Db, p: { before: Date; limit: number }): Promise<number> =>
  deleteRows(db, { table: sql`job_runs`, key: sql`run_id`, limit: p.limit, condition: sourceRunsBefore(p.before) })

const sourceRunsBefore = (before: Date): SQL =>
  sql`job = 'crawl-sources' and scope <> 'all' and ${earlier('started_at', before)}`

/** Deletes at most `limit` tombstones published before `before`. Readers who have missed them have to start over. */
export async function deleteTombstones(db: Db, p: { before: Date; limit: number }): Promise<number> {
  const { deleted } = await batch(db, {
    lock: lockFeed,
    deleted: sql<{ deleted: string }>`
    with gone as (
      delete from published_items where (kind, source_id) in (
        select kind, source_id from published_items where deleted and ${earlier('published_at', p.before)}
        order by published_at limit ${p.limit}) returning seq
    ), pruned as (
      update feed_state set pruned_seq = greatest(pruned_seq, (select max(seq) from gone))
    ) select count(*) as deleted from gone`,
  })
  return Number(deleted[0]?.deleted ?? 0)
}

/** The time before which each kind of row is deleted. */
export type Cutoffs = {
  rawBefore: Date
  eventsBefore: Date
  keysBefore: Date
  countersBefore: Date
  boardsBefore: Date
  outboxBefore: Date
  tombstonesBefore: Date
  purgesBefore: Date
  loginsBefore: Date
  addressesBefore: Date
  sourceRunsBefore: Date
  runsBefore: Date
  hoursBefore: Date
  positionsBefore: Date
  /** Until when who sent a report is forgotten. */
  sendersBefore: Date
}

/** Counts what the deletions would delete, by kind. */
export async function countPrunable(db: Db, p: Cutoffs & { keep: number }): Promise<Record<string, number>> {
  const { rows } = await db.execute<Record<string, number>>(sql`
    select (${countEnded('raw_events', p.rawBefore)}) as raw_event_partitions,
      (select count(*)::int from raw_events_default where ${rawEventsBefore(p.rawBefore)}) as raw_events,
      (${countEnded('skill_events', p.eventsBefore)}) as skill_event_partitions,
      (select count(*)::int from skill_events_default where ${earlier('created_at', p.eventsBefore)}) as skill_events,
      (${countEnded('event_keys', p.keysBefore)}) as event_key_partitions,
      (select count(*)::int from event_keys_default where ${keysBefore(p.keysBefore)}) as event_keys,
      (select count(*)::int from address_days where ${daysBefore(p.countersBefore)}) as address_days,
      (select count(*)::int from address_skill_days where ${daysBefore(p.countersBefore)}) as address_skill_days,
      (select count(*)::int from rank_snapshots b where ${longBoardsBefore({ before: p.boardsBefore, keep: p.keep })}) as boards,
      (${countEnded('board_days', p.boardsBefore)}) as board_days,
      (select count(*)::int from publish_outbox where ${earlier('processed_at', p.outboxBefore)}) as outbox,
      (select count(*)::int from published_items where deleted and ${earlier('published_at', p.tombstonesBefore)}) as tombstones,
      (select count(*)::int from cache_purges where ${earlier('due_at', p.purgesBefore)}) as cache_purges,
      (select count(*)::int from login_attempts where ${earlier('attempted_at', p.loginsBefore)}) as login_attempts,
      (select count(*)::int from login_addresses where ${addressesBefore({ before: p.addressesBefore, waitedBefore: p.loginsBefore })}) as login_addresses,
      (select count(*)::int from device_logins where ${earlier('expires_at', p.loginsBefore)}) as device_logins,
      (select count(*)::int from job_runs where ${sourceRunsBefore(p.sourceRunsBefore)}) as source_runs,
      (${countOldRuns(p.runsBefore)}) as job_runs, (${countOldHours(p.hoursBefore)}) as event_hours,
      (select count(*)::int from reports where ${sendersBefore(p.sendersBefore)}) as report_senders,
      (select count(*)::int from search_positions where ${positionsBefore(p.positionsBefore)}) as search_positions`)
  return rows[0] ?? {}
}

/** Forgets who sent at most `limit` reports before `before`. */
export async function forgetSenders(db: Db, p: { before: Date; limit: number }): Promise<number> {
  const { rows } = await db.execute<{ n: number }>(sql`
    with old as (
      update reports set sender_hash = null where id = any(array(select id from reports where ${sendersBefore(p.before)} limit ${p.limit})) returning 1
    ) select count(*)::int as n from old`)
  return rows[0]?.n ?? 0
}

const sendersBefore = (before: Date): SQL => sql`sender_hash is not null and ${earlier('created_at', before)}`
