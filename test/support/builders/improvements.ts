import { sql } from 'drizzle-orm'
import type { Db } from '../../../src/db/connect.ts'
import { ensureSource } from '../../../src/db/intake/ensure-source.ts'
import { recordImprovement } from '../../../src/db/ranking/improvements.ts'
import { aSkill, TESTER } from './builders.ts'

/** When the tests record improvements, and when these are evaluated at the earliest. */
export const RECORDED = new Date('2026-02-10T14:30:00Z')
export const DUE = new Date('2026-02-24T14:00:00Z')
/** The first hour of the window before, and the first of the one after. */
export const BEFORE = '2026-01-27T14:00:00Z'
export const AFTER = '2026-02-10T14:00:00Z'

type Counts = { uses?: number; views?: number }

/** Stores uses and views of one hour, counted or excluded for the given reason. */
export async function someUse(db: Db, skillId: string, hour: string, p: Counts & { outcome?: string }) {
  await db.execute(sql`
    insert into skill_event_hours (skill_id, hour, event_type, outcome, events, anonymous)
    select ${skillId}::uuid, ${hour}::timestamptz, type, ${p.outcome ?? 'counted'}, n, 0
    from (values ('use', ${p.uses ?? 0}::int), ('view', ${p.views ?? 0}::int)) v(type, n) where n > 0`)
}

/** Uses and views that lead to each verdict. */
export const OUTCOMES = {
  improved: [
    { uses: 20, views: 80 },
    { uses: 40, views: 60 },
  ],
  worsened: [
    { uses: 40, views: 60 },
    { uses: 20, views: 80 },
  ],
  inconclusive: [
    { uses: 20, views: 80 },
    { uses: 21, views: 80 },
  ],
} as const

/** Creates an improved skill with its use before and after, of the named source or of none. */
export async function anImprovedSkill(
  db: Db,
  p: { source?: string; outcome?: keyof typeof OUTCOMES; at?: Date; kind?: string } = {},
) {
  const { source, outcome = 'improved', at = RECORDED, kind = 'content' } = p
  const [before, after] = OUTCOMES[outcome]
  const skill = await aSkill(db)
  await someUse(db, skill.id, BEFORE, before)
  await someUse(db, skill.id, AFTER, after)
  const id = crypto.randomUUID()
  await recordImprovement(db, TESTER, { id, skillId: skill.id, kind, note: null, now: at })
  const sourceId = source === undefined ? null : (await ensureSource(db, { name: source, type: 'folder' })).id
  await db.execute(sql`update skill_improvements set source_id = ${sourceId}::uuid where id = ${id}::uuid`)
  return { id, skillId: skill.id, slug: skill.slug, sourceId }
}

/** The stored improvements, by skill. */
export async function readImprovements(db: Db) {
  const { rows } = await db.execute<{
    id: string
    verdict: string | null
    points: number
    post: unknown
    delta: unknown
  }>(sql`select id, verdict, points, post, delta from skill_improvements order by id`)
  return new Map(rows.map(({ id, ...row }) => [id, row]))
}

/** The points of each source that has any, by name. */
export async function readPoints(db: Db): Promise<Record<string, number>> {
  const { rows } = await db.execute<{ name: string; points: number }>(
    sql`select name, reward_points as points from skill_sources where reward_points <> 0 order by name`,
  )
  return Object.fromEntries(rows.map(({ name, points }) => [name, points]))
}

/** Makes the database refuse to store the verdicts on this source's improvements. */
export async function breakSource(db: Db, sourceId: string) {
  await db.execute(sql`
    create or replace function refuse() returns trigger language plpgsql as $$ begin raise exception 'this source is broken'; end $$`)
  await db.execute(
    sql.raw(`
    create trigger broken before update on skill_improvements for each row when (new.source_id = '${sourceId}') execute function refuse()`),
  )
}
