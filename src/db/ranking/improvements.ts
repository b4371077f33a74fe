import { type SQL, sql } from 'drizzle-orm'
import { dayOfImprovement } from '../../../drizzle/improvements.ts'
import { IMPROVEMENT_WINDOW_HOURS } from '../../domain/ranking/improvement.ts'
import { type Editor, recordChanges } from '../accounts/record-audit.ts'
import type { Db } from '../connect.ts'
import { cursorText, type JsonText, readJson, rfc3339 } from '../json.ts'
import { useRateOf } from './score-skills.ts'

export const WINDOW = `interval '${IMPROVEMENT_WINDOW_HOURS} hours'`

/** Whether the window after an improvement `i` is over, and nobody has looked at it yet. */
export const isDue = (now: Date): SQL =>
  sql`(i.evaluated_at is null and i.hour <= ${now.toISOString()}::timestamptz - ${sql.raw(WINDOW)})`

/** What a skill `s` was used from one hour to another, of which it was there since `since` (SQL expressions; `first` is the first event). */
export const measureOf = (p: { from: string; to: string; since: string }): SQL =>
  sql.raw(`(
    select jsonb_build_object('hours', extract(epoch from ${p.to} - greatest(${p.from}, ${p.since}))::int / 3600,
      'uses', uses, 'views', views, 'use_rate', round((${useRateOf('uses', 'views')})::numeric, 6))
    from (
      select coalesce(sum(e.events) filter (where e.event_type = 'use'), 0)::int as uses,
        coalesce(sum(e.events) filter (where e.event_type = 'view'), 0)::int as views, min(e.hour) as first
      from skill_event_hours e where e.skill_id = s.id and e.outcome = 'counted' and e.hour >= ${p.from} and e.hour < ${p.to}) w)`)

// A skill that is newer than the window is held against as many hours as there were of it; events may be older than its row.
const BASELINE = measureOf({
  from: `(h.hour - ${WINDOW})`,
  to: 'h.hour',
  since: `least(h.hour, date_trunc('hour', s.created_at, 'UTC'), first)`,
})

const improvement = (now: Date): SQL => sql`
  'id', i.id, 'skill', (select json_build_object('id', s.id, 'slug', s.slug) from skills s where s.id = i.skill_id),
  'source', (select json_build_object('id', o.id, 'name', o.name) from skill_sources o where o.id = i.source_id),
  'kind', i.kind, 'note', i.note, 'recorded_by', i.recorded_by, 'recorded_at', ${rfc3339('i.recorded_at')},
  'hour', ${rfc3339('i.hour')}, 'due_at', ${rfc3339(`(i.hour + ${WINDOW})`)}, 'is_due', ${isDue(now)},
  'baseline', i.baseline, 'post', i.post, 'delta', i.delta, 'verdict', i.verdict,
  'evaluated_at', ${rfc3339('i.evaluated_at')}, 'points', i.points`

/**
 * Writes down that a skill was improved, with what it was used before: one of a kind and UTC day; a second one that day gives the first
 * again, and `created` is false. Null: there is no such skill.
 */
export async function recordImprovement(
  db: Db,
  actor: Editor,
  p: { id: string; skillId: string; kind: string; note: string | null; now: Date },
): Promise<{ body: JsonText; created: boolean } | null> {
  const at = sql`${p.now.toISOString()}::timestamptz`
  const hour = sql`date_trunc('hour', ${at}, 'UTC')`
  const results = await db.batch([
    db.execute(sql`
      insert into skill_improvements (id, skill_id, source_id, kind, note, recorded_by, recorded_at, hour, baseline)
      select ${p.id}::uuid, s.id, (select source_id from skill_source_links where skill_id = s.id order by created_at, source_id limit 1),
        ${p.kind}, ${p.note}, left(${actor.name}, 120), ${at}, h.hour, ${BASELINE}
      from skills s, (select ${hour} as hour) h where s.id = ${p.skillId}::uuid
      on conflict do nothing`),
    db.execute(recordChanges(actor, 'improvement.record', 'improvement', sql`select ${p.id}::uuid`)),
    db.execute<{ body: JsonText; created: boolean }>(sql`
      select json_build_object(${improvement(p.now)})::text as body, i.id = ${p.id}::uuid as created from skill_improvements i
      where i.skill_id = ${p.skillId}::uuid and i.kind = ${p.kind} and ${dayOfImprovement('i.')} = (${hour} at time zone 'UTC')::date`),
  ])
  return results[2].rows[0] ?? null
}

type Filter = {
  skill_id?: string | undefined
  source_id?: string | undefined
  verdict?: string | undefined
  due?: boolean | undefined
}

/** Improvements, the last recorded first, by keyset. */
export async function listImprovements(
  db: Db,
  p: Filter & { now: Date; size: number; after?: readonly [string, string] | undefined },
): Promise<JsonText> {
  const conditions = [sql`true`]
  if (p.skill_id) conditions.push(sql`i.skill_id = ${p.skill_id}::uuid`)
  if (p.source_id) conditions.push(sql`i.source_id = ${p.source_id}::uuid`)
  if (p.verdict) conditions.push(sql`i.verdict = ${p.verdict}`)
  if (p.due !== undefined) conditions.push(p.due ? isDue(p.now) : sql`not ${isDue(p.now)}`)
  if (p.after) conditions.push(sql`(i.recorded_at, i.id) < (${p.after[0]}::timestamptz, ${p.after[1]}::uuid)`)
  const body = await readJson(
    db,
    sql`
    with page as (
      select i.*, row_number() over (order by i.recorded_at desc, i.id desc) as nth from skill_improvements i
      where ${sql.join(conditions, sql` and `)} order by i.recorded_at desc, i.id desc limit ${p.size + 1}
    )
    select json_build_object(
      'items', coalesce(json_agg(json_build_object(${improvement(p.now)}) order by nth) filter (where nth <= ${p.size}), '[]'),
      'next_cursor', case when count(*) > ${p.size} then max(${cursorText('improvements', ['i.recorded_at', 'i.id'])}) filter (where nth = ${p.size}) end
    )::text as body from page i`,
  )
  return body ?? ''
}
