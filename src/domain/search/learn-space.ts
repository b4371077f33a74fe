import { IMPACTS } from './weights.ts'

/** A skill's terms by id, each with its level of impact. */
export type TermLevels = ReadonlyMap<number, number>

/** A term's place in the space: terms of skills that have much in common lie in one direction. `rarity` is its idf; `vector` includes it. */
export type PlacedTerm = { id: number; rarity: number; vector: number[] }

export const DIMENSIONS = 64
/** The randomised method needs some more directions than are kept. */
const SPARE = 8
const ROUNDS = 3
/** A term of fewer skills says nothing of others, one of more skills nothing of these. */
const MIN_SKILLS = 3
const MAX_SHARE = 0.3
/** So many terms are placed, those of the most skills: a Worker has to hold them, and sends them in one request. */
const MAX_TERMS = 12_000
/** Vectors are in whole numbers that fit into 16 bits: only directions matter, and how far one term is of another. */
const SCALE = 4000

/**
 * Learns what words mean from the company they keep: a truncated singular value decomposition of skills and their terms (latent semantic
 * analysis: Deerwester et al., 1990), by randomised subspace iteration (Halko, Martinsson and Tropp, 2011). The same input gives
 * the same space.
 */
export function learnSpace(skills: readonly TermLevels[]): PlacedTerm[] {
  const terms = commonTerms(skills)
  const place = new Map(terms.map(({ id }, at) => [id, at]))
  const rows = skills.map((skill) => rowOf(skill, place, terms))
  const width = DIMENSIONS + SPARE
  let directions = start(terms.length * width)
  for (let round = 0; round < ROUNDS; round++) {
    makeOrthonormal(directions, width)
    directions = multiply(rows, directions, width)
  }
  makeOrthonormal(directions, width)
  return terms.map(({ id, rarity }, at) => ({
    ...{ id, rarity },
    vector: [...directions.subarray(at * width, at * width + DIMENSIONS)].map((x) => Math.round(SCALE * x * rarity)),
  }))
}

/** Any directions to begin with, always the same (Numerical Recipes' linear congruential generator). */
function start(length: number): Float64Array<ArrayBuffer> {
  let state = 1
  return Float64Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32 - 0.5
  })
}

function commonTerms(skills: readonly TermLevels[]): { id: number; rarity: number }[] {
  const counts = new Map<number, number>()
  for (const skill of skills) for (const id of skill.keys()) counts.set(id, (counts.get(id) ?? 0) + 1)
  return [...counts]
    .filter(([, n]) => n >= MIN_SKILLS && n < skills.length * MAX_SHARE)
    .toSorted(([a, ofA], [b, ofB]) => ofB - ofA || a - b)
    .slice(0, MAX_TERMS)
    .map(([id, n]) => ({ id, rarity: Math.log(skills.length / n) }))
}

type Row = { at: Int32Array; value: Float64Array }

/** A skill as a row of unit length. */
function rowOf(skill: TermLevels, place: ReadonlyMap<number, number>, terms: readonly { rarity: number }[]): Row {
  const known = [...skill].flatMap(([id, level]) => {
    const at = place.get(id)
    return at === undefined ? [] : [[at, (IMPACTS[level] ?? 0) * (terms[at]?.rarity ?? 0)] as const]
  })
  const length = Math.hypot(...known.map(([, value]) => value)) || 1
  return { at: Int32Array.from(known, ([at]) => at), value: Float64Array.from(known, ([, value]) => value / length) }
}

/** Multiplies the directions by the rows and by the rows transposed. */
function multiply(rows: readonly Row[], directions: Float64Array, width: number): Float64Array<ArrayBuffer> {
  const product = new Float64Array(directions.length)
  const one = new Float64Array(width)
  for (const { at, value } of rows) {
    one.fill(0)
    at.forEach((term, i) => {
      for (let c = 0; c < width; c++)
        one[c] = (one[c] as number) + (value[i] as number) * (directions[term * width + c] as number)
    })
    at.forEach((term, i) => {
      for (let c = 0; c < width; c++)
        product[term * width + c] = (product[term * width + c] as number) + (value[i] as number) * (one[c] as number)
    })
  }
  return product
}

/** Makes the columns orthonormal (Gram and Schmidt). */
function makeOrthonormal(columns: Float64Array, width: number): void {
  const height = columns.length / width
  const dot = (a: number, b: number) => {
    let sum = 0
    for (let row = 0; row < height; row++)
      sum += (columns[row * width + a] as number) * (columns[row * width + b] as number)
    return sum
  }
  for (let c = 0; c < width; c++) {
    for (let before = 0; before < c; before++) {
      const share = dot(c, before)
      for (let row = 0; row < height; row++)
        columns[row * width + c] =
          (columns[row * width + c] as number) - share * (columns[row * width + before] as number)
    }
    const length = Math.sqrt(dot(c, c)) || 1
    for (let row = 0; row < height; row++) columns[row * width + c] = (columns[row * width + c] as number) / length
  }
}
