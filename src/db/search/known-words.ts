import { sql } from 'drizzle-orm'
import type { Place } from '../../domain/search/place-terms.ts'
import { batch } from '../changes.ts'
import type { Db } from '../connect.ts'
import { joinByHash } from '../memory.ts'
import { CURRENT_SPACE, readVector } from './space.ts'

/** What search has stored of the words that were asked for. Ids hold as long as the space of meaning is the same. */
export type KnownWords = {
  /** The number of the space, 0 if there is none; null before anything was read. */
  space: number | null
  /** Ids of terms. */
  terms: Map<string, number>
  /** Words as they are written: their ids, and those of their terms. */
  words: Map<string, { id: number; termId: number }>
  /** Where terms lie in the space. */
  places: Map<string, Place>
}

export const noWords = (): KnownWords => ({ space: null, terms: new Map(), words: new Map(), places: new Map() })

/** The words of a skill, as they are to be stored. */
export type SkillWords = {
  /** Each term with its level of impact. */
  terms: ReadonlyMap<string, number>
  /** Each word as it is written, with its term. */
  words: ReadonlyMap<string, string>
  /** What a search can be limited to, as terms. */
  limits: readonly string[]
}

/** Adds what is stored of these skills' words to `known`, in one request. */
export async function readWords(db: Db, known: KnownWords, skills: readonly SkillWords[]): Promise<void> {
  const terms = skills.flatMap(({ terms, words, limits }) => [...terms.keys(), ...words.values(), ...limits])
  const words = skills.flatMap((skill) => [...skill.words.keys()])
  const asked = { terms: others(terms, known.terms), words: others(words, known.words) }
  const { read } = await batch(db, {
    $plan: joinByHash,
    read: sql<Read>`
      with asked as materialized (select * from json_array_elements_text(${JSON.stringify(asked.terms)}::json) with ordinality a(term, nth)
      ), asked_words as materialized (select * from json_array_elements_text(${JSON.stringify(asked.words)}::json) with ordinality a(word, nth)
      ), terms as materialized (
        select nth, id from asked join (select id, term from search_terms where term = any(array(select term from asked))) t using (term)
      ), words as (
        select nth, id, term_id from asked_words join (select * from search_words where word = any(array(select word from asked_words))) w using (word)
      ), places as (
        -- as PostgreSQL writes arrays: as JSON they would take it twice as long
        select nth, rarity, vector::text as vector
        from terms join (select * from search_vectors where space = ${CURRENT_SPACE} and term_id = any(array(select id from terms))) v on term_id = id
      )
      select coalesce(${CURRENT_SPACE}, 0) as space,
        (select json_build_array(array_agg(nth), array_agg(id)) from terms) as terms,
        (select json_build_array(array_agg(nth), array_agg(id), array_agg(term_id)) from words) as words,
        (select json_build_array(array_agg(nth), array_agg(rarity), array_agg(vector)) from places) as places`,
  })
  if (read[0]) remember(known, asked, read[0])
}

/** Columns of what was found; null if nothing was. `nth` counts what was asked for from 1. */
type Read = {
  space: number
  terms: [nth: number[] | null, ids: number[]]
  words: [nth: number[] | null, ids: number[], termIds: number[]]
  places: [nth: number[] | null, rarities: number[], vectors: string[]]
}

const others = (asked: readonly string[], known: ReadonlyMap<string, unknown>) =>
  [...new Set(asked)].filter((one) => !known.has(one))

function remember(known: KnownWords, asked: { terms: string[]; words: string[] }, found: Read): void {
  known.space ??= found.space
  const [nth, ids] = found.terms
  nth?.forEach((n, i) => {
    known.terms.set(asked.terms[n - 1] as string, ids[i] as number)
  })
  const [nthWord, wordIds, termIds] = found.words
  nthWord?.forEach((n, i) => {
    known.words.set(asked.words[n - 1] as string, { id: wordIds[i] as number, termId: termIds[i] as number })
  })
  const [nthPlaced, rarities, vectors] = found.places
  nthPlaced?.forEach((n, i) => {
    const vector = readVector(vectors[i] as string)
    known.places.set(asked.terms[n - 1] as string, { rarity: rarities[i] as number, vector })
  })
}
