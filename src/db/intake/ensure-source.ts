import { eq, type SQL, sql } from 'drizzle-orm'
import { skillSources } from '../../../drizzle/sources.ts'
import { change, onlyRow, without } from '../changes.ts'
import type { Db } from '../connect.ts'

export type Source = { id: string; name: string }

/** The source of that name, or null. The oldest one, if several have the name. */
export async function findSource(db: Db, name: string): Promise<Source | null> {
  const [source] = await db
    .select({ id: skillSources.id, name: skillSources.name })
    .from(skillSources)
    .where(eq(skillSources.name, name))
    .orderBy(skillSources.createdAt, skillSources.id)
    .limit(1)
  return source ?? null
}

/** Locks names of sources (a query of name): if two create a source at the same time, one creates it and the other finds it. */
export const lockSourceNames = (names: SQL): SQL =>
  sql`select pg_advisory_xact_lock(key) from (select distinct hashtext('source:' || name) as key from (${names}) n order by key offset 0) k`

/**
 * Returns the source with this address, or the source with this name that has no other address. Creates it if it is missing,
 * once even if two ask at the same time. The name alone is not enough: a renamed repository keeps the name of its source,
 * and another repository may now have that name.
 */
export async function ensureSource(
  db: Db,
  { name, type, baseUrl, fromSearch = false }: { name: string; type: string; baseUrl?: string; fromSearch?: boolean },
): Promise<Source> {
  const found = sql<Source>`
    select id, name from skill_sources
    where (name = ${name} and (base_url is null or ${baseUrl ?? null}::text is null)) or (type = ${type} and lower(base_url) = lower(${baseUrl ?? null}))
    order by crawl_interval_minutes is null, created_at, id limit 1`
  const { source } = await change(db, {
    lock: lockSourceNames(sql`select ${name} as name`),
    write: {
      created: sql`
        insert into skill_sources (id, name, type, base_url, from_search, created_at, updated_at)
        select gen_random_uuid(), ${name}, ${type}, ${baseUrl ?? null}, ${fromSearch}, now(), now() where not exists (${found})`,
    },
    announce: without('Sources are not published.'),
    record: without('An ingest or a live search creates the source that it needs.'),
    answer: { source: found },
  })
  return onlyRow(source)
}
