import { type SQL, sql } from 'drizzle-orm'
import type { EventType } from '../../domain/events/event.ts'
import type { Db } from '../connect.ts'
import { JUDGED_UNTIL } from '../events/counts.ts'
import { type JsonText, readJson } from '../json.ts'

/** The mean of `value` over all events. NULL without any. */
const mean = (value: string): SQL => sql.raw(`round(sum(events * (${value})::numeric) / sum(events), 4)::float8`)

/** Figures of the counted events of a type. */
const figuresOf = (type: EventType): SQL => sql`(
  select json_build_object('counted', coalesce(sum(events), 0),
    'mean_reciprocal_rank', ${mean('1.0 / position')},
    'first', ${mean('(position = 1)::int')}, 'first_three', ${mean('(position <= 3)::int')})
  from positions where event_type = ${type})`

/**
 * How far up in the results of searches those skills stood that were opened and installed on the last `days` UTC days, today
 * included.
 */
export async function readSearchQuality(db: Db, p: { days: number; now: Date }): Promise<JsonText> {
  const body = await readJson(
    db,
    sql`
    with span as (
      select today - ${p.days - 1}::int as first_day, today as last_day
      from (select (${p.now.toISOString()}::timestamptz at time zone 'UTC')::date as today) clock
    ), positions as (
      select event_type, position, events from search_positions, span where day between first_day and last_day
    )
    select json_build_object('days', ${p.days}::int, 'from', first_day, 'to', last_day,
      'opened', ${figuresOf('view')}, 'installed', ${figuresOf('use')}, 'as_of', ${JUDGED_UNTIL})::text as body from span`,
  )
  return body ?? ''
}
