import { type SQL, sql } from 'drizzle-orm'
import { COUNT_WINDOW_HOURS, POPULARITY_WEIGHTS as W } from '../../domain/ranking/popularity.ts'

const WINDOWS = Object.entries(COUNT_WINDOW_HOURS)

type Count = { column: string; eventType: string; sign: 1 | -1; hours: number | null }

/** What each column counts: events of a type in a window of `hours`, including the current hour. Null: all hours. */
const COUNTS: readonly Count[] = [
  ...(['view', 'use'] as const).flatMap((eventType) =>
    WINDOWS.map(([window, hours]) => ({ column: `${eventType}s_${window}`, eventType, sign: 1 as const, hours })),
  ),
  { column: 'favorites_total', eventType: 'favorite', sign: 1, hours: null },
  { column: 'favorites_total', eventType: 'unfavorite', sign: -1, hours: null },
]

/** The columns of `skill_popularity` that are counted from events. */
export const COUNTED_COLUMNS = [...new Set(COUNTS.map(({ column }) => column))]

/** An SQL condition: `hour` is in the window of a count that ends with the hour `end`. */
export const within = ({ hours }: Count, end: string) =>
  hours === null ? `hour <= ${end}` : `(hour <= ${end} and hour > ${end} - interval '${hours} hours')`

/** The counted columns as sums of `term` over events, one term for each count. */
export const sumsOf = (term: (count: Count) => string): string =>
  COUNTED_COLUMNS.map((column) => {
    const terms = COUNTS.filter((count) => count.column === column).map(
      (count) =>
        `${count.sign === -1 ? '-' : ''}coalesce(sum(${term(count)}) filter (where event_type = '${count.eventType}'), 0)`,
    )
    return `(${terms.join(' + ')})::int as ${column}`
  }).join(', ')

/** The counted columns at the hour `end`, for a relation of (skill_id, hour, event_type, events) grouped by skill. */
export const countedAt = (end: string): SQL =>
  sql.raw(sumsOf((count) => `case when ${within(count, end)} then events else 0 end`))

/** The popularity score of a row with stars and counts. The formula is in pages/docs/ranking.md. */
export const POPULARITY_SCORE = (row = ''): SQL =>
  sql.raw(
    `(${W.stars} * ln(1::float8 + greatest(${row}github_stars, 0)) + ${W.uses} * ln(1::float8 + greatest(${row}uses_30d, 0))
      + ${W.favorites} * ${row}favorites_total + case when ${row}uses_30d > 0 then ${W.anyUse} else 0 end)`,
  )
