import { count, countDistinct, type SQL, sql } from 'drizzle-orm'
import type { Delta, Measure, Verdict } from '../../domain/ranking/improvement.ts'
import { change, without } from '../changes.ts'
import type { Db } from '../connect.ts'
import { improvements, isEvaluationDue, measureOf, WINDOW } from './improvements.ts'

/** The sources that have due improvements, in the order of their ids; null comes last and stands for no source. */
export async function listSourcesWithDue(db: Db, now: Date): Promise<(string | null)[]> {
  const { sourceId } = improvements
  const rows = await db
    .select({ sourceId })
    .from(improvements)
    .where(isEvaluationDue(now))
    .groupBy(sourceId)
    .orderBy(sourceId)
  return rows.map((row) => row.sourceId)
}

/** Counts the due improvements and their sources; improvements without a source count as one source. */
export async function countDueImprovements(db: Db, now: Date): Promise<{ sources: number; evaluated: number }> {
  const sources = countDistinct(sql`coalesce(${improvements.sourceId}::text, '')`)
  const [counted] = await db.select({ sources, evaluated: count() }).from(improvements).where(isEvaluationDue(now))
  return counted ?? { sources: 0, evaluated: 0 }
}

export type Measured = { id: string; baseline: Measure; post: Measure }

const isOfSource = (sourceId: string | null): SQL =>
  sourceId === null ? sql`i.source_id is null` : sql`i.source_id = ${sourceId}::uuid`

// The skill existed for the whole window, as its improvement was recorded before.
const POST = measureOf({ from: 'i.hour', to: `(i.hour + ${WINDOW})`, since: 'i.hour' })

/** The next page of a source's due improvements, those after id `after`, with the measures before and after each. */
export async function measureDue(
  db: Db,
  p: { sourceId: string | null; now: Date; after: string | null; limit: number },
): Promise<Measured[]> {
  const isAfter = p.after === null ? sql`true` : sql`i.id > ${p.after}::uuid`
  const { rows } = await db.execute<Measured>(sql`
    select i.id, i.baseline, ${POST} as post
    from (
      select * from skill_improvements i where ${isOfSource(p.sourceId)} and ${isEvaluationDue(p.now)} and ${isAfter}
      order by i.id limit ${p.limit}
    ) i join skills s on s.id = i.skill_id order by i.id`)
  return rows
}

export type Judged = { id: string; post: Measure; delta: Delta; verdict: Verdict; points: number }
type Settled = Pick<Judged, 'verdict' | 'points'>

/**
 * Stores the verdicts on improvements and credits their source. Returns those it stored: an improvement that another
 * run has evaluated meanwhile is skipped, so calls may be repeated and overlap without a lease.
 */
export async function settleImprovements(
  db: Db,
  p: { sourceId: string | null; now: Date; judged: readonly Judged[] },
): Promise<Settled[]> {
  const { settled } = await change(db, {
    lock: [],
    write: {
      settled: sql<Settled>`
        with given as materialized (
          select * from jsonb_to_recordset(${JSON.stringify(p.judged)}::jsonb) as g(id uuid, post jsonb, delta jsonb, verdict text, points int)
        ),
        -- Locked in one order. A run that had to wait here finds them evaluated.
        mine as materialized (
          select i.id from skill_improvements i where i.id in (select id from given) and i.evaluated_at is null order by i.id for update
        ), settled as (
          update skill_improvements i set post = g.post, delta = g.delta, verdict = g.verdict, points = g.points,
            evaluated_at = ${p.now.toISOString()}::timestamptz
          from mine join given g on g.id = mine.id where i.id = mine.id returning i.verdict, i.points
        ), credited as (
          update skill_sources set reward_points = reward_points + (select sum(points) from settled)
          where id = ${p.sourceId}::uuid and (select sum(points) from settled) > 0
        )
        select verdict, points from settled`,
    },
    announce: without('The feed publishes neither improvements nor sources.'),
    record: without('The job decides, and the improvement itself shows what it decided.'),
  })
  return settled
}
