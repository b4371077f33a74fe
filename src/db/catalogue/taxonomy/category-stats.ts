import { sql } from 'drizzle-orm'
import { EVENT_TYPES } from '../../../domain/events/event.ts'
import { batch } from '../../changes.ts'
import type { Db } from '../../connect.ts'
import { type JsonText, rfc3339 } from '../../json.ts'
import { moreMemory } from '../../memory.ts'
import { each, NO_CATEGORY } from '../../ranking/grading.ts'
import { IS_LISTED } from '../skill-json.ts'

const TODAY = sql.raw(`(now() at time zone 'UTC')::date`)

const ofEvents = (of: (type: string) => string) => sql.raw(EVENT_TYPES.map(of).join(', '))

/** The figures of each category: public skills, counted events of the last `days` UTC days, average stats and power scores. */
export async function readCategoryStats(db: Db, days: number): Promise<JsonText> {
  const from = sql`${TODAY} - ${days - 1}::int`
  const { answer } = await batch(db, {
    memory: moreMemory,
    answer: sql<{ body: JsonText }>`
    -- a skill whose category was deleted counts as one without a category
    with listed as materialized (
      select s.id as skill_id, coalesce(c.id, ${NO_CATEGORY}) as group_id, p.power_score, p.stats_payload
      from skills s left join categories c on c.id = s.category_id left join skill_popularity p on p.skill_id = s.id where ${IS_LISTED}
    ), counted as (
      select skill_id, ${ofEvents((type) => `sum(events) filter (where event_type = '${type}') as n_${type}`)}
      from skill_event_hours
      where outcome = 'counted' and hour >= (${from})::timestamp at time zone 'UTC' and hour < (${TODAY} + 1)::timestamp at time zone 'UTC'
      group by skill_id
    ), events as (
      select group_id, ${ofEvents((type) => `sum(n_${type}) as n_${type}`)} from counted join listed using (skill_id) group by group_id
    ), figures as (
      select group_id, count(*) as skills, count(power_score) as scored,
        json_build_object(${each((stat) => `'${stat}', round(avg((stats_payload->>'${stat}')::numeric), 4)`)}) as averages,
        min(power_score) as low, max(power_score) as high, stddev_pop(power_score) as stddev,
        percentile_cont(array[0.25, 0.5, 0.75]) within group (order by power_score) as quartiles
      from listed group by group_id
    ), named as (
      select id, id as group_id, key, name, is_active from categories
      union all select null, ${NO_CATEGORY}, null, null, null
    )
    select json_build_object('as_of', ${rfc3339('now()')}, 'from', ${from}, 'to', ${TODAY}, 'items', json_agg(json_build_object(
      'key', key, 'name', name, 'is_active', is_active, 'skills', coalesce(skills, 0), 'scored', coalesce(scored, 0),
      'events', json_build_object(${ofEvents((type) => `'${type}', coalesce(n_${type}, 0)`)}),
      'averages', case when scored > 0 then averages end,
      'power_score', case when scored > 0 then json_build_object('min', low, 'p25', quartiles[1], 'median', quartiles[2], 'p75', quartiles[3],
        'max', high, 'stddev', round(stddev, 2)) end)
      order by key collate "C"))::text as body
    from named left join figures using (group_id) left join events using (group_id)`,
  })
  return answer[0]?.body ?? ''
}
