import { and, eq, gt, type SQL, sql } from 'drizzle-orm'
import { jobLeases } from '../../../drizzle/schema.ts'
import type { Db } from '../connect.ts'

/**
 * The right to run until it expires on the database's clock. Each new holder gets a higher token, to fence late
 * writers.
 */
export type Lease = {
  key: string
  runId: string
  holder: string
  token: string
  seconds: number
  /** The id of a run that died under this lease and was closed as failed. */
  died: string | null
}

export type RunStart = {
  runId: string
  /** Unique to the run, so that a repeated request gets the same lease. */
  holder: string
  job: string
  scope: string
  trigger: string
  actor: string | null
  startedAt: Date
}
export type RunEnd = { status: string; endedAt: Date; durationMs: number; counts: unknown; errors: unknown }

/**
 * Takes the lease and opens the run's row. Returns null and does neither if another run holds the lease. Closes a run
 * that died under this lease as failed. Safe to repeat: the same holder gets the same lease.
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
      update job_runs set status = 'failed', ended_at = now(), errors = '[{"target": "run", "reason": "The run stopped without reporting an end; its lease expired."}]'
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

/** Extends the lease to its full time. Returns false if it was lost; then nothing may be written under it. */
export async function renewLease(db: Db, lease: Lease): Promise<boolean> {
  const renewed = await db
    .update(jobLeases)
    .set({ expiresAt: sql`now() + make_interval(secs => ${lease.seconds})` })
    .where(isHeld(lease))
    .returning({ key: jobLeases.key })
  return renewed.length === 1
}

const isHeld = ({ key, holder, token }: Lease) =>
  and(
    eq(jobLeases.key, key),
    eq(jobLeases.holder, holder),
    eq(jobLeases.token, Number(token)),
    gt(jobLeases.expiresAt, sql`now()`),
  )

/** Closes the run and frees its lease, as far as the run still owns them. */
export async function endRun(db: Db, lease: Lease, end: RunEnd): Promise<void> {
  await db.execute(sql`
    with freed as (${freeLease(lease)})
    update job_runs set status = ${end.status}, ended_at = ${end.endedAt.toISOString()}::timestamptz, duration_ms = ${end.durationMs},
      counts = ${JSON.stringify(end.counts)}::jsonb, errors = ${JSON.stringify(end.errors)}::jsonb
    where run_id = ${lease.runId} and status = 'running'`)
}

/** Deletes a run that refused its input and did nothing, and frees its lease, as far as the run still owns them. */
export async function withdrawRun(db: Db, lease: Lease): Promise<void> {
  await db.execute(sql`
    with freed as (${freeLease(lease)})
    delete from job_runs where run_id = ${lease.runId} and status = 'running'`)
}

const freeLease = (lease: Lease): SQL => sql`
  update job_leases set expires_at = now() where ${isHeld(lease)}`

/**
 * A CTE `lease`, which has a row only as long as the run holds its lease. A write that selects from it is fenced: the
 * next holder waits for the write, and a late write changes nothing.
 */
export const heldLease = (lease: Lease): SQL => sql`
  lease as materialized (
    select token from job_leases where ${isHeld(lease)} for share
  )`
