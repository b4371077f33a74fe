import { type SQL, sql } from 'drizzle-orm'
import type { Db } from '../../../src/db/connect.ts'
import { COUNT_WINDOW_HOURS } from '../../../src/domain/ranking/popularity.ts'

const WINDOWS = Object.entries(COUNT_WINDOW_HOURS)

const counts = ['view', 'use'].flatMap((type) =>
  WINDOWS.map(([window, hours]) => ({
    column: `${type}s_${window}`,
    as: `count(*) filter (where event_type = '${type}' and created_at >= this_hour - interval '${hours - 1} hours' and created_at < this_hour + interval '1 hour')`,
  })),
)
counts.push({
  column: 'favorites_total',
  as: `count(*) filter (where event_type = 'favorite') - count(*) filter (where event_type = 'unfavorite')`,
})

const columns = (prefix: string) => sql.raw(counts.map(({ column }) => prefix + column).join(', '))

const counted = (at: Date): SQL => sql`
  select skill_id, ${sql.raw(counts.map(({ column, as }) => `(${as})::int as ${column}`).join(', '))}
  from skill_events, (select date_trunc('hour', ${at.toISOString()}::timestamptz, 'UTC') as this_hour) clock
  where excluded_reason is null group by skill_id`

/**
 * Counts the same columns from all events and stores them, in one statement. Throws if it finds something to write, because then the
 * batch has counted wrongly and its figures are worth nothing.
 */
export async function recount(db: Db, at: Date): Promise<void> {
  const { rows } = await db.execute(sql`
    update skill_popularity p set (${columns('')}) = (select ${columns('n.')})
    from (select s.id as skill_id, ${sql.raw(counts.map(({ column }) => `coalesce(c.${column}, 0) as ${column}`).join(', '))}
      from skills s left join (${counted(at)}) c on c.skill_id = s.id) n
    where p.skill_id = n.skill_id and (${columns('p.')}) is distinct from (${columns('n.')}) returning 1`)
  if (rows.length > 0) throw new Error(`The batch has counted ${rows.length} skills otherwise than the recount.`)
}

/** The same without storing it: PostgreSQL uses several cores for a statement that only reads. */
export const readCounts = (db: Db, at: Date) =>
  db.execute(sql`
  select ${sql.raw(counts.map(({ column }) => `sum(${column})`).join(', '))} from (${counted(at)}) c`)
