import { sql } from 'drizzle-orm'
import type { Db } from './connect.ts'

/** The things that have a name beside their id: their table, and the column of that name. All names are lower case. */
const NAMED = {
  account: ['admin_users', 'username'],
  category: ['categories', 'key'],
  site: ['sites', 'key'],
  skill: ['skills', 'slug'],
  tag: ['tags', 'key'],
} as const

export type NamedKind = keyof typeof NAMED

/** Returns what the names of a kind are called, such as `slug`. */
export const nameOf = (kind: NamedKind): string => NAMED[kind][1]

/** Returns the id of a thing by its id or by its name, or null. */
export async function findId(db: Db, kind: NamedKind, ref: { id: string } | { name: string }): Promise<string | null> {
  const [table, column] = NAMED[kind]
  const isMeant = 'id' in ref ? sql`id = ${ref.id}::uuid` : sql`${sql.identifier(column)} = ${ref.name}`
  // A slug that a skill had before leads to it for ever.
  const former =
    kind === 'skill' && 'name' in ref
      ? sql` union all select skill_id from former_slugs where slug = ${ref.name} limit 1`
      : sql``
  const { rows } = await db.execute<{ id: string }>(
    sql`select id from ${sql.identifier(table)} where ${isMeant}${former}`,
  )
  return rows[0]?.id ?? null
}
