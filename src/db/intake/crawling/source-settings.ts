import { sql } from 'drizzle-orm'
import type { RepositorySettings } from '../../../domain/intake/repository-settings.ts'
import { archiveAtOnce } from '../../catalogue/upkeep/vanished.ts'
import { batch } from '../../changes.ts'
import type { Db } from '../../connect.ts'
import { lockCatalogue } from '../../locks.ts'
import { releaseFiled } from './file-by-settings.ts'

/** The settings of a repository, with git's id of the file, and how many skills they leave out. */
export type StoredSettings = RepositorySettings & { file: string; left_out: number }

export async function readSourceSettings(db: Db, sourceId: string): Promise<StoredSettings | null> {
  const { rows } = await db.execute<{ settings: StoredSettings | null }>(
    sql`select settings from skill_sources where id = ${sourceId}::uuid`,
  )
  return rows[0]?.settings ?? null
}

/** Keeps what the authors of a repository want, instead of what they wanted before. Null: they say nothing any more. */
export async function storeSourceSettings(
  db: Db,
  sourceId: string,
  p: { before: StoredSettings | null; settings: StoredSettings | null },
): Promise<void> {
  const { before, settings } = p
  await batch(db, {
    lock: lockCatalogue,
    stored: sql`update skill_sources set settings = ${settings && JSON.stringify(settings)}::jsonb where id = ${sourceId}::uuid`,
    released: before?.category && !settings?.category ? releaseFiled(sourceId, before.category) : [],
  })
}

/** At most so many leave in one transaction. */
const PAGE = 200

/**
 * Archives the skills whose files (by external id) the authors of a source have left out, at once: they leave search, the clients and the
 * feed. The crawl has marked them as vanished; one that is listed again is restored. Returns their number. Safe to repeat.
 */
export async function withdrawLeftOut(db: Db, sourceId: string, externalIds: readonly string[]): Promise<number> {
  const skills = sql`
    select l.skill_id from raw_skills r join skill_source_links l on l.raw_skill_id = r.id
    where r.source_id = ${sourceId}::uuid and r.external_id in (select jsonb_array_elements_text(${JSON.stringify(externalIds)}::jsonb))`
  let total = 0
  for (;;) {
    const archived = await archiveAtOnce(db, skills, PAGE)
    total += archived
    if (archived < PAGE) return total
  }
}
