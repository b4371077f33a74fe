import { sql } from 'drizzle-orm'
import { indexSkill } from '../../domain/search/index-skill.ts'
import { stem } from '../../domain/search/stem.ts'
import type { Db } from '../connect.ts'
import { type ChangedSkill, readChangedSkills } from './changed-skills.ts'
import { cleanSearchIndex } from './clean-index.ts'
import { placeSkills } from './space.ts'
import { type IndexedSkill, storeIndex } from './store-index.ts'

/** So many skills are read and stored at once: about a megabyte of text. */
const SKILLS_A_PAGE = 200

/**
 * Brings search up to date with the skills that changed, page by page, while it may go on. A skill that changes meanwhile is left for the
 * next time. Safe to run twice at once. Returns how many skills it stored.
 */
export async function indexChangedSkills(db: Db, mayGoOn: () => boolean | Promise<boolean>): Promise<number> {
  let stored = 0
  while (await mayGoOn()) {
    const changed = await readChangedSkills(db, SKILLS_A_PAGE)
    const ids = changed.length === 0 ? [] : await storeIndex(db, changed.map(indexed))
    if (ids.length > 0) await placeSkills(db, sql`select unnest(${sql.param(ids)}::uuid[]) as skill_id`)
    stored += ids.length
    if (ids.length < SKILLS_A_PAGE) break
  }
  if (stored > 0) await cleanSearchIndex(db)
  return stored
}

function indexed({ id, change, isCopy, name, limits, ...texts }: ChangedSkill): IndexedSkill {
  if (name === null) return { id, change, isCopy, terms: {}, words: {}, limits: [] }
  const { terms, words } = indexSkill({ name, ...texts })
  return {
    ...{ id, change, isCopy, limits },
    terms: Object.fromEntries(terms),
    words: Object.fromEntries(words.map((word) => [word, stem(word)])),
  }
}
