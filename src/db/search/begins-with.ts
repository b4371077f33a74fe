import { type SQL, sql } from 'drizzle-orm'

/** Greater than every character. */
export const LAST = '\u{10ffff}'

/** True if `column` begins with `prefix`. An index of `text_pattern_ops` finds such rows, whatever the collation. */
export const beginsWith = (column: SQL, prefix: SQL): SQL =>
  sql`${column} ~>=~ ${prefix} and ${column} ~<~ (${prefix} || ${LAST})`
