import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'

/** A right to run until it expires on the database's clock. The token rises with each holder: a late writer is fenced off by it. */
export type Lease = {
  key: string
  runId: string
  holder: string
  token: string
  seconds: number
  /** A run that died under the lease, and was closed as failed by this one. */
  died: string | null
}

export type RunStart = {
  runId: string
  /** Who asks: a run that is sent twice is the same holder, and no other run is. */
  holder: string
  job: string
  scope: string
  trigger: string
  actor: string | null
  startedAt: Date
}
export type RunEnd = { status: string; endedAt: Date; durationMs: number; counts: unknown; errors: unknown }

/**
 * Takes the lease and opens the run's row, or does neither (null: somebody holds it). A run that died under this lease is
 * closed as failed. Sent twice, it gives the same lease again.
 */
export async function beginRun(db: Db, key: string, seconds: number, run: RunStart): Promise<Lease | null> {
  const { rows } = await db.execute<{ token: string; died: string | null }>(sql`
    with lease as (
      insert into job_leases as l (key, holder, token, acquired_at, expires_at)
      values (${key}, ${run.holder}, 1, now(), now() + make_interval(secs => ${seconds}))
      on conflict (key) do update set holder = excluded.holder, expires_at = excluded.expires_at, acquired_at = excluded.acquired_at,
        token = case when l.holder = excluded.holder then l.token else l.token + 1 end
      where l.expires_at <= now() or l.holder = excluded.holder
      returning token
    ), dead as (
      update job_runs set status = 'failed', ended_at = now(), errors = '[{"target": "run", "reason": "The run ended without a word; its lease expired."}]'
      where job = ${run.job} and scope = ${run.scope} and status = 'running' and run_id <> ${run.runId} and exists (select from lease) returning run_id
    ), opened as (
      insert into job_runs (run_id, job, scope, trigger, actor, status, started_at, token)
      select ${run.runId}, ${run.job}, ${run.scope}, ${run.trigger}, ${run.actor}, 'running', ${run.startedAt.toISOString()}::timestamptz, token from lease
      on conflict (run_id) do nothing
    )
    select token, (select max(run_id) from dead) as died from lease`)
  const [row] = rows
  return row ? { key, runId: run.runId, holder: run.holder, seconds, ...row } : null
}

/** Holds the lease for its full time again. False: it was lost, and nothing may be written under it any more. */
export async function renewLease(db: Db, lease: Lease): Promise<boolean> {
  const { rows } = await db.execute(sql`
    update job_leases set expires_at = now() + make_interval(secs => ${lease.seconds})
    where key = ${lease.key} and holder = ${lease.holder} and token = ${lease.token}::bigint and expires_at > now() returning key`)
  return rows.length === 1
}

/** Closes the run and frees its lease, if they are still this run's own. */
export async function endRun(db: Db, lease: Lease, end: RunEnd): Promise<void> {
  await db.execute(sql`
    with freed as (${freeLease(lease)})
    update job_runs set status = ${end.status}, ended_at = ${end.endedAt.toISOString()}::timestamptz, duration_ms = ${end.durationMs},
      counts = ${JSON.stringify(end.counts)}::jsonb, errors = ${JSON.stringify(end.errors)}::jsonb
    where run_id = ${lease.runId} and status = 'running'`)
}

/** Deletes the run's row and frees its lease, if they are still its own: it rejected its input and did nothing. */
export async function withdrawRun(db: Db, lease: Lease): Promise<void> {
  await db.execute(sql`
    with freed as (${freeLease(lease)})
    delete from job_runs where run_id = ${lease.runId} and status = 'running'`)
}

const freeLease = (lease: Lease): SQL => sql`
  update job_leases set expires_at = now()
  where key = ${lease.key} and holder = ${lease.holder} and token = ${lease.token}::bigint and expires_at > now()`

/**
 * A CTE that has a row only while the lease is this run's. A write that selects from it is fenced: whoever takes the lease
 * over waits for the write, and a write that comes too late changes nothing.
 */
export const heldLease = (lease: Lease): SQL => sql`
  lease as materialized (
    select token from job_leases
    where key = ${lease.key} and holder = ${lease.holder} and token = ${lease.token}::bigint and expires_at > now() for share
  )`
