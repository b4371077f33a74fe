import { and, isNull, lte, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { dayOfImprovement, skillImprovements } from '../../../drizzle/schema.ts'
import { IMPROVEMENT_WINDOW_HOURS } from '../../domain/ranking/improvement.ts'
import type { Editor } from '../accounts/record-audit.ts'
import { change, idOf, without } from '../changes.ts'
import type { Db } from '../connect.ts'
import { type JsonText, rfc3339 } from '../json.ts'
import { readList } from '../lists.ts'
import { useRateOf } from './grading.ts'

export const WINDOW = `interval '${IMPROVEMENT_WINDOW_HOURS} hours'`

/** The table under the name `i`, which the SQL here uses for it. */
export const improvements = alias(skillImprovements, 'i')

/** True if improvement `i` has had its full window and has not been evaluated yet. */
export const isEvaluationDue = (now: Date): SQL =>
  sql`(${and(isNull(improvements.evaluatedAt), lte(improvements.hour, sql`${now.toISOString()}::timestamptz - ${sql.raw(WINDOW)}`))})`

/**
 * The counted use of skill `s` from one hour to another, as JSON. `hours` are counted from `since`, the time from which
 * the skill existed. All three are SQL expressions, and `since` may use `first`, the hour of the first event.
 */
export const measureOf = (p: { from: string; to: string; since: string }): SQL =>
  sql.raw(`(
    select jsonb_build_object('hours', extract(epoch from ${p.to} - greatest(${p.from}, ${p.since}))::int / 3600,
      'uses', uses, 'views', views, 'use_rate', round((${useRateOf('uses', 'views')})::numeric, 6))
    from (
      select coalesce(sum(e.events) filter (where e.event_type = 'use'), 0)::int as uses,
        coalesce(sum(e.events) filter (where e.event_type = 'view'), 0)::int as views, min(e.hour) as first
      from skill_event_hours e where e.skill_id = s.id and e.outcome = 'counted' and e.hour >= ${p.from} and e.hour < ${p.to}) w)`)

// A skill younger than the window is measured over its own age. Its events may be older than its row.
const BASELINE = measureOf({
  from: `(h.hour - ${WINDOW})`,
  to: 'h.hour',
  since: `least(h.hour, date_trunc('hour', s.created_at, 'UTC'), first)`,
})

const improvement = (now: Date): SQL => sql`
  'id', i.id, 'skill', (select json_build_object('id', s.id, 'slug', s.slug) from skills s where s.id = i.skill_id),
  'source', (select json_build_object('id', o.id, 'name', o.name) from skill_sources o where o.id = i.source_id),
  'kind', i.kind, 'note', i.note, 'recorded_by', i.recorded_by, 'recorded_at', ${rfc3339('i.recorded_at')},
  'hour', ${rfc3339('i.hour')}, 'due_at', ${rfc3339(`(i.hour + ${WINDOW})`)}, 'is_due', ${isEvaluationDue(now)},
  'baseline', i.baseline, 'post', i.post, 'delta', i.delta, 'verdict', i.verdict,
  'evaluated_at', ${rfc3339('i.evaluated_at')}, 'points', i.points`

/**
 * Records that a skill was improved, with its use in the window before. A second improvement of the same kind on the
 * same UTC day is not recorded: the first is returned, with `created` false. Returns null if the skill does not exist.
 */
export async function recordImprovement(
  db: Db,
  editor: Editor,
  p: { id: string; skillId: string; kind: string; note: string | null; now: Date },
): Promise<{ body: JsonText; created: boolean } | null> {
  const at = sql`${p.now.toISOString()}::timestamptz`
  const hour = sql`date_trunc('hour', ${at}, 'UTC')`
  const { shown } = await change(db, {
    lock: [],
    write: {
      inserted: sql`
        insert into skill_improvements (id, skill_id, source_id, kind, note, recorded_by, recorded_at, hour, baseline)
        select ${p.id}::uuid, s.id, (select source_id from skill_source_links where skill_id = s.id order by created_at, source_id limit 1),
          ${p.kind}, ${p.note}, left(${editor.name}, 120), ${at}, h.hour, ${BASELINE}
        from skills s, (select ${hour} as hour) h where s.id = ${p.skillId}::uuid
        on conflict do nothing`,
    },
    announce: without('The feed does not publish improvements.'),
    record: {
      by: editor,
      of: [{ action: 'improvement.record', type: 'improvement', were: null, are: idOf(p.id) }],
    },
    answer: {
      shown: sql<{ body: JsonText; created: boolean }>`
        select json_build_object(${improvement(p.now)})::text as body, i.id = ${p.id}::uuid as created from skill_improvements i
        where i.skill_id = ${p.skillId}::uuid and i.kind = ${p.kind} and ${dayOfImprovement('i.')} = (${hour} at time zone 'UTC')::date`,
    },
  })
  return shown[0] ?? null
}

type ImprovementFilter = {
  skill_id?: string | undefined
  source_id?: string | undefined
  verdict?: string | undefined
  due?: boolean | undefined
}

/** Improvements, the last recorded first, by keyset. */
export const listImprovements = (
  db: Db,
  p: ImprovementFilter & {
    now: Date
    size: number
    after?: readonly [recordedAt: string, id: string] | undefined
  },
): Promise<JsonText> =>
  readList(
    db,
    {
      tag: 'improvements',
      from: sql`skill_improvements i`,
      id: 'i.id',
      where: [
        p.skill_id ? sql`i.skill_id = ${p.skill_id}::uuid` : undefined,
        p.source_id ? sql`i.source_id = ${p.source_id}::uuid` : undefined,
        p.verdict ? sql`i.verdict = ${p.verdict}` : undefined,
        p.due === undefined ? undefined : p.due ? isEvaluationDue(p.now) : sql`not ${isEvaluationDue(p.now)}`,
      ],
      order: { 'i.recorded_at': 'timestamptz', 'i.id': 'uuid' },
      direction: 'desc',
      item: improvement(p.now),
    },
    p,
  )
