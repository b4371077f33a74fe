import { type SQL, sql } from 'drizzle-orm'
import type { Delta, Measure, Verdict } from '../../domain/ranking/improvement.ts'
import type { Db } from '../connect.ts'
import { isDue, measureOf, WINDOW } from './improvements.ts'

/** The sources that have improvements to evaluate, in a fixed order; null, the last of them, is what has no source. */
export async function listSourcesWithDue(db: Db, now: Date): Promise<(string | null)[]> {
  const { rows } = await db.execute<{ source_id: string | null }>(
    sql`select i.source_id from skill_improvements i where ${isDue(now)} group by i.source_id order by i.source_id`,
  )
  return rows.map((row) => row.source_id)
}

/** How many improvements there are to evaluate, and of how many sources; what has no source counts as one. */
export async function countDueImprovements(db: Db, now: Date): Promise<{ sources: number; evaluated: number }> {
  const { rows } = await db.execute<{ sources: number; evaluated: number }>(sql`
    select count(*)::int as sources, coalesce(sum(n), 0)::int as evaluated
    from (select count(*) as n from skill_improvements i where ${isDue(now)} group by i.source_id) s`)
  return rows[0] ?? { sources: 0, evaluated: 0 }
}

export type Measured = { id: string; baseline: Measure; post: Measure }

const ofSource = (sourceId: string | null): SQL =>
  sourceId === null ? sql`i.source_id is null` : sql`i.source_id = ${sourceId}::uuid`

// It was there all the time: it was recorded before.
const POST = measureOf({ from: 'i.hour', to: `(i.hour + ${WINDOW})`, since: 'i.hour' })

/** A page of a source's due improvements behind `after`, measured on both sides. */
export async function measureDue(
  db: Db,
  p: { sourceId: string | null; now: Date; after: string | null; limit: number },
): Promise<Measured[]> {
  const behind = p.after === null ? sql`true` : sql`i.id > ${p.after}::uuid`
  const { rows } = await db.execute<Measured>(sql`
    select i.id, i.baseline, ${POST} as post
    from (
      select * from skill_improvements i where ${ofSource(p.sourceId)} and ${isDue(p.now)} and ${behind} order by i.id limit ${p.limit}
    ) i join skills s on s.id = i.skill_id order by i.id`)
  return rows
}

export type Judged = { id: string; post: Measure; delta: Delta; verdict: Verdict; points: number }

/**
 * Writes down what became of improvements and credits their source, in one statement, and says which of them: never one that somebody
 * else has evaluated meanwhile, so it may be sent twice and run at once without a lease.
 */
export async function settleImprovements(
  db: Db,
  p: { sourceId: string | null; now: Date; judged: readonly Judged[] },
): Promise<Pick<Judged, 'verdict' | 'points'>[]> {
  const { rows } = await db.execute<Pick<Judged, 'verdict' | 'points'>>(sql`
    with given as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(p.judged)}::jsonb) as g(id uuid, post jsonb, delta jsonb, verdict text, points int)
    ),
    -- in one order; whoever had to wait here finds them evaluated
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
    select verdict, points from settled`)
  return rows
}
