import { sql } from 'drizzle-orm'

/** The name under which clients install skill `s`: the last part of its slug, which no other skill of its publisher has. */
export const CLIENT_NAME = sql.raw(`split_part(s.slug, '--', 2)`)

/** What the `skills` command line demands of a name and a description. It drops other entries without a word. */
export const HAS_VALID_ENTRY = sql`${CLIENT_NAME} ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(${CLIENT_NAME}) <= 64 and btrim(coalesce(s.summary, '')) <> ''`
