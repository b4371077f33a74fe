import { and, eq, gt, type SQL, sql } from 'drizzle-orm'
import { jobLeases } from '../../../drizzle/schema.ts'
import { batch } from '../changes.ts'
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
  /**
   * `<run id>-<tick id>`. Unique to the run, so that a repeated request gets the same lease. A retry of the same tick takes
   * the lease over.
   */
  holder: string
  job: string
  scope: string
  trigger: string
  actor: string | null
  startedAt: Date
}

/** A run that has ended, whether it had begun or not. */
export type EndedRun = RunStart & {
  key: string
  status: string
  endedAt: Date
  durationMs: number
  counts: unknown
  errors: unknown
}

// Run ids begin with their time, so the begin of an earlier attempt that arrives late takes nothing from a later one.
const IS_EARLIER_ATTEMPT = sql.raw(`(
  split_part(l.holder, '-', -1) = split_part(excluded.holder, '-', -1) and l.holder collate "C" < excluded.holder)`)

/**
 * Takes the lease and opens the run's row. Returns null and does neither if another run holds the lease, unless that is an
 * earlier attempt of the same tick. Closes a run that died under this lease as failed. Safe to repeat: the same holder
 * gets the same lease, and a run that has ended gets none. Before that, it records the runs `ended` in the same request.
 */
export async function beginRun(
  db: Db,
  key: string,
  seconds: number,
  run: RunStart,
  ended: readonly EndedRun[] = [],
): Promise<Lease | null> {
  const { begun } = await batch(db, {
    ended: ended.length > 0 ? writeEnds(ended) : [],
    begun: sql<{ token: string; died: string | null }>`
    with lease as (
      insert into job_leases as l (key, holder, token, acquired_at, expires_at)
      select ${key}, ${run.holder}, 1, now(), now() + make_interval(secs => ${seconds})
      where not exists (select from job_runs where run_id = ${run.runId} and status <> 'running')
      on conflict (key) do update set holder = excluded.holder, expires_at = excluded.expires_at, acquired_at = excluded.acquired_at,
        token = case when l.holder = excluded.holder then l.token else l.token + 1 end
      where l.expires_at <= now() or l.holder = excluded.holder or ${IS_EARLIER_ATTEMPT}
      returning token
    ), dead as (
      update job_runs set status = 'failed', ended_at = now(), errors = '[{"target": "run", "reason": "The run stopped without reporting an end."}]'
      where job = ${run.job} and scope = ${run.scope} and status = 'running' and run_id <> ${run.runId} and exists (select from lease) returning run_id
    ), opened as (
      insert into job_runs (run_id, job, scope, trigger, actor, status, started_at, token)
      select ${run.runId}, ${run.job}, ${run.scope}, ${run.trigger}, ${run.actor}, 'running', ${run.startedAt.toISOString()}::timestamptz, token from lease
      on conflict (run_id) do nothing
    )
    select token, (select max(run_id) from dead) as died from lease`,
  })
  const [row] = begun
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

/**
 * Records how runs ended and frees their leases, as far as they still own them, in one statement. A run that could not
 * begin gets its row here. Safe to repeat, and a run that was closed as dead stays closed.
 */
export async function endRuns(db: Db, runs: readonly EndedRun[]): Promise<void> {
  await db.execute(writeEnds(runs))
}

const writeEnds = (runs: readonly EndedRun[]): SQL => sql`
    with ended as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(runs)}::jsonb) as e("runId" text, key text, holder text, job text, scope text, trigger text,
        actor text, "startedAt" timestamptz, status text, "endedAt" timestamptz, "durationMs" int, counts jsonb, errors jsonb)
    ), freed as (
      update job_leases l set expires_at = now() from ended e where l.key = e.key and l.holder = e.holder and l.expires_at > now()
    )
    insert into job_runs as r (run_id, job, scope, trigger, actor, started_at, status, ended_at, duration_ms, counts, errors)
    select "runId", job, scope, trigger, actor, "startedAt", status, "endedAt", "durationMs", counts, errors from ended
    on conflict (run_id) do update set status = excluded.status, ended_at = excluded.ended_at, duration_ms = excluded.duration_ms,
      counts = excluded.counts, errors = excluded.errors
    where r.status = 'running'`

/** Deletes a run that refused its input and did nothing, and frees its lease, as far as the run still owns them. */
export async function withdrawRun(db: Db, lease: Lease): Promise<void> {
  await db.execute(sql`
    with freed as (update job_leases set expires_at = now() where ${isHeld(lease)})
    delete from job_runs where run_id = ${lease.runId} and status = 'running'`)
}

/**
 * A CTE `lease`, which has a row only as long as the run holds its lease. A write that selects from it is fenced: the
 * next holder waits for the write, and a late write changes nothing.
 */
export const heldLease = (lease: Lease): SQL => sql`
  lease as materialized (
    select token from job_leases where ${isHeld(lease)} for share
  )`
