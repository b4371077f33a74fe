import { indexSkill } from '../../domain/search/index-skill.ts'
import { placeTerms } from '../../domain/search/place-terms.ts'
import { stem } from '../../domain/search/stem.ts'
import type { Db } from '../connect.ts'
import { describeDatabaseError, isRowFault } from '../errors.ts'
import { type ChangedSkill, readChangedSkills } from './changed-skills.ts'
import { type KnownWords, noWords, readWords } from './known-words.ts'
import { type IndexedSkill, storeIndex } from './store-index.ts'

/** So many skills are read and stored at once: about 1.4 megabytes of text. Larger pages would leave the database idle for longer. */
const SKILLS_A_PAGE = 350

/** If the database refuses more skills than this, something else is wrong. */
const MAX_REFUSED = 20

/** `refused`: skills that the database would not store. They stay among the changed ones. */
export type Indexed = { stored: number; refused: { id: string; reason: string }[] }

/**
 * Brings search up to date with the skills that changed, page by page, while it may go on. A skill that changes meanwhile is left for the
 * next time. One that cannot be stored keeps no other from it. Safe to run twice at once.
 */
export async function indexChangedSkills(db: Db, mayGoOn: () => boolean | Promise<boolean>): Promise<Indexed> {
  const all: Indexed = { stored: 0, refused: [] }
  const known = noWords()
  let storing: Promise<void> = Promise.resolve()
  let after: string | undefined
  while (await mayGoOn()) {
    const changed = await readChangedSkills(db, { after, limit: SKILLS_A_PAGE })
    after = changed.at(-1)?.id
    if (after === undefined) break
    const page = changed.map(indexed)
    await readWords(db, known, page)
    const placed = page.map((skill) => ({ ...skill, vector: placeTerms(skill.terms, known.places) }))
    await storing
    storing = storeApart(db, placed, known, all)
    // If it fails while the next page is read, the loop throws what went wrong when it waits for it.
    storing.catch(() => {})
    if (changed.length < SKILLS_A_PAGE) break
  }
  await storing
  return all
}

/** Stores skills, and if the database refuses one of them, all others. */
async function storeApart(db: Db, skills: readonly IndexedSkill[], known: KnownWords, all: Indexed): Promise<void> {
  try {
    all.stored += (await storeIndex(db, skills, known)).length
  } catch (error) {
    if (!isRowFault(error) || all.refused.length > MAX_REFUSED) throw error
    const half = Math.ceil(skills.length / 2)
    if (skills.length > 1) {
      await storeApart(db, skills.slice(0, half), known, all)
      await storeApart(db, skills.slice(half), known, all)
    } else for (const { id } of skills) all.refused.push({ id, reason: describeDatabaseError(error) })
  }
}

function indexed({ id, change, isCopy, name, limits, ...texts }: ChangedSkill): Omit<IndexedSkill, 'vector'> {
  if (name === null) return { id, change, isCopy, terms: new Map(), words: new Map(), limits: [] }
  const { terms, words } = indexSkill({ name, ...texts })
  return { ...{ id, change, isCopy, limits, terms }, words: new Map(words.map((word) => [word, stem(word)])) }
}
