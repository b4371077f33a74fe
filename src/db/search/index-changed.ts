import { indexSkill } from '../../domain/search/index-skill.ts'
import type { PlacedTerm } from '../../domain/search/learn-space.ts'
import { placeTerms } from '../../domain/search/place-terms.ts'
import { stem } from '../../domain/search/stem.ts'
import type { Db } from '../connect.ts'
import { type ChangedSkill, readChangedSkills } from './changed-skills.ts'
import { readSpace } from './space.ts'
import { type IndexedSkill, storeIndex } from './store-index.ts'

/** So many skills are read and stored at once: about two megabytes of text. */
const SKILLS_A_PAGE = 500

/**
 * Brings search up to date with the skills that changed, page by page, while it may go on. A skill that changes meanwhile is left for the
 * next time. Safe to run twice at once. Returns how many skills it stored.
 */
export async function indexChangedSkills(db: Db, mayGoOn: () => boolean | Promise<boolean>): Promise<number> {
  let stored = 0
  let known: { space: number; terms: Map<string, PlacedTerm> } | undefined
  let storing: Promise<string[]> = Promise.resolve([])
  let after: string | undefined
  while (await mayGoOn()) {
    const changed = await readChangedSkills(db, { after, limit: SKILLS_A_PAGE })
    after = changed.at(-1)?.id
    if (after === undefined) break
    known ??= await placedTerms(db)
    const { space, terms } = known
    const page = changed.map((skill) => indexed(skill, terms))
    // One page is read and split into words while the database stores the one before
    stored += (await storing).length
    storing = storeIndex(db, page, space)
    // If it fails while the next page is read, the loop throws what went wrong when it waits for it.
    storing.catch(() => {})
    if (changed.length < SKILLS_A_PAGE) break
  }
  return stored + (await storing).length
}

async function placedTerms(db: Db) {
  const { space, terms } = await readSpace(db)
  return { space, terms: new Map(terms.map((placed) => [placed.term, placed])) }
}

function indexed(
  { id, change, isCopy, name, limits, ...texts }: ChangedSkill,
  placed: ReadonlyMap<string, PlacedTerm>,
): IndexedSkill {
  if (name === null) return { id, change, isCopy, terms: new Map(), words: new Map(), limits: [], vector: null }
  const { terms, words } = indexSkill({ name, ...texts })
  return {
    ...{ id, change, isCopy, limits, terms },
    words: new Map(words.map((word) => [word, stem(word)])),
    vector: placeTerms(terms, placed),
  }
}
