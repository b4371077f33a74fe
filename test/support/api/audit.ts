import { sql } from 'drizzle-orm'
import type { Db } from '../../../src/db/connect.ts'

/** The audit log of a thing, or of all things, oldest first: the action, and the fields before and after. */
export async function auditOf(db: Db, id?: string) {
  const { rows } = await db.execute<{
    actor: string
    action: string
    target_type: string
    target_id: string
    before: Record<string, unknown> | null
    after: Record<string, unknown> | null
    request_id: string | null
  }>(sql`
    select actor, action, target_type, target_id, before, after, request_id from audit_log
    where ${id ?? null}::text is null or target_id = ${id ?? null} order by audit_log.id`)
  return rows
}

/** The one format of times in JSON: UTC, with milliseconds and `Z`. */
export const RFC3339_MS = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/

/** All strings in a value that start like a time. */
export function timesIn(value: unknown): string[] {
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\d[T ]/.test(value) ? [value] : []
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(timesIn) : []
}
