import { and, eq, isNotNull, type SQL, sql } from 'drizzle-orm'
import { rawSkills } from '../../../../drizzle/raw-skills.ts'
import type { Finding } from '../../../domain/files/folder-findings.ts'
import { areMarksLeft, IS_RESTORABLE, markVanished, touchedTexts } from '../../catalogue/upkeep/vanished.ts'
import { change, onlyRow, type Statements, without } from '../../changes.ts'
import type { Db } from '../../connect.ts'
import { lockCatalogue } from '../../locks.ts'

/**
 * What is stored of a file: the mark that its source gave it, its repository, and the digest of its folder and what was found in it, if
 * that was read.
 */
export type StoredRevision = {
  revision: string | null
  repo: string | null
  folderDigest: string | null
  findings: Finding[] | null
}

/** The stored raw skills of a source, by external id. */
export async function readRevisions(db: Db, sourceId: string): Promise<Map<string, StoredRevision>> {
  const { externalId, sourceRevision, githubRepo, folderDigest, folderFindings } = rawSkills
  const rows = await db
    .select({
      id: sql<string>`${externalId}`,
      revision: sourceRevision,
      repo: githubRepo,
      folderDigest: sql<string | null>`encode(${folderDigest}, 'hex')`,
      findings: sql<Finding[] | null>`${folderFindings}`,
    })
    .from(rawSkills)
    .where(and(eq(rawSkills.sourceId, sourceId), isNotNull(externalId)))
  return new Map(rows.map(({ id, ...stored }) => [id, stored]))
}

/** `leftOut`: what the source lists and its authors leave out. A listing that is not whole says nothing of the others. */
export type Listing = { externalIds: readonly string[]; isWhole: boolean; leftOut?: readonly string[] }
/** `restorable`: true if a skill of the source was archived because it had vanished, and is there again. */
export type Seen = { vanished: number; returned: number; restorable: boolean }

/**
 * Marks the raw skills that a source lists as present. If the listing is whole, marks all others as vanished, else those that are left out. Their skills
 * are marked with them, page by page. Deletes nothing. Safe to repeat. Returns how many raw skills have vanished and
 * returned.
 */
export async function recordListing(db: Db, sourceId: string, listing: Listing): Promise<Seen> {
  const { seen, marks } = await markSkills(db, sourceId, { seen: markSeen(sourceId, listing) })
  const { isLeft, restorable } = onlyRow(marks)
  return { ...onlyRow(seen), restorable: isLeft ? await markRest(db, sourceId) : restorable }
}

/** Marks the skills of a source that an earlier page has left. Returns whether some of them may be restored. */
export async function markRest(db: Db, sourceId: string): Promise<boolean> {
  for (;;) {
    const { isLeft, restorable } = onlyRow((await markSkills(db, sourceId, {})).marks)
    if (!isLeft) return restorable
  }
}

/** Marks a page of the skills of a source as their files are, after `write`. */
const markSkills = <W extends Statements>(db: Db, sourceId: string, write: W) =>
  change(db, {
    lock: lockCatalogue,
    write: { ...write, marked: markVanished(skillsOf(sourceId)) },
    announce: touchedTexts(skillsOf(sourceId)),
    record: without('A crawl reports what its source lists.'),
    answer: {
      marks: sql<{ isLeft: boolean; restorable: boolean }>`
        select ${areMarksLeft(skillsOf(sourceId))} as "isLeft", exists (
          select from skills s where ${IS_RESTORABLE} and s.id in (${skillsOf(sourceId)})) as restorable`,
    },
  })

/** The skills of a source's files. */
export const skillsOf = (sourceId: string): SQL => sql`
  select l.skill_id from raw_skills r join skill_source_links l on l.raw_skill_id = r.id where r.source_id = ${sourceId}::uuid`

/** When the file `r`, which is there, was last seen. */
const SEEN_BEFORE = sql.raw(
  'greatest(r.seen_at, (select src.seen_at from skill_sources src where src.id = r.source_id))',
)

/** Assignments for a raw skill `r` that is found to be gone. */
export const GONE = sql`vanished_at = coalesce(r.vanished_at, now()), seen_at = case when r.vanished_at is null then ${SEEN_BEFORE} else r.seen_at end`

const markSeen = (
  sourceId: string,
  { externalIds, isWhole, leftOut = [] }: Listing,
): SQL<Omit<Seen, 'restorable'>> => sql`
  with listed as materialized (
    select jsonb_array_elements_text(${JSON.stringify(externalIds)}::jsonb) as external_id
  ), files as materialized (
    select r.id, r.vanished_at is not null as was_gone, l.external_id is not null as is_there,
      ${isWhole} or r.external_id in (select jsonb_array_elements_text(${JSON.stringify(leftOut)}::jsonb)) as is_known
    from raw_skills r left join listed l on l.external_id = r.external_id where r.source_id = ${sourceId}::uuid
  ), changed as (
    update raw_skills r set vanished_at = case when f.is_there then null else now() end,
      seen_at = case when f.is_there then now() else ${SEEN_BEFORE} end, updated_at = now()
    from files f where r.id = f.id and f.is_there = f.was_gone and (f.is_there or f.is_known)
    returning f.is_there
  ), seen as (
    -- a whole listing is noted once, at the source
    update raw_skills r set seen_at = now() from files f where r.id = f.id and f.is_there and not f.was_gone and not ${isWhole}
  )
  select count(*) filter (where not is_there)::int as vanished, count(*) filter (where is_there)::int as returned from changed`
