import { sql } from 'drizzle-orm'

/** True if somebody withdrew skill `s`. One that was archived because its source no longer had it was not withdrawn. */
export const IS_WITHDRAWN = sql.raw(`(s.status = 'archived' and s.auto_archived_at is null)`)

/** Since when the source of skill `s` no longer has it, or NULL. A skill that is back counts as vanished until it is restored. */
export const VANISHED_AT = 'coalesce(s.vanished_at, s.auto_archived_at)'
