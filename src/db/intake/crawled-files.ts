import { and, eq, isNotNull, type SQL, sql } from 'drizzle-orm'
import { rawSkills } from '../../../drizzle/raw-skills.ts'
import { change, onlyRow, without } from '../changes.ts'
import type { Db } from '../connect.ts'
import { lockCatalogue } from '../locks.ts'

/** The stored raw skills of a source, by external id: revision and repository of each. */
export async function readRevisions(
  db: Db,
  sourceId: string,
): Promise<Map<string, { revision: string | null; repo: string | null }>> {
  const { externalId, sourceRevision, githubRepo } = rawSkills
  const rows = await db
    .select({ id: sql<string>`${externalId}`, revision: sourceRevision, repo: githubRepo })
    .from(rawSkills)
    .where(and(eq(rawSkills.sourceId, sourceId), isNotNull(externalId)))
  return new Map(rows.map(({ id, ...stored }) => [id, stored]))
}

type Listing = { externalIds: readonly string[]; isWhole: boolean }
export type Seen = { vanished: number; returned: number }

/**
 * Marks the raw skills that a source lists as present, and their skills as seen. If the listing is whole, marks all others
 * as vanished. Deletes nothing. Safe to repeat. Returns how many raw skills have vanished and returned.
 */
export async function recordListing(db: Db, sourceId: string, listing: Listing): Promise<Seen> {
  const { seen } = await change(db, {
    lock: lockCatalogue,
    write: { seen: markSeen(sourceId, listing) },
    announce: without('The time at which a skill was last seen is not published.'),
    record: without('A crawl reports what its source lists.'),
  })
  return onlyRow(seen)
}

const markSeen = (sourceId: string, { externalIds, isWhole }: Listing): SQL<Seen> => sql`
  with listed as materialized (
    select jsonb_array_elements_text(${JSON.stringify(externalIds)}::jsonb) as external_id
  ), files as materialized (
    select r.id, r.vanished_at is not null as was_gone, l.external_id is not null as is_there
    from raw_skills r left join listed l on l.external_id = r.external_id where r.source_id = ${sourceId}::uuid
  ), changed as (
    update raw_skills r set vanished_at = case when f.is_there then null else now() end, updated_at = now()
    from files f where r.id = f.id and f.is_there = f.was_gone and (f.is_there or ${isWhole})
    returning f.is_there
  ), seen as (
    update skills s set last_seen_at = now() from files f join skill_source_links l on l.raw_skill_id = f.id
    where f.is_there and s.id = l.skill_id
  )
  select count(*) filter (where not is_there)::int as vanished, count(*) filter (where is_there)::int as returned from changed`
