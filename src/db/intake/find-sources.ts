import { eq, type SQL, sql } from 'drizzle-orm'
import { skillSources } from '../../../drizzle/sources.ts'
import { change, onlyRow, without } from '../changes.ts'
import type { Db } from '../connect.ts'

export type Source = { id: string; name: string }

/** The source of that name, or null. The oldest one, if several have the name. */
export async function findSource(db: Db, name: string): Promise<Source | null> {
  const { id, createdAt } = skillSources
  const [source] = await db
    .select({ id, name: skillSources.name })
    .from(skillSources)
    .where(eq(skillSources.name, name))
    .orderBy(createdAt, id)
    .limit(1)
  return source ?? null
}

/** First statement of a batch that makes sources of these names (a query of name): of two at once, one makes it and the other finds it. */
export const lockSourceNames = (names: SQL): SQL =>
  sql`select pg_advisory_xact_lock(key) from (select distinct hashtext('source:' || name) as key from (${names}) n order by key offset 0) k`

/**
 * The source of that address, or of that name where it has no other address; created where it is missing, once even if two ask at the same
 * time. A repository that was renamed is followed under its old name, which may be another one's now.
 */
export async function ensureSource(
  db: Db,
  { name, type, baseUrl }: { name: string; type: string; baseUrl?: string },
): Promise<Source> {
  const found = sql<Source>`
    select id, name from skill_sources
    where (name = ${name} and (base_url is null or ${baseUrl ?? null}::text is null)) or (type = ${type} and lower(base_url) = lower(${baseUrl ?? null}))
    order by crawl_interval_minutes is null, created_at, id limit 1`
  const { source } = await change(db, {
    lock: lockSourceNames(sql`select ${name} as name`),
    write: {
      created: sql`
        insert into skill_sources (id, name, type, base_url, created_at, updated_at)
        select gen_random_uuid(), ${name}, ${type}, ${baseUrl ?? null}, now(), now() where not exists (${found})`,
    },
    announce: without('Sources are not published.'),
    record: without('An ingest or a live search creates the source that it needs.'),
    answer: { source: found },
  })
  return onlyRow(source)
}

/** The alias table of a source and of the list or owner that it was found in: its category names, lower case, to our keys. Its own win. */
export async function readCategoryAliases(db: Db, sourceId: string): Promise<Map<string, string>> {
  const { rows } = await db.execute<{ raw: string; key: string }>(sql`
    select lower(a.raw_category) as raw, c.key from category_aliases a join categories c on c.id = a.category_id
    where a.source_id = ${sourceId}::uuid or a.source_id = (select parent_id from skill_sources where id = ${sourceId}::uuid)
    order by a.source_id = ${sourceId}::uuid`)
  return new Map(rows.map((row) => [row.raw, row.key]))
}

/** The time on the database's clock, as text that it reads back exactly. */
export async function databaseTime(db: Db): Promise<string> {
  const { rows } = await db.execute<{ now: string }>(sql`select now()::text as now`)
  return rows[0]?.now ?? ''
}
