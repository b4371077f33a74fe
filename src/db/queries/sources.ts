import { sql } from 'drizzle-orm'
import type { Db } from '../connect.ts'

export type Source = { id: string; name: string }

/** The source of that name, or null. Of several with one name, the oldest. */
export async function findSource(db: Db, name: string): Promise<Source | null> {
  const { rows } = await db.execute<Source>(
    sql`select id, name from skill_sources where name = ${name} order by created_at, id limit 1`,
  )
  return rows[0] ?? null
}

/** The source of that name; created with `type` where it is missing, once even if two ask at the same time. */
export async function ensureSource(db: Db, p: { name: string; type: string }): Promise<Source> {
  await db.batch([
    db.execute(sql`select pg_advisory_xact_lock(hashtext('source:' || ${p.name}))`),
    db.execute(sql`
      insert into skill_sources (id, name, type, created_at, updated_at)
      select gen_random_uuid(), ${p.name}, ${p.type}, now(), now() where not exists (select from skill_sources where name = ${p.name})`),
  ])
  const source = await findSource(db, p.name)
  if (!source) throw new Error('The source vanished while it was made.')
  return source
}

/** A source's alias table: its own category names, lower case, to our category keys. */
export async function readCategoryAliases(db: Db, sourceId: string): Promise<Map<string, string>> {
  const { rows } = await db.execute<{ raw: string; key: string }>(sql`
    select lower(a.raw_category) as raw, c.key from category_aliases a join categories c on c.id = a.category_id
    where a.source_id = ${sourceId}::uuid`)
  return new Map(rows.map((row) => [row.raw, row.key]))
}

/** The time on the database's clock, as text that it reads back exactly. */
export async function databaseTime(db: Db): Promise<string> {
  const { rows } = await db.execute<{ now: string }>(sql`select now()::text as now`)
  return rows[0]?.now ?? ''
}
