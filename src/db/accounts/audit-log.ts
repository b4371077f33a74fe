import { sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'
import { type JsonText, readJson, rfc3339 } from '../json.ts'
import { ifGiven, readList } from '../lists.ts'

/** How many characters of a value a list shows. A page of whole texts could have hundreds of megabytes. */
const SHOWN = 1000

const whole = (column: string) => `a.${column}`

const cut = (column: string) => `case when a.${column} is not null then (
  select coalesce(json_object_agg(key, case when length(value #>> '{}') > ${SHOWN} then to_jsonb(left(value #>> '{}', ${SHOWN}) || '…') else value end), '{}')
  from jsonb_each(a.${column})) end`

/** A row `a` of the log with its values as `shown`. Pairs for json_build_object. */
const entry = (shown: (column: string) => string) => sql`
  'id', a.id, 'at', ${rfc3339('a.at')}, 'actor', a.actor, 'action', a.action, 'target_type', a.target_type, 'target_id', a.target_id,
  'before', ${sql.raw(shown('before'))}, 'after', ${sql.raw(shown('after'))}, 'request_id', a.request_id`

type AuditFilter = {
  actor?: string | undefined
  action?: string | undefined
  target_type?: string | undefined
  target_id?: string | undefined
  since?: string | undefined
}

/** Lists what was changed, the newest first. A value of over 1,000 characters is cut and becomes a text. */
export const listAudit = (
  db: Db,
  { size, after, since, ...equal }: AuditFilter & { size: number; after?: number | undefined },
): Promise<JsonText> =>
  readList(
    db,
    {
      tag: 'audit',
      from: sql`audit_log a`,
      id: 'a.id',
      where: [
        ...Object.entries(equal).map(([column, value]) =>
          ifGiven(value, (wanted) => sql`a.${sql.identifier(column)} = ${wanted}`),
        ),
        ifGiven(since, (since) => sql`a.at >= ${since}::timestamptz`),
      ],
      order: { 'a.id': 'bigint' },
      direction: 'desc',
      item: entry(cut),
    },
    { size, after: after === undefined ? undefined : [after] },
  )

/** One entry with its whole values, or null. */
export const findAuditEntry = (db: Db, id: number): Promise<JsonText | null> =>
  readJson(db, sql`select json_build_object(${entry(whole)})::text as body from audit_log a where id = ${id}::bigint`)
